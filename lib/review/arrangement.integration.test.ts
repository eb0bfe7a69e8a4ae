import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { inTransaction } from "#lib/db/transaction";
import { openStudio, operator, paperFile, reviewer, stranger } from "#lib/output/testing/studio";
import { arrangementQuerySchema } from "./arrangement-schema.ts";
import { decideOutput } from "./decide-output.ts";
import { readArrangement } from "./read-arrangement.ts";
import { readStandings } from "./read-standings.ts";
import { startSessionSchema } from "./session-schema.ts";
import { startSession } from "./start-session.ts";

const database = useTestDatabase();
let sessionId = "";
/** Of two runs of one batch and one of another, in the order of the list. */
const ids: string[] = [];
const near = ["0000000000000000", "0000000000000001", "0000000000000003"];

beforeAll(async () => {
  const { db } = database;
  const studio = await openStudio(db);
  const runs = [
    ...(await studio.queue({ prompt: "kestrel one" }, 2)),
    ...(await studio.queue({ prompt: "kestrel two" })),
  ];
  for (const [index, run] of runs.entries()) {
    const files = near.map((perceptualHash, copy) => ({
      ...paperFile(`${run.id} ${copy}`),
      perceptualHash: index === 1 && copy === 1 ? "ffffffffffffffff" : perceptualHash,
    }));
    ids.push(...(await studio.finish(run, files, new Date(Date.UTC(2026, 0, 1, index)))));
  }
  const asked = startSessionSchema.parse({ scope: { q: "kestrel" } });
  ({ id: sessionId } = await inTransaction(db, (tx) => startSession(tx, reviewer, asked, new Date())));
});

function arranged(query: object) {
  return readArrangement(database.db, reviewer, sessionId, arrangementQuerySchema.parse(query));
}

test("a list falls into sections by run, batch, prompt and parent, and nothing changes its place", async () => {
  expect((await arranged({ group: "run" })).sections).toEqual([0, 3, 6]);
  expect((await arranged({ group: "batch" })).sections).toEqual([0, 6]);
  expect((await arranged({ group: "prompt" })).sections).toEqual([0, 6]);
  expect((await arranged({ group: "parent" })).sections).toEqual([0]);
  expect(await arranged({})).toEqual({ total: 9, sections: [], piles: [] });
});

test("near-duplicates beside each other in one batch lie in a pile, within their section", async () => {
  expect((await arranged({ piled: "true" })).piles).toEqual([
    [0, 4],
    [6, 3],
  ]);
  expect((await arranged({ piled: "true", group: "run" })).piles).toEqual([
    [0, 3],
    [6, 3],
  ]);
});

test("standings tell by position what a verdict has to know", async () => {
  const decide = { verdict: "approved" as const, expected: 0 };
  await inTransaction(database.db, (tx) => decideOutput(tx, reviewer, ids[4] ?? "", decide, new Date()));
  const { items, total } = await readStandings(database.db, reviewer, sessionId, { from: 3, limit: 2 });
  expect(total).toBe(9);
  expect(items.map(({ id, state, revision }) => [id, state, revision])).toEqual([
    [ids[3], "pending", 0],
    [ids[4], "approved", 1],
  ]);
  expect(items[0]).toMatchObject({
    submittedBy: { id: operator.id },
    policy: { reason: "optional", separatesDuties: false },
  });
});

test("somebody outside the project learns neither", async () => {
  const query = arrangementQuerySchema.parse({});
  await expect(readArrangement(database.db, stranger, sessionId, query)).rejects.toThrow();
  await expect(readStandings(database.db, stranger, sessionId, { from: 0, limit: 9 })).rejects.toThrow();
});
