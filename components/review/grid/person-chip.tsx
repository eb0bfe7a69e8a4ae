import { cn } from "#components/ui/cn";
import { initialsOf } from "#lib/review/browser/desk/initials";

type PersonChipProps = {
  name: string;
  /** What this person does here, said in full: "Mara has this open". */
  title: string;
  /** Somebody who is here now is framed; somebody who was is not. */
  isPresent?: boolean;
};

/** A person in two letters. */
export function PersonChip({ name, title, isPresent = false }: PersonChipProps) {
  return (
    <span
      title={title}
      className={cn(
        "shrink-0 rounded-full px-1 text-2xs font-semibold",
        isPresent ? "border border-accent-text text-accent-text" : "text-faint",
      )}
    >
      <span aria-hidden>{initialsOf(name)}</span>
      <span className="sr-only">{title}</span>
    </span>
  );
}
