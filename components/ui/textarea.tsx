import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn";
import { fieldStyle } from "#components/ui/field-style";

/** Grows with its text where the browser can; downwards only, so even a word without end is broken. */
export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      dir="auto"
      className={cn(
        fieldStyle,
        "field-sizing-content min-h-20 wrap-anywhere resize-y py-2 text-sm leading-normal",
        className,
      )}
      {...rest}
    />
  );
}
