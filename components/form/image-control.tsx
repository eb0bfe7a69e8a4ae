"use client";

import type { ControlProps } from "#components/form/control-props";
import { useForm } from "#components/form/form-context";
import { ImageDrop } from "#components/form/image-drop";
import { ImagePreview } from "#components/form/image-preview";
import { useUpload } from "#components/form/use-upload";

/** A picture of one's own: chosen, dropped or pasted, sent at once, shown as it was received. */
export function ImageControl({ property, field, ids, aria }: ControlProps) {
  const { desk } = useForm();
  const { state, send, cancel } = useUpload(property.name);
  if (typeof field.value === "string" && state.kind !== "sending") {
    return (
      <ImagePreview
        id={field.value}
        title={property.title}
        onRemove={() => desk.choose(property.name, undefined)}
        onReplace={(file) => void send(file)}
      />
    );
  }
  return (
    <ImageDrop
      inputId={ids.control}
      aria={aria}
      state={state}
      onFile={(file) => void send(file)}
      onCancel={cancel}
      onLeave={() => desk.leave(property.name)}
    />
  );
}
