import type { Random } from "../../kit/random.ts";
import type { Arena } from "./arena.ts";
import { pause, review, someParams } from "./load.ts";

export type Traffic = {
  readonly runIds: readonly string[];
  /** Nothing new is begun; resolves when everything under way has been answered. */
  stop(): Promise<void>;
};

export type TrafficOptions = {
  /** As many runs as are kept waiting or running. */
  backlog: number;
  /** Stops by itself after so many. */
  mostRuns?: number;
  /** Milliseconds of execution, at most. */
  longestMs: number;
};

const cancelShare = 0.03;
const reviewedAtOnce = 50;

/** What a busy house does all day: submits, cancels, decides, undoes, re-seeds. Stops when told, or after `mostRuns`. */
export function startTraffic(arena: Arena, random: Random, options: TrafficOptions): Traffic {
  const { backlog, mostRuns = Infinity, longestMs } = options;
  const runIds: string[] = [];
  let isStopped = false;

  async function loop(work: () => Promise<void>): Promise<void> {
    while (!isStopped) {
      await work().catch(() => undefined);
      await pause(20);
    }
  }

  async function submitSome(): Promise<void> {
    if (runIds.length >= mostRuns) return;
    const open = await countOpen(arena);
    const wanted = Math.min(backlog - open, mostRuns - runIds.length, 20);
    if (wanted <= 0) return pause(50);
    const fresh = await Promise.all(
      Array.from({ length: wanted }, () => arena.client.submit(someParams(random, longestMs))),
    );
    runIds.push(...fresh.flat());
    for (const id of fresh.flat()) if (random.next() < cancelShare) void cancelSoon(id);
  }

  async function cancelSoon(id: string): Promise<void> {
    await pause(random.between(0, 2000));
    await arena.client.cancel(id).catch(() => undefined);
  }

  async function reviewSome(): Promise<void> {
    const pending = await readUndecided(arena);
    if (pending.length === 0) return pause(100);
    const [first, ...others] = pending;
    // One by hand, with second thoughts and races; the rest as a selection.
    if (first !== undefined) await review(arena, random, first);
    if (others.length > 0) {
      await arena.client.decideAll(
        others.map((outputId) => ({ outputId, verdict: random.pick(["approved", "rejected"]), expected: 0 })),
      );
    }
  }

  const loops = [loop(submitSome), loop(reviewSome)];
  return {
    runIds,
    async stop() {
      isStopped = true;
      await Promise.all(loops);
    },
  };
}

async function countOpen(arena: Arena): Promise<number> {
  const { rows } = await arena.db.query<{ open: number }>(
    "SELECT count(*)::int AS open FROM run WHERE status IN ('queued', 'running')",
  );
  return rows[0]?.open ?? 0;
}

async function readUndecided(arena: Arena): Promise<string[]> {
  const { rows } = await arena.db.query<{ id: string }>(
    `SELECT output.id FROM output JOIN run ON run.id = run_id
     WHERE run.queue_seq > $1 AND state = 'pending' AND output.revision = 0 AND sha256 IS NOT NULL
     ORDER BY output.id LIMIT $2`,
    [arena.since.queueSeq.toString(), reviewedAtOnce],
  );
  return rows.map(({ id }) => id);
}
