import { cva, type VariantProps } from "class-variance-authority";
import { cloneElement, isValidElement, type ComponentProps, type MouseEvent } from "react";
import { Blocked } from "#components/ui/blocked";
import { cn } from "#components/ui/cn";
import { Spinner } from "#components/ui/spinner";

export const buttonStyle = cva(
  "touchable inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap select-none transition-colors aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-accent-ink hover:bg-accent/85",
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
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonStyle> & {
    /** Style the only child (a link) as a button. */
    asChild?: boolean;
    /** Shows a spinner and takes no further press; the button keeps its focus. */
    busy?: boolean;
    /** Why the button cannot be used now. It stays focusable and says so; see Blocked. */
    blocked?: string | undefined;
  };

export function Button(props: ButtonProps) {
  const {
    className,
    variant,
    size,
    asChild = false,
    busy = false,
    blocked,
    onClick,
    children,
    ...rest
  } = props;
  const classes = cn(buttonStyle({ variant, size }), className);
  if (asChild && isValidElement<{ className?: string }>(children)) {
    return cloneElement(children, { ...rest, className: cn(classes, children.props.className) });
  }
  const off = busy || blocked !== undefined;
  function press(event: MouseEvent<HTMLButtonElement>) {
    if (off) event.preventDefault();
    else onClick?.(event);
  }
  const button = (
    <button
      type="button"
      className={classes}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      onClick={press}
      {...rest}
    >
      {busy && <Spinner />}
      {children}
      {blocked !== undefined && <span className="sr-only">: {blocked}</span>}
    </button>
  );
  // Whoever may be blocked is wrapped either way: a button that is mounted anew would lose its focus.
  return "blocked" in props ? <Blocked reason={blocked}>{button}</Blocked> : button;
}
