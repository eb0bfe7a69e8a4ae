import { cn } from "#components/ui/cn";
import type { LabelColour } from "#lib/review/browser/marks/marks";

/** Written out, because the style sheet is made from what stands in the code. */
const colours: Record<LabelColour, string> = {
  red: "bg-label-red",
  yellow: "bg-label-yellow",
  green: "bg-label-green",
  blue: "bg-label-blue",
  purple: "bg-label-purple",
};

type LabelDotProps = { name: LabelColour; isOn?: boolean; className?: string };

/** A label that is a colour, shown as such. */
export function LabelDot({ name, isOn = false, className = "size-3.5" }: LabelDotProps) {
  return (
    <span
      aria-hidden
      className={cn(
        "rounded-full",
        colours[name],
        isOn && "outline-2 outline-offset-2 outline-text outline-solid",
        className,
      )}
    />
  );
}
