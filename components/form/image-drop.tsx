"use client";

import { ImageUp, X } from "lucide-react";
import { useState, type ClipboardEvent, type DragEvent } from "react";
import type { ControlAria } from "#components/form/control-props";
import type { UploadState } from "#components/form/use-upload";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { Progress } from "#components/ui/progress";
import { fileSize } from "#lib/form/file-size";
import { assetLimits } from "#lib/output/asset-limits";

type ImageDropProps = {
  inputId: string;
  aria: ControlAria;
  state: UploadState;
  onFile: (file: File) => void;
  onCancel: () => void;
  onLeave: () => void;
};

/** Where a file goes. States its limits before anybody has chosen one. */
export function ImageDrop({ inputId, aria, state, onFile, onCancel, onLeave }: ImageDropProps) {
  const [isOver, setOver] = useState(false);
  function take(files: FileList | null | undefined) {
    const file = [...(files ?? [])][0];
    if (file !== undefined) onFile(file);
  }
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  }
  function paste(event: ClipboardEvent) {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    take(event.clipboardData.files);
  }
  if (state.kind === "sending") {
    return (
      <div className="grid min-h-28 content-center gap-2 rounded-md border border-line-strong/60 bg-sunk px-4">
        <div className="flex items-center justify-between gap-3">
          <p className="min-w-0 truncate text-sm">
            {state.fraction < 1 ? `Sending ${state.name}` : `Checking ${state.name}`}
          </p>
          <span className="ml-auto text-xs text-soft tabular">{Math.round(state.fraction * 100)} %</span>
          <Button variant="ghost" size="icon-sm" aria-label="Cancel the upload" onClick={onCancel}>
            <X aria-hidden />
          </Button>
        </div>
        <Progress value={state.fraction} label={`Upload of ${state.name}`} />
      </div>
    );
  }
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      onPaste={paste}
    >
      <input
        id={inputId}
        type="file"
        accept={assetLimits.types.join(",")}
        className="peer sr-only"
        onChange={(event) => {
          take(event.target.files);
          // So that the same file may be chosen again after it was refused.
          event.target.value = "";
        }}
        onBlur={onLeave}
        {...aria}
      />
      <label
        htmlFor={inputId}
        className={cn(
          "grid min-h-28 cursor-pointer place-items-center content-center gap-1 rounded-md border border-dashed px-4 text-center transition-colors peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent-text hover:bg-hover",
          isOver ? "border-accent-text bg-accent-tint" : "border-line-strong",
          aria["aria-invalid"] && "border-rejected",
        )}
      >
        <ImageUp aria-hidden strokeWidth={1.5} className="size-5 text-soft" />
        <span className="text-sm">Choose a picture, drop it here or paste it</span>
        <span className="text-2xs text-faint">
          {assetLimits.names}, up to {fileSize(assetLimits.bytes)}
        </span>
      </label>
      {state.kind === "failed" && (
        <p role="alert" className="mt-1.5 text-xs text-rejected">
          {state.message}
        </p>
      )}
    </div>
  );
}
