"use client";

import { useQuery } from "@tanstack/react-query";
import { ImageOff, RefreshCw, Trash2 } from "lucide-react";
import { useRef, type ReactNode } from "react";
import { Button } from "#components/ui/button";
import { assetQuery } from "#lib/form/asset-queries";
import { fileSize } from "#lib/form/file-size";
import { assetLimits } from "#lib/output/asset-limits";

type ImagePreviewProps = {
  id: string;
  title: string;
  onRemove: () => void;
  onReplace: (file: File) => void;
  /** More to do with this picture, such as painting a mask. */
  children?: ReactNode;
};

/** The picture as it was stored, with its size, and the ways to be rid of it. */
export function ImagePreview({ id, title, onRemove, onReplace, children }: ImagePreviewProps) {
  const { data: asset, isError } = useQuery(assetQuery(id));
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="flex min-h-28 gap-3 rounded-md border border-line-strong/60 bg-sunk p-2">
      <div className="grid size-24 shrink-0 place-items-center overflow-hidden rounded-sm bg-mat">
        {asset && (
          <img src={asset.url} alt={`${title}: ${asset.filename}`} className="size-full object-contain" />
        )}
        {isError && <ImageOff aria-hidden className="size-5 text-faint" />}
      </div>
      <div className="flex min-w-0 flex-col">
        <p className="truncate text-sm" title={asset?.filename}>
          {asset?.filename ?? (isError ? "This picture is no longer there. Choose another one." : "Loading…")}
        </p>
        {asset && (
          <p className="text-2xs text-faint tabular">
            {asset.width} × {asset.height}, {fileSize(asset.bytes)}
          </p>
        )}
        <div className="mt-auto flex flex-wrap gap-1">
          {children}
          <Button size="sm" variant="ghost" onClick={() => input.current?.click()}>
            <RefreshCw aria-hidden />
            Replace
          </Button>
          <Button size="sm" variant="ghost" aria-label={`Remove ${title}`} onClick={onRemove}>
            <Trash2 aria-hidden />
            Remove
          </Button>
        </div>
        <input
          ref={input}
          type="file"
          tabIndex={-1}
          aria-hidden
          accept={assetLimits.types.join(",")}
          className="hidden"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file !== undefined) onReplace(file);
            event.target.value = "";
          }}
        />
      </div>
    </div>
  );
}
