import { sealAudit } from "#lib/audit/seal-store";
import type { ApiGraph } from "#lib/contract/graph-schema";
import { newId } from "#lib/ids";
import type { Db } from "#lib/db/client";
import { startListener } from "#lib/db/listen";
import type { Environment } from "#lib/env";
import type { Log } from "#lib/log";
import type { FileStore } from "#lib/output/file-store";
import { hashOlderFiles } from "#lib/output/hash-older-files";
import { registerServers } from "#lib/server/server-store";
import type { Dispatch, DispatchPoint, HeldEntry } from "./dispatch.ts";
import type { HeldAttempt } from "./attempt/held-attempt.ts";
import { foldTallies, sweepOld } from "./housekeeping-store.ts";
import { keepLeases, noteCancels } from "./queue/keep-leases.ts";
import { createThumbnailKeeper } from "./attempt/keep-thumbnails.ts";
import { releaseLeases } from "./queue/lease-store.ts";
import { claimRuns, giveBack, tendQueue } from "./queue/look-for-work.ts";
import { pause, startLoop, type Loop } from "./loop.ts";
import { probeServer } from "./server/probe-server.ts";
import { openLinks } from "./server/server-link.ts";
import { usualTimings, type Timings } from "./timings.ts";
import { watchDrift } from "./server/watch-drift.ts";
import { createWorkflowWatch, type WorkflowFolders } from "./watch-workflows.ts";

export type WorkerOptions = {
  db: Db;
  /** The database address, for the LISTEN connection. */
  url: string;
  files: FileStore;
  env: Pick<Environment, "COMFYUI_URL" | "COMFYUI_SLOTS">;
  log: Log;
  /** Where workflows are read from; left out, the tables stay as they are. */
  folders?: WorkflowFolders;
  /** What servers are warmed up with; left out, they are given runs at once. */
  warmUp?: ApiGraph | null;
  timings?: Partial<Timings>;
  /** Called at each named point; tests stop a worker there. */
  reach?(point: DispatchPoint, attempt: HeldAttempt): Promise<void> | void;
};

export type Worker = {
  readonly id: string;
  /** Claims nothing more, gives attempts a few seconds to end, and leaves the rest for others to take over at once. */
  stop(): Promise<void>;
  /** Ends as if killed: nothing is released, nothing written down. For tests. */
  abandon(): void;
};

/** Starts a worker. Several may run on one database; nothing else coordinates them. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { db, env, log } = options;
  const timings: Timings = { ...usualTimings, ...options.timings };
  const working = new AbortController();
  const claiming = new AbortController();
  const rows = await registerServers(db, env.COMFYUI_URL, env.COMFYUI_SLOTS, new Date());
  if (rows.length === 0) log.warn("COMFYUI_URL names no server: runs will wait");
  let wake: () => void = () => undefined;
  let wakeThumbnails: () => void = () => undefined;
  const held = new Map<string, HeldEntry>();
  const { signal } = working;
  const thumbnails = createThumbnailKeeper({ db, files: options.files, log, timings, held, signal });

  const dispatch: Dispatch = {
    db,
    files: options.files,
    log,
    workerId: newId(),
    timings,
    links: openLinks(db, rows, timings, log),
    warmUp: options.warmUp ?? null,
    held,
    demands: [],
    isFull: false,
    isAnyLeft: false,
    async reach(point, attempt) {
      await options.reach?.(point, attempt);
      // A worker that was abandoned at this point goes no further, as if it had been killed here.
      if (working.signal.aborted) throw working.signal.reason;
    },
    wake: () => wake(),
    giveBack: (attempt) => giveBack(dispatch, attempt, !claiming.signal.aborted),
    thumbnailLater(stored) {
      thumbnails.add(stored);
      wakeThumbnails();
    },
  };

  function loop(name: string, everyMs: number, signal: AbortSignal, work: () => Promise<void>): Loop {
    return startLoop({
      everyMs,
      signal,
      work,
      onError: (err) => log.error({ err }, `${name} failed; it is tried again`),
    });
  }

  const workflowWatch = options.folders && createWorkflowWatch(db, options.folders, log);
  await workflowWatch?.().catch((err: unknown) => log.error({ err }, "the workflow folders cannot be read"));
  const claims = loop("claiming runs", timings.queuePoll, claiming.signal, () => claimRuns(dispatch));
  const cancels = loop("looking for cancellations", timings.queuePoll, claiming.signal, () =>
    noteCancels(dispatch),
  );
  const tending = loop("tending the queue", timings.queuePoll, claiming.signal, () => tendQueue(dispatch));
  const making = loop("making thumbnails", timings.queuePoll, working.signal, thumbnails.work);
  wake = claims.wake;
  wakeThumbnails = making.wake;
  const listener = startListener(options.url, { channels: ["queue", "cancel"] });
  listener.subscribe("queue", (sender) => {
    if (sender !== dispatch.workerId) claims.wake();
  });
  listener.subscribe("cancel", () => cancels.wake());
  const loops = [
    claims,
    cancels,
    tending,
    making,
    loop(
      "looking for pictures without thumbnails",
      timings.thumbnailSweep,
      working.signal,
      thumbnails.lookForLeft,
    ),
    loop("comparing workflows with servers", timings.workflowPoll, working.signal, () =>
      watchDrift(dispatch),
    ),
    loop("telling of thumbnails", timings.backfill, working.signal, thumbnails.tell),
    loop("renewing leases", timings.renew, working.signal, () => keepLeases(dispatch)),
    loop("sealing the audit", timings.sealAudit, working.signal, async () => {
      await sealAudit(db, working.signal);
    }),
    loop("folding tallies", timings.foldTallies, working.signal, () => foldTallies(db)),
    loop("housekeeping", timings.housekeeping, working.signal, async () => void (await sweepOld(db))),
    loop("looking at older pictures", timings.housekeeping, working.signal, async () => {
      await hashOlderFiles(db, options.files, working.signal);
    }),
    ...(workflowWatch
      ? [loop("reading workflows", timings.workflowPoll, working.signal, workflowWatch)]
      : []),
    ...dispatch.links.all().map((link) => {
      const probes = loop(`probing ${link.row.name}`, timings.probe, working.signal, () =>
        probeServer(dispatch, link),
      );
      link.probeSoon = probes.wake;
      return probes;
    }),
  ];

  function end(): void {
    claiming.abort();
    working.abort(new Error("The worker was stopped."));
    for (const { stop } of dispatch.held.values()) stop.abort();
    dispatch.links.close();
  }

  return {
    id: dispatch.workerId,
    async stop() {
      claiming.abort();
      await Promise.all([claims.ended, tending.ended]);
      const attempts = [...dispatch.held.values()].map(({ ended }) => ended);
      await Promise.race([Promise.all(attempts), pause(timings.grace, working.signal)]);
      end();
      await Promise.all([...loops.map(({ ended }) => ended), ...attempts]);
      await releaseLeases(db, dispatch.workerId).catch((err: unknown) =>
        log.warn({ err }, "leases were not released"),
      );
      await listener.close();
    },
    abandon() {
      end();
      void listener.close();
    },
  };
}
