import type { RunError } from "#lib/run/run-schema";
import type { LossCode } from "#lib/dispatch/attempt/retry-ladder";

/**
 * The circuit breaker of one server. Closed while `openUntilMs` is null; open until then: no runs; from then on half
 * open: one run on trial, `trialAttemptId` while there is one. Times are the database's.
 */
export type Breaker = {
  /** In a row, at most one per culprit. */
  readonly faults: readonly Fault[];
  /** How often it opened since it was last closed. */
  readonly openings: number;
  readonly openUntilMs: number | null;
  readonly trialAttemptId: string | null;
};

export type Fault = { readonly by: string; readonly code: LossCode; readonly atMs: number };

/** What the end of an attempt says of its server. */
export type Verdict = "sound" | "silent" | LossCode;

export type EndedAttempt = {
  readonly id: string;
  readonly startedAtMs: number;
  readonly verdict: Verdict;
  /** Who could be to blame in the server's place: the run, or everything that was submitted with it. */
  readonly by: string;
};

export const closedBreaker: Breaker = { faults: [], openings: 0, openUntilMs: null, trialAttemptId: null };

/** So many different culprits in a row are no accident and no single poisonous run. */
const mostFaults = 3;
const firstRestMs = 15_000;
const longestRestMs = 2 * 60_000;

/** Losses a sound server does not cause, in the words of the reason people read. */
const serverFaults: Partial<Record<LossCode, string>> = {
  server_restarted: "it restarted or forgot them",
  server_unreachable: "it could not be reached",
  unanswered: "it did not answer",
  server_gone: "it stopped answering",
  stalled: "it stopped working",
  output_gone: "its files were gone",
  out_of_memory: "it ran out of memory",
  gpu_error: "its graphics card failed",
  disk_full: "its disk is full",
};

/** Losses for which what was asked for may be to blame: runs submitted together count as one culprit then. */
const oftenAskedFor: readonly LossCode[] = ["out_of_memory", "gpu_error"];

/**
 * What an attempt that ended so says of the server. Only a file is proof that it works; a refusal, an interruption
 * and a node that failed say nothing about it.
 */
export function verdictOf(status: string, error: RunError | null): Verdict {
  if (error === null) return status === "done" ? "sound" : "silent";
  return isServerFault(error.code) ? error.code : "silent";
}

function isServerFault(code: string): code is LossCode {
  return Object.hasOwn(serverFaults, code);
}

/** The culprit of a fault that is not the server's after all. */
export function culpritOf(verdict: Verdict, { runId, batchId }: { runId: string; batchId: string }): string {
  return oftenAskedFor.some((code) => code === verdict) ? batchId : runId;
}

/** The breaker once the attempt has ended; the same object when nothing changes. */
export function breakerAfter(breaker: Breaker, ended: EndedAttempt, nowMs: number): Breaker {
  if (breaker.openUntilMs !== null) return afterTrial(breaker, ended, nowMs);
  const { verdict, by } = ended;
  if (verdict === "sound") return breaker.faults.length === 0 ? breaker : closedBreaker;
  const lastMs = breaker.faults.at(-1)?.atMs ?? -Infinity;
  // What was on the server already when it last failed was lost with that failure.
  const isNews = ended.startedAtMs > lastMs && breaker.faults.every((fault) => fault.by !== by);
  if (verdict === "silent" || !isNews) return breaker;
  const faults = [...breaker.faults, { by, code: verdict, atMs: nowMs }];
  return faults.length < mostFaults ? { ...breaker, faults } : open({ ...breaker, faults }, nowMs);
}

/** Only the run on trial decides; attempts from before the breaker opened come too late to say anything. */
function afterTrial(breaker: Breaker, { id, verdict, by }: EndedAttempt, nowMs: number): Breaker {
  if (id !== breaker.trialAttemptId) return breaker;
  if (verdict === "sound") return closedBreaker;
  if (verdict === "silent") return { ...breaker, trialAttemptId: null };
  const faults = [...breaker.faults.slice(1 - mostFaults), { by, code: verdict, atMs: nowMs }];
  return open({ ...breaker, faults }, nowMs);
}

function open(breaker: Breaker, nowMs: number): Breaker {
  const openings = breaker.openings + 1;
  return { ...breaker, openings, openUntilMs: nowMs + restMs(openings), trialAttemptId: null };
}

/** Twice as long each time it opens in a row. */
function restMs(openings: number): number {
  return Math.min(longestRestMs, firstRestMs * 2 ** (openings - 1));
}

/** Its rest is over: one run may try it. */
export function isHalfOpen({ openUntilMs }: Breaker, nowMs: number): boolean {
  return openUntilMs !== null && nowMs >= openUntilMs;
}

/** Why the server gets no runs as others do, or null while its breaker is closed. The same text until it moves on. */
export function explainBreaker(breaker: Breaker, nowMs: number): string | null {
  const { faults, openings, openUntilMs } = breaker;
  if (openUntilMs === null) return null;
  const causes = [...new Set(faults.map(({ code }) => serverFaults[code] ?? code))].join(", ");
  const next = isHalfOpen(breaker, nowMs)
    ? "Its next run is its trial."
    : `It rests for ${describeMs(restMs(openings))} and is then tried with one run.`;
  return `${faults.length} different runs in a row failed here because ${causes}. ${next}`;
}

function describeMs(ms: number): string {
  return ms < 120_000 ? `${Math.round(ms / 1000)} seconds` : `${Math.round(ms / 60_000)} minutes`;
}
