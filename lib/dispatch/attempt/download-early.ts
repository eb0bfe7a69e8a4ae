import type { ComfyClient } from "#lib/comfyui/comfy-client";
import type { FileReference } from "#lib/comfyui/download-file";
import type { HeardEntry } from "#lib/comfyui/heard-entry";
import { readOutcome } from "#lib/comfyui/outcome";
import type { LoadedVersion } from "#lib/workflow/read-version";
import { wantedFiles } from "./wanted-files.ts";

/** The download of a run's first file, begun while the history is still being asked. */
export type EarlyDownload = {
  /** Begins once the socket has told of a success, with what it told of the prompt. Only the first call counts. */
  begin(heard: HeardEntry): void;
  /** What came or will come of it, once and for this very file only; undefined when it is to be fetched as usual. */
  take(file: FileReference): Promise<Uint8Array> | undefined;
  /** Cuts off what nobody has asked for. */
  close(): void;
};

/**
 * The socket is a hint: its file is asked for on its word, and taken only when the history names the same one. Then it
 * stands for the first try to fetch it, whether it went well or not.
 */
export function downloadEarly(
  client: Pick<ComfyClient, "download">,
  { contract, graph }: Pick<LoadedVersion, "contract" | "graph">,
  signal: AbortSignal,
): EarlyDownload {
  const unwanted = new AbortController();
  let early: { file: FileReference; bytes: Promise<Uint8Array> } | null = null;
  let isBegun = false;

  return {
    begin(heard) {
      if (isBegun) return;
      isBegun = true;
      const [first] = wantedFiles(readOutcome(heard).files, contract, graph);
      if (first === undefined) return;
      const { filename, subfolder, type } = first;
      const file = { filename, subfolder, type };
      const bytes = client.download(file, AbortSignal.any([signal, unwanted.signal]));
      // Nobody may be there to hear of it.
      bytes.catch(() => undefined);
      early = { file, bytes };
    },
    take({ filename, subfolder, type }) {
      const { file, bytes } = early ?? {};
      if (file?.filename !== filename || file.subfolder !== subfolder || file.type !== type) return undefined;
      early = null;
      return bytes;
    },
    close: () => unwanted.abort(),
  };
}
