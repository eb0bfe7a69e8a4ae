import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn";
import { fieldStyle } from "#components/ui/field-style";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input dir="auto" className={cn(fieldStyle, "h-8 text-sm", className)} {...rest} />;
}
