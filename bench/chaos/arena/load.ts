import type { Random } from "../../kit/random.ts";
import type { Arena } from "./arena.ts";

/** What people do meanwhile. `ended` resolves when all of it has been answered. */
export type Load = {
  /** Ids, as far as they are known. */
  readonly runIds: readonly string[];
  readonly ended: Promise<void>;
};

export type LoadOptions = {
  runs: number;
  /** Milliseconds between submissions, at most. */
  gapMs?: number;
  /** How long a run executes, at most. */
  longestMs?: number;
};

/** A run that takes from 50 ms to `longestMs` on its server, with a seed of its own. */
export function someParams(
  random: Random,
  longestMs: number,
): { steps: number; delay: number; seed: number } {
  const steps = random.integer(2, 6);
  const delay = Math.round(random.between(50, longestMs) / steps) / 1000;
  return { steps, delay, seed: random.integer(0, 16777215) };
}

/** Submits runs one after the other; what arrives meanwhile is looked at and decided, undone and re-seeded. */
export function startLoad(arena: Arena, random: Random, options: LoadOptions): Load {
  const { runs, gapMs = 60, longestMs = 500 } = options;
  const runIds: string[] = [];
  let isSubmitting = true;

  async function submitAll(): Promise<void> {
    try {
      for (let index = 0; index < runs; index += 1) {
        runIds.push(...(await arena.client.submit(someParams(random, longestMs))));
        await pause(random.between(0, gapMs));
      }
    } finally {
      isSubmitting = false;
    }
  }

  async function reviewAll(): Promise<void> {
    while (isSubmitting) {
      for (const outputId of await readPending(arena)) await review(arena, random, outputId);
      await pause(50);
    }
  }

  return { runIds, ended: Promise.all([submitAll(), reviewAll()]).then(() => undefined) };
}

/** What a reviewer does with an output: mostly one verdict, sometimes second thoughts, sometimes a race with another. */
export async function review(arena: Arena, random: Random, outputId: string): Promise<void> {
  const { client } = arena;
  const verdict = random.pick(["approved", "rejected"] as const);
  const dice = random.next();
  if (dice < 0.1) return;
  if (dice < 0.2) {
    await Promise.all([client.decide(outputId, "approved", 0), client.decide(outputId, "rejected", 0)]);
  } else if (dice < 0.3) {
    await client.reseed(outputId, 0, 1);
  } else {
    await client.decide(outputId, verdict, 0);
    if (dice < 0.45) await client.undo(outputId, 1);
  }
}

/** Outputs of this round that nobody has decided on; none while the database is away. */
async function readPending(arena: Arena): Promise<string[]> {
  const { rows } = await arena.db
    .query<{ id: string }>(
      `SELECT output.id FROM output JOIN run ON run.id = run_id
       WHERE run.queue_seq > $1 AND state = 'pending' AND output.revision = 0 LIMIT 20`,
      [arena.since.queueSeq.toString()],
    )
    .catch(() => ({ rows: [] }));
  return rows.map(({ id }) => id);
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
