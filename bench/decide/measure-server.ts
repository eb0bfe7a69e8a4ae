import { randomUUID } from "node:crypto";
import pg from "pg";
import pino from "pino";
import type { Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { changesAtOnce } from "#lib/http/handle";

import { defaultProjectId } from "#lib/project/default-project";
import { decideOutput } from "#lib/review/decide-output";
import { decideEndpoint } from "#lib/review/decision-api";
import type { Random } from "../kit/random.ts";
import { alternate, type Side } from "../kit/rounds.ts";

export type ServerScale = {
  reviewers: number;
  rounds: number;
  /** Verdicts of each reviewer in half a round, after those that warm up. */
  each: number;
  warmUp: number;
  /** Each reviewer decides once in so many milliseconds, each at a moment of their own. */
  everyMs: number;
};

export type ServerFigures = {
  /** While everybody decides at a person's pace. */
  paced: Record<Side, number[][]>;
  /** While everybody decides as fast as answers come: what the machine gives, not what people wait for. */
  flood: Record<Side, number[]>;
};

/** What one reviewer does next; `turn` counts up over all rounds. */
type Act = (reviewer: number, turn: number) => Promise<void>;

/** How many outputs a scale needs, undecided. */
export function outputsNeeded({ reviewers, rounds, each, warmUp }: ServerScale): number {
  return reviewers * (rounds * 2 + 1) * (each + warmUp);
}

/**
 * Milliseconds of each verdict, from the request with its Idempotency-Key to the answer's last byte, while all reviewers
 * decide at once, each on outputs of their own; and of as many bare updates of one row each. Throws when a verdict is
 * missing afterwards.
 */
export async function measureServer(
  {
    db,
    databaseUrl,
    poolSize,
    ids,
  }: { db: Db; databaseUrl: string; poolSize: number; ids: readonly string[] },
  random: Random,
  scale: ServerScale,
): Promise<ServerFigures> {
  const { reviewers, rounds, each, warmUp, everyMs } = scale;
  const pool = new pg.Pool({ connectionString: databaseUrl, max: poolSize });
  try {
    await pool.query(
      "CREATE TABLE bench_row AS SELECT n AS id, 0 AS touched FROM generate_series(0, $1) AS n",
      [reviewers],
    );
    await pool.query("ALTER TABLE bench_row ADD PRIMARY KEY (id)");
    const decide = deciding(db);
    const turns: Record<Side, number> = { ours: 0, base: 0 };
    const acts: Record<Side, Act> = {
      async ours(reviewer, turn) {
        await decide(reviewer, ids[turn * reviewers + reviewer] ?? "");
      },
      async base(reviewer) {
        await pool.query("UPDATE bench_row SET touched = touched + 1 WHERE id = $1", [reviewer]);
      },
    };
    async function everybody(side: Side, pauseMs: number): Promise<number[]> {
      const from = turns[side];
      turns[side] += warmUp + each;
      const all = await Promise.all(
        Array.from({ length: reviewers }, (_, reviewer) => {
          const startsInMs = random.between(0, pauseMs);
          return series((turn) => acts[side](reviewer, from + turn), { startsInMs, pauseMs, warmUp, each });
        }),
      );
      return all.flat();
    }
    const paced = await alternate(rounds, (side) => everybody(side, everyMs));
    const flood = { ours: await everybody("ours", 0), base: await everybody("base", 0) };
    const decided = await db.decision.count({ where: { verdict: "approved" } });
    if (decided !== outputsNeeded(scale)) {
      throw new Error(`${outputsNeeded(scale)} verdicts were acknowledged and ${decided} are there.`);
    }
    return { paced, flood };
  } finally {
    await pool.end();
  }
}

type Series = { startsInMs: number; pauseMs: number; warmUp: number; each: number };

/** Acts in even steps, or at once when the step before took longer than its share. */
async function series(
  act: (turn: number) => Promise<void>,
  { startsInMs, pauseMs, warmUp, each }: Series,
): Promise<number[]> {
  const samples: number[] = [];
  const startedMs = performance.now() + startsInMs;
  for (let turn = 0; turn < warmUp + each; turn += 1) {
    const waitMs = startedMs + turn * pauseMs - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const actedMs = performance.now();
    await act(turn);
    samples.push(performance.now() - actedMs);
  }
  return samples.slice(warmUp);
}

/** What answers the desk when a reviewer approves an output, all of it but Next and who asks. Throws when it refuses. */
function deciding(db: Db): (reviewer: number, outputId: string) => Promise<void> {
  const context = {
    db,
    log: pino({ level: "error" }),
    resolveActor: async ({ headers }: Request) => actorOf(headers),
  };
  const handler = changesAtOnce(
    () => context,
    decideEndpoint,
    ({ actor, path, body, now, keep }) => decideOutput(db, actor, path["id"] ?? "", body, now, keep),
  );
  const body = JSON.stringify({ verdict: "approved", expected: 0 });
  return async (reviewer, id) => {
    const url = `http://bench.invalid/api/v1/outputs/${id}/decision`;
    const headers = { from: `reviewer-${reviewer}`, "idempotency-key": randomUUID() };
    const request = new Request(url, { method: "PUT", body, headers });
    const answer = await handler(request, { params: Promise.resolve({ id }) });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(text);
  };
}

function actorOf(headers: Headers): Actor {
  const id = headers.get("from") ?? "";
  return { kind: "person", id, name: id, roles: new Map([[defaultProjectId, "reviewer"]]) };
}
