import { Switch as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn";

export function Switch({ className, ...rest }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={cn(
        "relative h-5 w-9 shrink-0 rounded-full border border-line-strong bg-sunk transition-colors after:absolute after:-inset-1 data-[state=checked]:border-accent data-[state=checked]:bg-accent forced-colors:data-[state=checked]:bg-[Highlight] disabled:opacity-55 aria-disabled:opacity-55",
        className,
      )}
      {...rest}
    >
      <Radix.Thumb className="block size-3.5 translate-x-0.5 rounded-full bg-soft transition-transform data-[state=checked]:translate-x-4.5 data-[state=checked]:bg-accent-ink forced-colors:bg-[ButtonText] forced-colors:data-[state=checked]:bg-[HighlightText]" />
    </Radix.Root>
  );
}
