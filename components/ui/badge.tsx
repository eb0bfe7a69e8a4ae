import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn";

const style = cva(
  "inline-flex h-5 items-center gap-1 rounded-sm border px-1.5 text-2xs font-medium whitespace-nowrap [&_svg]:size-3",
  {
    variants: {
      tone: {
        neutral: "border-line text-soft",
        strong: "border-line-strong text-text",
        accent: "border-accent-text/50 bg-accent-tint text-accent-text",
        good: "border-approved/50 bg-approved-tint text-approved",
        bad: "border-rejected/50 bg-rejected-tint text-rejected",
        info: "border-reseeded/50 bg-reseeded-tint text-reseeded",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export type BadgeTone = NonNullable<VariantProps<typeof style>["tone"]>;

export function Badge({ className, tone, ...rest }: ComponentProps<"span"> & VariantProps<typeof style>) {
  return <span className={cn(style({ tone }), className)} {...rest} />;
}
