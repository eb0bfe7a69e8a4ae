import { CopyButton } from "#components/ui/copy-button";
import { fieldStyle } from "#components/ui/field-style";
import { cn } from "#components/ui/cn";

/** A secret that is shown this once: to select, and to copy. `what` completes "Copy …". */
export function SecretOnce({ text, what }: { text: string; what: string }) {
  return (
    <div className="flex items-center gap-1">
      <input
        readOnly
        value={text}
        aria-label={what}
        onFocus={(event) => event.currentTarget.select()}
        className={cn(fieldStyle, "h-9 min-w-0 font-mono text-xs")}
      />
      <CopyButton text={text} what={what} />
    </div>
  );
}
