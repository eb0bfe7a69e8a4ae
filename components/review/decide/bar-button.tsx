import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Blocked } from "#components/ui/blocked";
import { cn } from "#components/ui/cn";
import { Kbd } from "#components/ui/kbd";
import { pressAndReturn } from "#components/review/desk/focus-cursor";

type BarButtonProps = {
  /** Name in the key registry; the key that does the same lights this button. */
  action: string;
  cap: string;
  verb: string;
  consequence: ReactNode;
  icon: LucideIcon;
  tone?: string;
  blocked?: string | undefined;
  onPress: () => void;
  /** On a phone only as wide as a thumb: the icon above the verb. */
  isNarrow?: boolean;
  className?: string;
};

/** A slot of the decision bar: key, verb, and in small type what will happen. */
export function BarButton(props: BarButtonProps) {
  const {
    action,
    cap,
    verb,
    consequence,
    icon: Icon,
    tone,
    blocked,
    onPress,
    isNarrow = false,
    className,
  } = props;
  const act = () => (blocked === undefined ? onPress() : undefined);
  return (
    <Blocked reason={blocked}>
      <button
        type="button"
        data-action={action}
        aria-disabled={blocked === undefined ? undefined : true}
        onClick={(event) => pressAndReturn(event, act)}
        className={cn(
          "flex h-13 shallow:h-10 pointer-coarse:shallow:h-11 min-w-0 flex-col justify-center gap-0.5 rounded-md border border-line bg-raised px-2 text-left transition-colors hover:bg-hover aria-disabled:opacity-70",
          "max-md:items-center max-md:px-1 md:max-lg:px-1.5",
          className,
        )}
      >
        <span
          className={cn(
            "flex w-full items-center gap-1.5 text-sm font-medium max-md:justify-center max-lg:gap-1 max-lg:text-xs",
            isNarrow && "max-md:flex-col max-md:gap-1.5 max-md:text-2xs shallow:max-md:[&_svg]:hidden",
          )}
        >
          <Icon
            aria-hidden
            strokeWidth={2.25}
            className={cn(
              // Seven in a row of a small tablet leave room for what they do and their key.
              "size-4 shrink-0 md:max-lg:size-3.5 md:max-[56rem]:hidden",
              !isNarrow && "max-md:size-3.5 max-[379px]:hidden",
              tone,
            )}
          />
          <span className="min-w-0 truncate">{verb}</span>
          {cap !== "" && <Kbd className="ml-auto max-md:hidden">{cap}</Kbd>}
        </span>
        <span
          className={cn(
            "w-full truncate text-2xs text-faint max-md:text-center max-[359px]:hidden shallow:hidden",
            isNarrow && "max-md:hidden",
          )}
        >
          {consequence}
        </span>
        {blocked !== undefined && <span className="sr-only">{blocked}</span>}
      </button>
    </Blocked>
  );
}
