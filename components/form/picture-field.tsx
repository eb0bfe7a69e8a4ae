"use client";

import type { ReactNode } from "react";
import type { ControlProps } from "#components/form/control-props";
import { useForm } from "#components/form/form-context";
import { ImageDrop } from "#components/form/image-drop";
import { ImagePreview } from "#components/form/image-preview";
import type { Upload } from "#components/form/use-upload";

type PictureFieldProps = Pick<ControlProps, "property" | "field" | "ids" | "aria"> & {
  upload: Upload;
  /** Another way to a picture than a file, such as painting it. */
  children?: ReactNode;
};

/** Where a picture is put, until there is one; then the picture as it was received. */
export function PictureField({ property, field, ids, aria, upload, children }: PictureFieldProps) {
  const { desk } = useForm();
  const { state, send, cancel } = upload;
  if (typeof field.value === "string" && state.kind !== "sending") {
    return (
      <ImagePreview
        id={field.value}
        title={property.title}
        onRemove={() => desk.choose(property.name, undefined)}
        onReplace={(file) => void send(file)}
      >
        {children}
      </ImagePreview>
    );
  }
  return (
    <div className="grid gap-1.5">
      <ImageDrop
        inputId={ids.control}
        aria={aria}
        state={state}
        onFile={(file) => void send(file)}
        onCancel={cancel}
        onLeave={() => desk.leave(property.name)}
      />
      {children !== undefined && <div>{children}</div>}
    </div>
  );
}
