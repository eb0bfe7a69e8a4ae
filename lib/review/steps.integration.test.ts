import { expect, test } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { inTransaction } from "#lib/db/transaction";
import { newId } from "#lib/ids";
import { reviewer, secondReviewer } from "#lib/output/testing/studio";
import { decideOutputs } from "./decide-outputs.ts";
import { readLastStep } from "./read-steps.ts";
import { useSessionDesk } from "./testing/session-desk.ts";
import { undoStep } from "./undo-step.ts";

const database = useTestDatabase();
const desk = useSessionDesk(database);

const last = (session: string | null, actor = reviewer) =>
  readLastStep(database.db, actor, session, new Date());

function undo(step: string, actor = reviewer) {
  return inTransaction(database.db, (tx) => undoStep(tx, actor, step, new Date()));
}

function approveAll(session: string, outputs: string[], step?: string) {
  const items = outputs.map((output) => ({ output, verdict: "approved" as const, expected: 0 }));
  const asked = { items, session, ...(step !== undefined && { step }) };
  return inTransaction(database.db, (tx) => decideOutputs(tx, reviewer, asked, new Date()));
}

test("KEY-13 undo reaches back through the whole session, a step at a time, a bulk action being one", async () => {
  const ids = await desk.outputs(4);
  const [first = "", second = "", third = "", fourth = ""] = ids;
  const { id: session } = await desk.start();
  const decision = (await desk.decide(reviewer, first, "rejected", { session })).decision;
  const bulk = await approveAll(session, [second, third]);
  const final = (await desk.decide(reviewer, fourth, "approved", { session })).decision;

  expect(await last(session)).toMatchObject({ id: final?.id, outputs: [fourth], verdict: "approved" });
  expect(await undo(final?.id ?? "")).toMatchObject({
    items: [{ id: fourth, status: 200, output: { state: "pending" } }],
    last: { id: bulk.step, outputs: [second, third], seed: null },
  });
  const undone = await undo(bulk.step);
  expect(undone.items.map(({ id, status, output }) => [id, status, output?.state])).toEqual([
    [second, 200, "pending"],
    [third, 200, "pending"],
  ]);
  expect(undone.last).toMatchObject({ id: decision?.id, verdict: "rejected" });
  expect((await undo(decision?.id ?? "")).last).toBeNull();
  expect(await last(session)).toBeNull();
});

test("BULK-4 a bulk action that takes several requests is one step; a step of nobody's is not gone on with", async () => {
  const [first = "", second = "", third = ""] = await desk.outputs(3);
  const { id: session } = await desk.start();
  const begun = await approveAll(session, [first]);
  expect((await approveAll(session, [second], begun.step)).step).toBe(begun.step);
  const other = newId();
  expect((await approveAll(session, [third], other)).step).not.toBe(other);
  expect((await undo(begun.step)).items.map(({ id, status }) => [id, status])).toEqual([
    [first, 200],
    [second, 200],
  ]);
});

test("undo leaves alone what somebody decided since, and says who", async () => {
  const [first = "", second = ""] = await desk.outputs(2);
  const { id: session } = await desk.start();
  const { step } = await approveAll(session, [first, second]);
  await desk.decide(secondReviewer, second, "rejected", { expected: 1 });
  expect(await last(session)).toMatchObject({ id: step, outputs: [first] });
  const { items } = await undo(step);
  expect(items.map(({ status }) => status)).toEqual([200, 409]);
  expect(items[1]).toMatchObject({ output: { state: "rejected" } });
  expect(items[1]?.error?.message).toContain(secondReviewer.name);
});

test("undo takes children that have not started along", async () => {
  const [first = ""] = await desk.outputs(1);
  const { decision } = await desk.decide(reviewer, first, "reseeded");
  expect(await undo(decision?.id ?? "")).toMatchObject({ children: { canceled: 1, started: 0 } });
});

test("a step belongs to who took it, and to the session it was taken in", async () => {
  const [first = "", second = ""] = await desk.outputs(2);
  const { id: session } = await desk.start();
  const { decision } = await desk.decide(reviewer, first, "approved", { session });
  const loose = await desk.decide(reviewer, second, "approved");
  await expect(undo(decision?.id ?? "", secondReviewer)).rejects.toMatchObject({ code: "not_found" });
  await expect(undo(newId())).rejects.toMatchObject({ code: "not_found" });
  expect(await last(session)).toMatchObject({ outputs: [first] });
  expect(await last(null)).toMatchObject({ id: loose.decision?.id });
  expect(await last(session, secondReviewer)).toBeNull();
});

test("a decision cannot be given in somebody else's session", async () => {
  const [first = ""] = await desk.outputs(1);
  const { id: session } = await desk.start();
  await expect(desk.decide(secondReviewer, first, "approved", { session })).rejects.toMatchObject({
    code: "forbidden",
  });
});
