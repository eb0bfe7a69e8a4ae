import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn";
import { fieldStyle } from "#components/ui/field-style";

/** The browser's own list: right on a phone, with a keyboard and with a screen reader. Options are children. */
export function Select({ className, ...rest }: ComponentProps<"select">) {
  return (
    <span className={cn("relative inline-flex w-full", className)}>
      <select className={cn(fieldStyle, "h-8 appearance-none truncate pr-8 text-sm")} {...rest} />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-faint"
      />
    </span>
  );
}
