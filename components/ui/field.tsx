import { useId, type ReactNode } from "react";
import { cn } from "#components/ui/cn";

/** What the control inside a field must carry. Spread it on the control. */
export type FieldControl = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true | undefined;
};

type FieldProps = {
  label: ReactNode;
  help?: ReactNode;
  error?: string | undefined;
  required?: boolean;
  /** A fixed id, when something else points at the control. */
  id?: string;
  /** Right of the label: a counter, a reset button. */
  aside?: ReactNode;
  className?: string;
  children: (control: FieldControl) => ReactNode;
};

/** Label, control, help and error, tied together for screen readers. */
export function Field({ label, help, error, required, id, aside, className, children }: FieldProps) {
  const generated = useId();
  const controlId = id ?? generated;
  const helpId = help === undefined ? undefined : `${controlId}-help`;
  const errorId = error === undefined ? undefined : `${controlId}-error`;
  return (
    <div className={cn("grid grid-cols-1 gap-1.5", className)}>
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={controlId} className="text-sm font-medium">
          {label}
          {required && (
            <span aria-hidden className="text-faint" title="Required">
              {" "}
              *
            </span>
          )}
        </label>
        {aside !== undefined && <span className="text-2xs text-faint">{aside}</span>}
      </div>
      {children({
        id: controlId,
        "aria-describedby": [errorId, helpId].filter(Boolean).join(" ") || undefined,
        "aria-invalid": error === undefined ? undefined : true,
        "aria-required": required ? true : undefined,
      })}
      {error !== undefined && (
        <p id={errorId} className="text-xs text-rejected">
          {error}
        </p>
      )}
      {help !== undefined && (
        <p id={helpId} className="text-xs text-faint">
          {help}
        </p>
      )}
    </div>
  );
}
