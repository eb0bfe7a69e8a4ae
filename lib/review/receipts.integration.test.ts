import { expect, test } from "vitest";
import type { Actor } from "#lib/account/actor";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { inTransaction } from "#lib/db/transaction";
import { operator, reviewer, secondReviewer, stranger } from "#lib/output/testing/studio";
import { closeSession } from "./close-session.ts";
import { exportReceipt } from "./export-receipt.ts";
import { readReceipt, readReceiptOutputs } from "./read-receipts.ts";
import { useSessionDesk } from "./testing/session-desk.ts";

const database = useTestDatabase();
const desk = useSessionDesk(database);

function close({ id }: { id: string }, actor: Actor = reviewer) {
  return inTransaction(database.db, (tx) => closeSession(tx, actor, id, new Date()));
}

async function readAll(id: string): Promise<string> {
  const receipt = await readReceipt(database.db, operator, id);
  const lines = await readReceiptOutputs(database.db, operator, id, { from: 0, limit: 100 });
  return JSON.stringify({ receipt, lines });
}

test("SES-10 a receipt tells scope, counts, verdict and reason per output, what was undone, start and end", async () => {
  const [approved = "", rejected = "", undone = "", skipped = "", others = ""] = await desk.outputs(5);
  const session = await desk.start();
  const within = { session: session.id };
  const reason = await database.db.reason.findFirstOrThrow({ where: { digit: 1 } });
  await desk.decide(reviewer, approved, "rejected", within);
  await desk.decide(reviewer, approved, "approved", { ...within, expected: 1 });
  await desk.decide(reviewer, rejected, "rejected", { ...within, reason: reason.id, note: "six fingers" });
  await desk.decide(reviewer, undone, "approved", within);
  await desk.undo(reviewer, undone);
  await desk.skip(session, skipped);
  await desk.decide(secondReviewer, others, "approved");

  const receipt = await close(session);
  expect(receipt).toMatchObject({
    id: session.id,
    reviewer: { name: reviewer.name },
    scope: session.scope,
    total: 5,
    counts: { pending: 2, approved: 2, rejected: 1, reseeded: 0 },
    own: { approved: 1, rejected: 1, reseeded: 0 },
    skipped: 1,
    undone: 1,
    startedAt: session.startedAt,
  });
  const { items } = await readReceiptOutputs(database.db, reviewer, session.id, { from: 0, limit: 10 });
  expect(
    items.map(({ output, state, isSkipped, undone: times }) => [output, state, isSkipped, times]),
  ).toEqual([
    [approved, "approved", false, 0],
    [rejected, "rejected", false, 0],
    [undone, "pending", false, 1],
    [skipped, "pending", true, 0],
    [others, "approved", false, 0],
  ]);
  const { title } = await database.db.workflow.findFirstOrThrow();
  expect(items.map(({ workflowTitle }) => workflowTitle)).toEqual(items.map(() => title));
  expect(items[1]).toMatchObject({ reason: reason.label, note: "six fingers", by: { name: reviewer.name } });
  expect(items[4]).toMatchObject({ by: { name: secondReviewer.name } });
});

test("SES-10 T-12 a receipt is exported with what is undecided, skipped and rejected told apart", async () => {
  const [rejected = "", skipped = "", undecided = ""] = await desk.outputs(3);
  const session = await desk.start();
  await desk.decide(reviewer, rejected, "rejected", {
    session: session.id,
    note: 'six, or "seven", fingers',
  });
  await desk.skip(session, skipped);
  const exported = () => exportReceipt(database.db, operator, session.id);
  await expect(exported(), "nothing before it is closed").rejects.toMatchObject({ code: "not_found" });
  await close(session);
  const [names, ...lines] = (await new Response(await exported()).text()).trimEnd().split("\r\n");
  expect(names).toBe(
    "position,output,sha256,workflow,seed,state,skipped,reason,note,reviewer,decided_at,undone",
  );
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain(`1,${rejected},`);
  expect(lines[0]).toContain(`,rejected,no,,"six, or ""seven"", fingers",${reviewer.name},`);
  expect(lines[1]).toMatch(new RegExp(`^2,${skipped},.*,pending,yes,,,,,0$`));
  expect(lines[2]).toMatch(new RegExp(`^3,${undecided},.*,pending,no,,,,,0$`));
  await expect(exportReceipt(database.db, stranger, session.id)).rejects.toMatchObject({ code: "not_found" });
});

test("T-17 later verdicts, by whomever, and a reason that is renamed change not one byte of it", async () => {
  const [first = "", second = ""] = await desk.outputs(2);
  const session = await desk.start();
  const reason = await database.db.reason.findFirstOrThrow({ where: { digit: 2 } });
  await desk.decide(reviewer, first, "rejected", { session: session.id, reason: reason.id });
  await close(session);
  const before = await readAll(session.id);
  await desk.decide(secondReviewer, first, "approved", { expected: 1 });
  await desk.decide(reviewer, second, "approved");
  await database.db.reason.update({ where: { id: reason.id }, data: { label: "Renamed" } });
  await database.db.workflow.updateMany({ data: { title: "Renamed" } });
  await desk.output();
  expect(await readAll(session.id)).toBe(before);
  await expect(
    database.db
      .$executeRaw`UPDATE review_receipt_output SET state = 'approved' WHERE session_id = ${session.id}::uuid`,
  ).rejects.toThrow("append-only");
});

test("a session is closed once, by its reviewer; closing it again gives the same receipt", async () => {
  await desk.outputs(1);
  const session = await desk.start();
  await expect(close(session, secondReviewer)).rejects.toMatchObject({ code: "forbidden" });
  await expect(close(session, stranger)).rejects.toMatchObject({ code: "not_found" });
  const [first, second] = await Promise.all([close(session), close(session)]);
  expect(second).toEqual(first);
  expect(await readReceipt(database.db, operator, session.id)).toEqual(first);
  await expect(readReceipt(database.db, stranger, session.id)).rejects.toMatchObject({ code: "not_found" });
});

test("after it a new session may start, and verdicts in the old one are refused in words", async () => {
  const [first = ""] = await desk.outputs(1);
  const session = await desk.start();
  await close(session);
  await expect(desk.decide(reviewer, first, "approved", { session: session.id })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("closed") as unknown,
  });
  expect(await desk.start()).toMatchObject({ isResumed: false, total: 1 });
});

test("SES-17 of several reviewers a receipt keeps one's own verdict, and shows it to nobody else", async () => {
  const id = await desk.output();
  // As its version would have it made.
  await database.db.output.update({ where: { id }, data: { reviewers: 2, isBlind: true, decisive: 0 } });
  const session = await desk.start();
  await desk.decide(reviewer, id, "rejected", { session: session.id });
  await close(session);
  const linesFor = async (actor: Actor) =>
    (await readReceiptOutputs(database.db, actor, session.id, { from: 0, limit: 10 })).items;
  expect(await linesFor(reviewer)).toMatchObject([{ state: "pending", by: null, ownVerdict: "rejected" }]);
  expect(await linesFor(secondReviewer)).toMatchObject([{ state: "pending", by: null, ownVerdict: null }]);
});
