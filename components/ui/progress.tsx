import { cn } from "#components/ui/cn";

type ProgressProps = {
  /** 0 to 1; null when not known yet. */ value: number | null;
  label: string;
  className?: string;
};

export function Progress({ value, label, className }: ProgressProps) {
  const percent = value === null ? undefined : Math.round(value * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={cn(
        "h-1 w-full overflow-hidden rounded-full bg-line-strong/40 forced-colors:bg-[GrayText]",
        className,
      )}
    >
      <div
        className={cn(
          "h-full rounded-full bg-accent transition-[width] forced-colors:bg-[Highlight]",
          value === null && "w-1/4 opacity-60",
        )}
        style={value === null ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}
