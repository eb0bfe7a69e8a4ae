"use client";

import type { KeyboardEvent } from "react";
import { Field } from "#components/ui/field";
import { Textarea } from "#components/ui/textarea";

type NoteFieldProps = {
  label: string;
  help: string;
  required?: boolean;
  error: string | undefined;
  text: string;
  onChange: (text: string) => void;
  /** Ctrl or Cmd with Enter, which sends it; Enter alone makes a new line. */
  onFinish: () => void;
};

/** As much as the server takes of a note or of a reason in words. */
const longest = 2000;

/** Where somebody says in a few words why. */
export function NoteField({
  label,
  help,
  required = false,
  error,
  text,
  onChange,
  onFinish,
}: NoteFieldProps) {
  function press(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onFinish();
  }
  return (
    <Field label={label} required={required} help={help} error={error} aside={`${text.length} / ${longest}`}>
      {(control) => (
        <Textarea
          {...control}
          maxLength={longest}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={press}
        />
      )}
    </Field>
  );
}
