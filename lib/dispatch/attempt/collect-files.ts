import { createHash } from "node:crypto";
import type { ProducedFile } from "#lib/comfyui/outcome";
import { ComfyFault } from "#lib/comfyui/comfy-fault";
import { isStorageFull } from "#lib/output/file-store";
import { ingestFile, type IngestedFile, setAside } from "#lib/output/ingest-file";
import type { CollectedFile } from "#lib/output/output-store";
import type { RunError } from "#lib/run/run-schema";
import { attemptLog } from "./attempt-log.ts";
import { noteTrouble } from "./attempt-store.ts";
import type { Dispatch } from "#lib/dispatch/dispatch";
import type { EarlyDownload } from "./download-early.ts";
import type { HeldAttempt } from "./held-attempt.ts";
import { pause } from "#lib/dispatch/loop";
import type { ServerLink } from "#lib/dispatch/server/server-link";

export type Collected = {
  /** In the order asked for; what could not be had is among them, set aside with the reason. */
  files: CollectedFile[];
  /** How many of them the server no longer has. */
  missing: number;
  /** Why one of them did not come, though nothing says that it is not there; the others were not asked for then. */
  heldBack: string | null;
};

/** Tries per file while the server answers, but not with the file. */
const triesPerFile = 5;
/** The same bad answer so many times in a row: the file is bad, not the way here. */
const sameAnswers = 3;
/** The wait between two tries grows up to so many times its first length. */
const longestWait = 10;

/**
 * Fetches files and stores them. A file that comes damaged is fetched again: only what is still bad then is set aside.
 * While storage is full, or something between here and the server answers in its place, the attempt waits here with the
 * reason on it; the files stay on the server. What was fetched is not looked into before `unpacking` resolves.
 */
export async function collectFiles(
  dispatch: Dispatch,
  link: ServerLink,
  held: HeldAttempt,
  wanted: readonly ProducedFile[],
  early: EarlyDownload,
  unpacking: Promise<void>,
  signal: AbortSignal,
): Promise<Collected> {
  const collected: Collected = { files: [], missing: 0, heldBack: null };
  for (const file of wanted) {
    const ingested = await collectOne(dispatch, link, held, file, early, unpacking, signal);
    if (ingested !== "missing" && "heldBack" in ingested) return { ...collected, ...ingested };
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

/** `heldBack`: for as long as a server may be away nothing came that speaks of the file. */
type Fetched = IngestedFile | "missing" | { heldBack: string };

async function collectOne(
  dispatch: Dispatch,
  link: ServerLink,
  held: HeldAttempt,
  file: ProducedFile,
  early: EarlyDownload,
  unpacking: Promise<void>,
  signal: AbortSignal,
): Promise<Fetched> {
  const startedAtMs = performance.now();
  let last: Fetched | null = null;
  let bad = { answer: "", times: 0 };
  const isSettled = (answer: string): boolean => {
    bad = { answer, times: answer === bad.answer ? bad.times + 1 : 1 };
    return bad.times >= sameAnswers;
  };
  let tries = 0;
  let waits = 0;
  let isHeldUp = false;
  while (tries < triesPerFile || last === null) {
    if (waits > 0) await pause(dispatch.timings.fileRetry * Math.min(waits, longestWait), signal);
    waits += 1;
    signal.throwIfAborted();
    try {
      const { filename, subfolder, type } = file;
      const bytes = await (early.take(file) ?? link.client.download({ filename, subfolder, type }, signal));
      if (isHeldUp) await noteTrouble(dispatch.db, held, null);
      isHeldUp = false;
      await unpacking;
      last = await storeWhenRoom(dispatch, held, bytes, filename, signal);
      if (last.quarantine === null) return last;
      if (isSettled(createHash("sha256").update(bytes).digest("hex"))) return last;
      tries += 1;
    } catch (error) {
      if (!(error instanceof ComfyFault)) throw error;
      const refusal = setAside("other", `The server did not hand the file over: ${error.message}.`);
      const waitedMs = performance.now() - startedAtMs;
      if (error.status === 200) {
        if (error.kind === "unusable" || isSettled(error.message)) return refusal;
      } else if (error.kind === "unusable") {
        last = error.status === 404 ? "missing" : refusal;
        tries += 1;
      } else if (waitedMs < dispatch.timings.gone) {
        // It may come yet, from a server that is away or from behind whatever answers in its place; that costs no try.
        if (!isHeldUp && waitedMs > dispatch.timings.answer) {
          isHeldUp = true;
          await noteTrouble(dispatch.db, held, heldUp(error.message));
        }
      } else {
        last = { heldBack: error.message };
        tries += 1;
      }
    }
  }
  return last;
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

function heldUp(reason: string): RunError {
  return {
    code: "file_held_up",
    message: `The run has ended, but its file does not come (${reason}).`,
    remedy: "It is asked for again and again. Look at what stands between the worker and the server.",
  };
}

const storageFull: RunError = {
  code: "storage_full",
  message: "The pictures are ready, but there is no space left to keep them.",
  remedy: "Free some space in DATA_DIR; the run goes on by itself then.",
};
