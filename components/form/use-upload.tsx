"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useForm } from "#components/form/form-context";
import { assetQuery } from "#lib/form/asset-queries";
import { fileSize } from "#lib/form/file-size";
import { uploadAsset } from "#lib/form/upload-asset";
import { asProblem } from "#lib/http/browser/api-problem";
import { assetLimits } from "#lib/output/asset-limits";

export type UploadState =
  | { readonly kind: "idle" }
  | { readonly kind: "sending"; readonly name: string; readonly fraction: number }
  | { readonly kind: "failed"; readonly message: string };

export type Upload = {
  readonly state: UploadState;
  readonly send: (file: File) => Promise<void>;
  readonly cancel: () => void;
};

/** One upload at a time: a new file, or leaving the page, cancels the one under way. */
export function useUpload(name: string): Upload {
  const { desk } = useForm();
  const cache = useQueryClient();
  const [state, setState] = useState<UploadState>({ kind: "idle" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function send(file: File): Promise<void> {
    running.current?.abort();
    const refusal = objection(file);
    if (refusal !== null) return setState({ kind: "failed", message: refusal });
    const controller = new AbortController();
    running.current = controller;
    setState({ kind: "sending", name: file.name, fraction: 0 });
    desk.setSending(name, true);
    try {
      const asset = await uploadAsset(file, {
        onProgress: (fraction) => setState({ kind: "sending", name: file.name, fraction }),
        signal: controller.signal,
      });
      cache.setQueryData(assetQuery(asset.id).queryKey, asset);
      setState({ kind: "idle" });
      desk.setSending(name, false);
      desk.choose(name, asset.id);
    } catch (error) {
      if (controller.signal.aborted) return;
      desk.setSending(name, false);
      setState({ kind: "failed", message: asProblem(error).message });
    }
  }

  function cancel(): void {
    running.current?.abort();
    desk.setSending(name, false);
    setState({ kind: "idle" });
  }

  return { state, send, cancel };
}

/** What can be told before a byte is sent; the server looks at the bytes themselves. */
function objection({ name, size, type }: File): string | null {
  if (size > assetLimits.bytes) {
    return `${name} has ${fileSize(size)}; at most ${fileSize(assetLimits.bytes)} are allowed. Save it smaller and try again.`;
  }
  const known: readonly string[] = assetLimits.types;
  if (type !== "" && !known.includes(type)) {
    return `${name} is no picture that can be used. Choose a ${assetLimits.names} file.`;
  }
  return null;
}
