"use client";

import { useQuery } from "@tanstack/react-query";
import { Brush } from "lucide-react";
import { useState } from "react";
import type { ControlProps } from "#components/form/control-props";
import { useField, useForm } from "#components/form/form-context";
import { MaskPainter } from "#components/form/mask-painter";
import { PictureField } from "#components/form/picture-field";
import { useUpload } from "#components/form/use-upload";
import { Button } from "#components/ui/button";
import { assetQuery } from "#lib/form/asset-queries";

/** White on black: painted over the picture of the same form, or a file made elsewhere. */
export function MaskControl({ property, field, ids, aria }: ControlProps) {
  const { desk } = useForm();
  const [isPainting, setPainting] = useState(false);
  const upload = useUpload(property.name);
  const picture = desk.contract.properties.find(({ widget }) => widget === "image");
  const pictureId = useField(picture?.name ?? "").value;
  const { data: base } = useQuery({
    ...assetQuery(String(pictureId)),
    enabled: typeof pictureId === "string",
  });
  const paint = picture && (
    <Button
      size="sm"
      blocked={base === undefined ? `choose ${picture.title} first` : undefined}
      onClick={() => setPainting(true)}
    >
      <Brush aria-hidden />
      {field.value === undefined ? "Paint it" : "Paint anew"}
    </Button>
  );
  return (
    <>
      <PictureField property={property} field={field} ids={ids} aria={aria} upload={upload}>
        {paint}
      </PictureField>
      {base !== undefined && (
        <MaskPainter
          picture={base}
          isOpen={isPainting}
          onClose={() => setPainting(false)}
          onDone={(file) => {
            setPainting(false);
            void upload.send(file);
          }}
        />
      )}
    </>
  );
}
