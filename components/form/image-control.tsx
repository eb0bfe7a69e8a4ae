"use client";

import type { ControlProps } from "#components/form/control-props";
import { PictureField } from "#components/form/picture-field";
import { useUpload } from "#components/form/use-upload";

/** A picture of one's own: chosen, dropped or pasted, sent at once, shown as it was received. */
export function ImageControl({ property, field, ids, aria }: ControlProps) {
  const upload = useUpload(property.name);
  return <PictureField property={property} field={field} ids={ids} aria={aria} upload={upload} />;
}
