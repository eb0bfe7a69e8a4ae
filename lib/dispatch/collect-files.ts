import { createHash } from "node:crypto";
import type { ProducedFile } from "#lib/comfyui/outcome";
import { ComfyFault } from "#lib/comfyui/comfy-fault";
import { isStorageFull } from "#lib/output/file-store";
import { ingestFile, type IngestedFile, setAside } from "#lib/output/ingest-file";
import type { CollectedFile } from "#lib/output/output-store";
import { attemptLog } from "./attempt-log.ts";
import { noteTrouble } from "./attempt-store.ts";
import type { Dispatch } from "./dispatch.ts";
import type { EarlyDownload } from "./download-early.ts";
import type { HeldAttempt } from "./held-attempt.ts";
import { pause } from "./loop.ts";
import type { ServerLink } from "./server-link.ts";

export type Collected = {
  /** In the order asked for; what could not be had is among them, set aside with the reason. */
  files: CollectedFile[];
  /** How many of them the server no longer has. */
  missing: number;
};

/** Tries per file while the server answers, but not with the file. */
const triesPerFile = 5;
/** The same bad answer so many times in a row: the file is bad, not the way here. */
const sameAnswers = 3;

/**
 * Fetches files and stores them. A file that comes damaged is fetched again: only what is still bad then is set aside.
 * While storage is full the attempt waits here, with the reason on it; the files stay on the server.
 */
export async function collectFiles(
  dispatch: Dispatch,
  link: ServerLink,
  held: HeldAttempt,
  wanted: readonly ProducedFile[],
  early: EarlyDownload,
  signal: AbortSignal,
): Promise<Collected> {
  const collected: Collected = { files: [], missing: 0 };
  for (const file of wanted) {
    const ingested = await collectOne(dispatch, link, held, file, early, signal);
    if (ingested === "missing") collected.missing += 1;
    const kept =
      ingested === "missing"
        ? setAside("other", "The server no longer had this file when it was fetched.")
        : ingested;
    collected.files.push({ nodeId: file.displayNodeId, filename: file.filename, file: kept });
    await dispatch.reach("file-stored", held);
  }
  return collected;
}

async function collectOne(
  dispatch: Dispatch,
  link: ServerLink,
  held: HeldAttempt,
  file: ProducedFile,
  early: EarlyDownload,
  signal: AbortSignal,
): Promise<IngestedFile | "missing"> {
  const startedAtMs = performance.now();
  let last: IngestedFile | "missing" | null = null;
  let bad = { answer: "", times: 0 };
  const isSettled = (answer: string): boolean => {
    bad = { answer, times: answer === bad.answer ? bad.times + 1 : 1 };
    return bad.times >= sameAnswers;
  };
  for (let tries = 1; ; tries += 1) {
    signal.throwIfAborted();
    try {
      const { filename, subfolder, type } = file;
      const bytes = await (early.take(file) ?? link.client.download({ filename, subfolder, type }, signal));
      last = await storeWhenRoom(dispatch, held, bytes, filename, signal);
      if (last.quarantine === null) return last;
      if (isSettled(createHash("sha256").update(bytes).digest("hex"))) return last;
    } catch (error) {
      if (!(error instanceof ComfyFault)) throw error;
      const refusal = setAside("other", `The server did not hand the file over: ${error.message}.`);
      if (error.status === 200 && (error.kind === "unusable" || isSettled(error.message))) return refusal;
      if (error.status === 404) last = "missing";
      else if (error.status !== null) last = refusal;
      // A server that is away may come back with its files; that costs no try.
      else if (performance.now() - startedAtMs < dispatch.timings.gone) tries -= 1;
      else last = setAside("other", "The server went away before the file was fetched.");
    }
    if (tries >= triesPerFile && last !== null) return last;
    await pause(dispatch.timings.fileRetry * Math.max(1, tries), signal);
  }
}

async function storeWhenRoom(
  dispatch: Dispatch,
  held: HeldAttempt,
  bytes: Uint8Array,
  filename: string,
  signal: AbortSignal,
): Promise<IngestedFile> {
  let isNoted = false;
  while (true) {
    signal.throwIfAborted();
    try {
      const file = await ingestFile(dispatch.files, bytes, filename);
      if (isNoted) await noteTrouble(dispatch.db, held, null);
      return file;
    } catch (error) {
      if (!isStorageFull(error)) throw error;
      if (!isNoted) await noteTrouble(dispatch.db, held, storageFull);
      isNoted = true;
      attemptLog(dispatch, held).warn("storage is full; the run waits for room");
      await pause(dispatch.timings.spacePoll, signal);
    }
  }
}

const storageFull = {
  code: "storage_full",
  message: "The pictures are ready, but there is no space left to keep them.",
  remedy: "Free some space in DATA_DIR; the run goes on by itself then.",
};
