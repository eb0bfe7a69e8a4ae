import { expect, test } from "vitest";
import type { Actor } from "#lib/account/actor";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { inTransaction } from "#lib/db/transaction";
import { reviewer, secondReviewer, stranger, viewer } from "#lib/output/testing/studio";
import { claimOutput, releaseOutput } from "./claim-output.ts";
import { listClaims } from "./read-claims.ts";
import { useSessionDesk } from "./testing/session-desk.ts";

const database = useTestDatabase();
const desk = useSessionDesk(database);

const claim = (actor: Actor, id: string) => inTransaction(database.db, (tx) => claimOutput(tx, actor, id));
const release = (actor: Actor, id: string) =>
  inTransaction(database.db, (tx) => releaseOutput(tx, actor, id));

async function seenBy(actor: Actor): Promise<[string, string][]> {
  const { items } = await listClaims(database.db, actor);
  return items.map(({ output, by }) => [output, by.name]);
}

function countEvents(output: string): Promise<number> {
  return database.db.event.count({ where: { kind: "claim.changed", subjectId: output } });
}

test("SES-15 what somebody has open is seen by the others, one per person, told once and gone when released", async () => {
  const [first = "", second = ""] = await desk.outputs(2);
  await claim(reviewer, first);
  await claim(reviewer, first);
  expect(await countEvents(first)).toBe(1);
  expect(await seenBy(secondReviewer)).toEqual([[first, reviewer.name]]);
  expect(await seenBy(reviewer)).toEqual([]);
  expect(await seenBy(stranger)).toEqual([]);

  await claim(reviewer, second);
  expect(await seenBy(viewer)).toEqual([[second, reviewer.name]]);
  await release(reviewer, first);
  expect(await seenBy(viewer)).toEqual([[second, reviewer.name]]);
  await release(reviewer, second);
  expect(await seenBy(viewer)).toEqual([]);
});

test("SES-15 a claim that is not renewed runs out after 45 s, and keeps nobody from deciding", async () => {
  const [first = ""] = await desk.outputs(1);
  await claim(reviewer, first);
  const [live] = (await listClaims(database.db, secondReviewer)).items;
  expect(live?.expiresInMs).toBeGreaterThan(40_000);
  expect(live?.expiresInMs).toBeLessThanOrEqual(45_000);
  expect(await desk.decide(secondReviewer, first, "approved")).toMatchObject({ state: "approved" });
  await database.db.$executeRaw`UPDATE review_claim SET until = until - interval '45 seconds'`;
  expect(await seenBy(secondReviewer)).toEqual([]);
});

test("who decides nothing here claims nothing", async () => {
  const [first = ""] = await desk.outputs(1);
  await expect(claim(viewer, first)).rejects.toMatchObject({ code: "forbidden" });
  await expect(claim(stranger, first)).rejects.toMatchObject({ code: "not_found" });
});
