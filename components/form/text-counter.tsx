import { cn } from "#components/ui/cn";

/** Characters used of those allowed; speaks up when few are left. */
export function TextCounter({ text, limit }: { text: string; limit: number }) {
  const length = Array.from(text).length;
  const left = limit - length;
  const isNear = left <= Math.min(80, limit / 10);
  return (
    <span className={cn("tabular", left < 0 ? "font-medium text-rejected" : isNear && "text-accent-text")}>
      <span aria-hidden>
        {length} / {limit}
      </span>
      <span role="status" className="sr-only">
        {isNear && (left < 0 ? `${-left} characters too many` : `${left} characters left`)}
      </span>
    </span>
  );
}
