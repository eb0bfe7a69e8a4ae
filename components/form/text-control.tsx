"use client";

import type { ControlProps } from "#components/form/control-props";
import { useForm } from "#components/form/form-context";
import { Input } from "#components/ui/input";
import { Textarea } from "#components/ui/textarea";

/** One line of text. */
export function TextControl({ property, field, ids, aria }: ControlProps) {
  const { desk } = useForm();
  return (
    <Input
      id={ids.control}
      value={field.text}
      placeholder={placeholderOf(property, field.value)}
      autoComplete="off"
      onChange={(event) => desk.type(property.name, event.target.value)}
      onBlur={() => desk.leave(property.name)}
      {...aria}
    />
  );
}

/** Several lines. Text beyond the limit is kept and marked, so that nothing pasted is cut off unseen. */
export function TextareaControl({ property, field, ids, aria }: ControlProps) {
  const { desk } = useForm();
  return (
    <Textarea
      id={ids.control}
      value={field.text}
      rows={3}
      placeholder={placeholderOf(property, field.value)}
      onChange={(event) => desk.type(property.name, event.target.value)}
      onBlur={() => desk.leave(property.name)}
      {...aria}
    />
  );
}

/** Says what happens when nothing is typed; an emptied field says that empty text is what will be used. */
function placeholderOf(property: ControlProps["property"], value: ControlProps["field"]["value"]): string {
  if (value === "" && !property.required && (property.bounds.minLength ?? 0) === 0) return "Empty on purpose";
  if (property.placeholder !== "") return property.placeholder;
  return property.required ? "" : "Keeps the workflow's own text";
}
