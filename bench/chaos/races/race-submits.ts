import type pg from "pg";
import type { Random } from "../../kit/random.ts";
import { promisedRuns, type Told, type WebClient } from "../web-client.ts";

export type RaceRound = {
  /** What must not be, in words; empty when all went well. */
  violations: string[];
  requests: number;
};

const workflow = "model_free_card";

/** `parallel` clients, or one that cannot wait, send the same request under one key: one run, one answer. */
export async function raceOneKey(client: WebClient, db: pg.Client, parallel: number): Promise<RaceRound> {
  const key = crypto.randomUUID();
  const body = { workflow, params: {} };
  const before = await countRuns(db);
  const told = await Promise.all(Array.from({ length: parallel }, () => client.submit(body, key)));
  const made = (await countRuns(db)) - before;
  const other = await client.submit({ workflow, params: { colour: 736558 } }, key);
  return {
    requests: parallel + 1,
    violations: [
      ...(made === 1 ? [] : [`one key made ${made} runs`]),
      ...sameAnswer(told, 201),
      ...(other.status === 422 ? [] : [`the key with another body was answered ${other.status}`]),
    ],
  };
}

/** Two different requests race for one key: whichever is first has it, all of the other kind are told so. */
export async function raceTwoBodies(
  client: WebClient,
  db: pg.Client,
  random: Random,
  parallel: number,
): Promise<RaceRound> {
  const key = crypto.randomUUID();
  const bodies = [
    { workflow, params: { colour: 736558 } },
    { workflow, params: { colour: 7151932 } },
  ];
  const before = await countRuns(db);
  const told = await Promise.all(
    Array.from({ length: parallel }, async () => {
      const body = random.pick(bodies);
      return { body, ...(await client.submit(body, key)) };
    }),
  );
  const made = (await countRuns(db)) - before;
  const winner = told.find(({ status }) => status === 201)?.body;
  const losers = told.filter(({ body }) => body !== winner);
  return {
    requests: parallel,
    violations: [
      ...(made === 1 ? [] : [`two requests under one key made ${made} runs`]),
      ...sameAnswer(
        told.filter(({ body }) => body === winner),
        201,
      ),
      ...(losers.every(({ status }) => status === 422)
        ? []
        : [`the request that came too late was answered ${statuses(losers)}`]),
    ],
  };
}

/** The same request under keys of its own each: as many runs as keys. */
export async function raceManyKeys(client: WebClient, db: pg.Client, parallel: number): Promise<RaceRound> {
  const body = { workflow, params: {} };
  const before = await countRuns(db);
  const told = await Promise.all(
    Array.from({ length: parallel }, () => client.submit(body, crypto.randomUUID())),
  );
  const made = (await countRuns(db)) - before;
  const ids = new Set(told.flatMap((answer) => promisedRuns(answer).map(({ id }) => id)));
  return {
    requests: parallel,
    violations:
      made === parallel && ids.size === parallel
        ? []
        : [`${parallel} keys made ${made} runs and promised ${ids.size} (answers ${statuses(told)})`],
  };
}

function sameAnswer(told: readonly Told[], status: number): string[] {
  const isRight = told.length > 0 && told.every((one) => one.status === status);
  const bodies = new Set(told.map(({ text }) => text)).size;
  return [
    ...(isRight ? [] : [`one key was answered ${statuses(told)}`]),
    ...(bodies === 1 ? [] : [`one key was answered in ${bodies} ways`]),
  ];
}

/** "201 × 99, 500 × 1" */
export function statuses(told: readonly { status: number }[]): string {
  const counts = Map.groupBy(told, ({ status }) => status);
  return [...counts].map(([status, those]) => `${status} × ${those.length}`).join(", ");
}

async function countRuns(db: pg.Client): Promise<number> {
  const { rows } = await db.query<{ count: number }>("SELECT count(*)::int AS count FROM run");
  return rows[0]?.count ?? 0;
}
