"use client";

import { useQuery } from "@tanstack/react-query";
import { Brush } from "lucide-react";
import { useState } from "react";
import type { ControlProps } from "#components/form/control-props";
import { useField, useForm } from "#components/form/form-context";
import { ImageDrop } from "#components/form/image-drop";
import { ImagePreview } from "#components/form/image-preview";
import { MaskPainter } from "#components/form/mask-painter";
import { useUpload } from "#components/form/use-upload";
import { Button } from "#components/ui/button";
import { assetQuery } from "#lib/form/asset-queries";

/** White on black: painted over the picture of the same form, or a file made elsewhere. */
export function MaskControl({ property, field, ids, aria }: ControlProps) {
  const { desk } = useForm();
  const [isPainting, setPainting] = useState(false);
  const { state, send, cancel } = useUpload(property.name);
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
      {typeof field.value === "string" && state.kind !== "sending" ? (
        <ImagePreview
          id={field.value}
          title={property.title}
          onRemove={() => desk.choose(property.name, undefined)}
          onReplace={(file) => void send(file)}
        >
          {paint}
        </ImagePreview>
      ) : (
        <div className="grid gap-1.5">
          <ImageDrop
            inputId={ids.control}
            aria={aria}
            state={state}
            onFile={(file) => void send(file)}
            onCancel={cancel}
            onLeave={() => desk.leave(property.name)}
          />
          <div>{paint}</div>
        </div>
      )}
      {base !== undefined && (
        <MaskPainter
          picture={base}
          isOpen={isPainting}
          onClose={() => setPainting(false)}
          onDone={(file) => {
            setPainting(false);
            void send(file);
          }}
        />
      )}
    </>
  );
}
