import type { CheckedParams } from "#lib/contract/contract";
import type { Db } from "#lib/db/client";
import { newId } from "#lib/ids";
import { setAside } from "#lib/output/ingest-file";
import { advanceAttempt, endDone } from "./attempt/attempt-store.ts";
import { claimRun, handOver } from "./queue/claim-store.ts";
import { FenceLost, type HeldAttempt } from "./attempt/held-attempt.ts";

/**
 * Has each of the `connections` of `db` plan the statements that a run waits for, so that the first runs after a start
 * are not the ones to wait for it: planning a claim takes ten times as long as claiming. They speak of an attempt that
 * nobody has, and change nothing.
 */
export async function learnStatements(db: Db, connections: number): Promise<void> {
  const nobody = newId();
  const nobodys = attemptOfNobody();
  const fits = [{ versionId: newId(), serverId: newId() }];
  const file = { nodeId: "", filename: "", file: setAside("other", "There is no such file.") };
  const statements: (() => Promise<unknown>)[] = [
    () => claimRun(db, nobody, fits, 0, new Date()),
    () => advanceAttempt(db, { ...nobodys }, "accepted"),
    () => advanceAttempt(db, { ...nobodys }, "executing"),
    () => handOver(db, nobody, fits, 0, new Date(), { ...nobodys }),
    () => endDone(db, nobodys, newId(), [file], null, false),
  ];
  // As many at once as there are connections: each gets one of them.
  for (const send of statements) await Promise.all(Array.from({ length: connections }, () => inVain(send)));
}

async function inVain(send: () => Promise<unknown>): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (!(error instanceof FenceLost)) throw error;
  }
}

function attemptOfNobody(): HeldAttempt {
  return {
    id: newId(),
    runId: newId(),
    projectId: newId(),
    batchId: newId(),
    serverId: newId(),
    versionId: newId(),
    params: {} as CheckedParams,
    number: 1,
    fence: 0n,
    graph: null,
    isAfresh: false,
    claimedAtMs: performance.now(),
    status: "submitting",
    mayBePosted: false,
    cancelRequested: false,
  };
}
