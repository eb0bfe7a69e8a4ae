import { cva, type VariantProps } from "class-variance-authority";

/** How a button looks, for what cannot be a `Button`. */
export const buttonStyle = cva(
  "touchable inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap select-none transition-colors aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-accent-ink hover:bg-accent/85 forced-colors:border",
        secondary: "border border-line-strong/60 bg-raised text-text hover:bg-hover",
        ghost: "text-soft hover:bg-hover hover:text-text",
        danger: "border border-rejected/70 text-rejected hover:bg-rejected-tint",
        link: "text-accent-text underline underline-offset-3 hover:no-underline",
      },
      size: {
        sm: "h-7 px-2.5 text-xs",
        md: "h-8 px-3 text-sm",
        lg: "h-10 px-4 text-base",
        icon: "size-8",
        "icon-sm": "size-7",
        /** In a line of text: no room of its own beside it. */
        inline: "h-7 text-xs",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export type ButtonLook = VariantProps<typeof buttonStyle>;
