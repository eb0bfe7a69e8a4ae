"use client";

import type { FieldTemplateProps } from "@rjsf/utils";
import { RotateCcw, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { controlIds } from "#components/form/control-props";
import { useField, useForm } from "#components/form/form-context";
import { TextCounter } from "#components/form/text-counter";
import type { ContractProperty } from "#lib/contract/contract";
import { findProperty } from "#lib/contract/contract";
import type { FieldState } from "#lib/form/form-desk";

/** Label, control, errors and help of one field, tied together, with the way back to its default. */
export function FieldFrame({ id, fieldPathId, required = false, children }: FieldTemplateProps) {
  const { desk } = useForm();
  const name = String(fieldPathId.path.at(-1) ?? "");
  const property = findProperty(desk.contract, name);
  // The form itself goes through this template too; it has no frame of its own.
  if (property === undefined) return children;
  return (
    <Frame id={id} property={property} required={required}>
      {children}
    </Frame>
  );
}

type FrameProps = { id: string; property: ContractProperty; required: boolean; children: ReactNode };

function Frame({ id, property, required, children }: FrameProps) {
  const field = useField(property.name);
  const ids = controlIds(id);
  return (
    <div data-field={property.name} className="grid min-w-0 content-start gap-1.5">
      <div className="flex min-h-6 items-center gap-2">
        <label id={ids.label} htmlFor={ids.control} className="text-sm font-medium">
          {property.title}
          {required && (
            <span title="Required">
              <span aria-hidden className="text-accent-text">
                {" "}
                *
              </span>
              <span className="sr-only"> (required)</span>
            </span>
          )}
        </label>
        <ResetButton property={property} field={field} />
        <span className="ml-auto text-2xs text-faint">
          <Aside property={property} field={field} />
        </span>
      </div>
      <div data-control>{children}</div>
      {field.errors.length > 0 && (
        <div id={ids.errors} className="text-xs text-rejected">
          {field.errors.map((message) => (
            <p key={message}>{message}</p>
          ))}
        </div>
      )}
      {property.help !== "" && (
        <p id={ids.help} className="text-xs text-faint">
          {property.help}
        </p>
      )}
    </div>
  );
}

/** Beside the label: how much text is used, or which numbers are allowed. */
function Aside({
  property: { bounds, choices, type, unit, isWide },
  field,
}: {
  property: ContractProperty;
  field: FieldState;
}) {
  if (type === "string" && bounds.maxLength !== undefined)
    return <TextCounter text={field.text} limit={bounds.maxLength} />;
  const { minimum, maximum } = bounds;
  if (choices !== null || isWide || minimum === undefined || maximum === undefined) return null;
  return (
    <span className="tabular">
      {minimum} to {maximum} {unit}
    </span>
  );
}

function ResetButton({ property, field }: { property: ContractProperty; field: FieldState }) {
  const { desk } = useForm();
  const { name, title } = property;
  const style =
    "inline-flex h-6 min-w-6 items-center justify-center gap-1 rounded-sm px-1 text-2xs text-faint hover:bg-hover hover:text-text [&_svg]:size-3";
  if (field.canUndoReset) {
    return (
      <button
        type="button"
        className={style}
        aria-label={`Undo reset of ${title}`}
        onClick={() => desk.undoReset([name])}
      >
        <Undo2 aria-hidden />
        Undo
      </button>
    );
  }
  // An emptied number already means its default; the others go back by this button only.
  if (field.standing !== "own" || property.isAsset || property.widget === "seed") return null;
  if (property.default === undefined && (property.required || field.text === "")) return null;
  const goal =
    property.default === undefined
      ? "clear it, the workflow's own value is used then"
      : "back to its default";
  return (
    <button
      type="button"
      className={style}
      aria-label={`Reset ${title}`}
      title={`Reset: ${goal}`}
      onClick={() => desk.reset([name])}
    >
      <RotateCcw aria-hidden />
    </button>
  );
}
