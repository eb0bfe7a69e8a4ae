"use client";

import type { KeyboardEvent } from "react";
import type { ControlProps } from "#components/form/control-props";
import { useForm } from "#components/form/form-context";
import { cn } from "#components/ui/cn";
import { Input } from "#components/ui/input";
import { stepFrom } from "#lib/form/number-step";
import { numberText } from "#lib/form/number-text";

type NumberControlProps = ControlProps & { className?: string };

/** A number as text, so that what is typed stays as typed. Up and Down step through the allowed range. */
export function NumberControl({ property, field, ids, aria, className }: NumberControlProps) {
  const { desk } = useForm();
  function step(event: KeyboardEvent) {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    if (property.isWide || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const steps = (event.key === "ArrowUp" ? 1 : -1) * (event.shiftKey ? 10 : 1);
    desk.choose(property.name, stepFrom(property, field.value, steps));
  }
  return (
    <span className={cn("relative block", className)}>
      <Input
        id={ids.control}
        value={field.text}
        inputMode={property.type === "integer" ? "numeric" : "decimal"}
        autoComplete="off"
        placeholder={placeholderOf(property)}
        className={cn("tabular", property.unit !== "" && "pr-10")}
        onChange={(event) => desk.type(property.name, event.target.value)}
        onBlur={() => desk.leave(property.name)}
        onKeyDown={step}
        {...aria}
      />
      {property.unit !== "" && (
        <span
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-xs text-faint"
        >
          {property.unit}
        </span>
      )}
    </span>
  );
}

function placeholderOf(property: ControlProps["property"]): string {
  if (typeof property.default === "number") return `${numberText(property.default)} (default)`;
  return property.required ? "" : "Workflow's own";
}
