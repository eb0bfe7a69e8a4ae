import { createHash } from "node:crypto";
import type { ProducedFile } from "#lib/comfyui/outcome";
import { ComfyFault } from "#lib/comfyui/comfy-fault";
import { isStorageFull } from "#lib/output/file-store";
import { ingestFile, type IngestedFile, setAside } from "#lib/output/ingest-file";
import { isDamagedPng } from "#lib/output/png-chunks";
import type { RunError } from "#lib/run/run-schema";
import { attemptLog } from "./attempt-log.ts";
import { noteTrouble } from "./attempt-store.ts";
import type { Dispatch } from "#lib/dispatch/dispatch";
import type { EarlyDownload } from "./download-early.ts";
import type { HeldAttempt } from "./held-attempt.ts";
import { pause } from "#lib/dispatch/loop";
import type { ServerLink } from "#lib/dispatch/server/server-link";

/** `heldBack`: for as long as a server may be away nothing came that is to be believed of the file. */
type Fetched = IngestedFile | "missing" | { heldBack: string };

type Fetching = {
  early: EarlyDownload;
  /** What came is not looked into before it resolves. */
  unpacking: Promise<void>;
  /** So long a server has to say that it has no such file. */
  absentMs: number;
};

/** The least tries before a file counts as missing or as held back. */
const fewestTries = 5;
/** The same damage so many times in a row: the file is damaged, not the way here. */
const sameAnswers = 3;
/** The wait between two tries grows up to so many times its first length. */
const longestWait = 10;

/** What a try came to, and how often in a row and for how long it has to come to that before it is believed. */
type Answer = {
  /** Two answers with the same one are the same answer. */
  key: string;
  reason: string;
  times: number;
  forMs: number;
  fetched(): IngestedFile | "missing" | Promise<IngestedFile>;
};

/**
 * Fetches one file and stores it. What may be the fault of the way here is asked for again: damage until it comes the
 * same thrice, an absence until it has lasted, anything else for as long as a server may be away.
 */
export async function fetchFile(
  dispatch: Dispatch,
  link: ServerLink,
  held: HeldAttempt,
  file: ProducedFile,
  fetching: Fetching,
  signal: AbortSignal,
): Promise<Fetched> {
  const { timings } = dispatch;
  const startedAtMs = performance.now();
  let same = { key: "", times: 0, sinceMs: startedAtMs };
  let isHeldUp = false;
  for (let tries = 1; ; tries += 1) {
    signal.throwIfAborted();
    const askedAtMs = performance.now();
    const answer = await askForFile(dispatch, link, held, file, fetching, signal);
    const { key, reason } = answer;
    if (key !== same.key) same = { key, times: 0, sinceMs: askedAtMs };
    same.times += 1;
    const isBelieved = same.times >= answer.times && askedAtMs - same.sinceMs >= answer.forMs;
    const waitedMs = performance.now() - startedAtMs;
    if (isBelieved || (tries >= fewestTries && waitedMs >= timings.gone)) {
      if (isHeldUp) await noteTrouble(dispatch.db, held, null);
      return isBelieved ? answer.fetched() : { heldBack: reason };
    }
    if (!isHeldUp && waitedMs > timings.answer) {
      isHeldUp = true;
      await noteTrouble(dispatch.db, held, heldUp(reason));
    }
    await pause(timings.fileRetry * Math.min(tries, longestWait), signal);
  }
}

async function askForFile(
  dispatch: Dispatch,
  link: ServerLink,
  held: HeldAttempt,
  file: ProducedFile,
  { early, unpacking, absentMs }: Fetching,
  signal: AbortSignal,
): Promise<Answer> {
  const { filename, subfolder, type } = file;
  let bytes: Uint8Array;
  try {
    bytes = await (early.take(file) ?? link.client.download({ filename, subfolder, type }, signal));
  } catch (error) {
    if (!(error instanceof ComfyFault)) throw error;
    return readFault(error, absentMs);
  }
  await unpacking;
  const store = () => storeWhenRoom(dispatch, held, bytes, filename, signal);
  const damage = () => ({
    key: createHash("sha256").update(bytes).digest("hex"),
    reason: "it comes damaged, each time otherwise",
    times: sameAnswers,
    forMs: 0,
  });
  // A server may have written it so: then it is kept as it is.
  if (isDamagedPng(bytes)) return { ...damage(), fetched: store };
  const stored = await store();
  if (stored.quarantine !== null) return { ...damage(), fetched: () => stored };
  return { key: "", reason: "", times: 1, forMs: 0, fetched: () => stored };
}

function readFault({ kind, status, message: reason }: ComfyFault, absentMs: number): Answer {
  const refused = () => setAside("other", `The server did not hand the file over: ${reason}.`);
  const fetched = status === 404 ? () => "missing" as const : refused;
  const answer = { key: reason, reason, forMs: 0, fetched };
  if (status === 200) return { ...answer, times: kind === "unusable" ? 1 : sameAnswers };
  // Something in between may have said it without a word, as ComfyUI does.
  if (kind === "unusable") return { ...answer, times: fewestTries, forMs: absentMs };
  return { ...answer, times: Infinity };
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
