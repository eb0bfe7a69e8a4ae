import { cloneElement, isValidElement, type ComponentProps, type MouseEvent } from "react";
import { Blocked } from "#components/ui/blocked";
import { buttonStyle, type ButtonLook } from "#components/ui/button-style";
import { cn } from "#components/ui/cn";
import { Spinner } from "#components/ui/spinner";

export type ButtonProps = ComponentProps<"button"> &
  ButtonLook & {
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
