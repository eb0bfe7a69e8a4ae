import { Slider as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn";

/** One thumb. Give `aria-label` or `aria-labelledby`: it lands on the thumb, which is what takes focus. */
export function Slider({
  className,
  "aria-label": label,
  "aria-labelledby": labelledBy,
  "aria-describedby": describedBy,
  ...rest
}: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={cn(
        "relative flex h-6 w-full touch-none items-center select-none pointer-coarse:h-11",
        className,
      )}
      {...rest}
    >
      <Radix.Track className="relative h-1 w-full grow overflow-hidden rounded-full bg-line-strong/50 forced-colors:bg-[GrayText]">
        <Radix.Range className="absolute h-full bg-accent forced-colors:bg-[Highlight]" />
      </Radix.Track>
      <Radix.Thumb
        aria-label={label}
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        className="block size-4 rounded-full border-2 border-accent bg-raised after:absolute after:-inset-2"
      />
    </Radix.Root>
  );
}
