import { afterEach, describe, expect, test } from "vitest";
import { systemActor } from "#lib/account/actor";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { inTransaction } from "#lib/db/transaction";
import { newId } from "#lib/ids";
import { countOutputs } from "#lib/output/read-output-counts";
import { readOutput } from "#lib/output/read-output";
import { listOutputsQuerySchema } from "#lib/output/output-schema";
import { findOutput, listOutputs } from "#lib/output/read-outputs";
import { operator, owner, person, reviewer, secondReviewer, stranger } from "#lib/output/testing/studio";
import { defaultProjectId } from "#lib/project/default-project";
import { postComment } from "#lib/comment/post-comment";
import { applyDecision, readLost } from "./apply-decision.ts";
import { closeReview } from "./close-review.ts";
import { closeSession } from "./close-session.ts";
import { reopenOutputsSchema, reopenReviewSchema } from "./closing-schema.ts";
import { decideOutputs } from "./decide-outputs.ts";
import { appendDecisions } from "./decision-store.ts";
import { listArrivals } from "./list-arrivals.ts";
import { rateOutput } from "./rate-output.ts";
import { readClosing } from "./read-closing.ts";
import { readReseedOptions } from "./read-reseed-options.ts";
import { readNext } from "./read-session-outputs.ts";
import { readSession } from "./read-sessions.ts";
import { readStandings } from "./read-standings.ts";
import { reopenOutputs } from "./reopen-outputs.ts";
import { reopenReview } from "./reopen-review.ts";
import { reseedOutput } from "./reseed-output.ts";
import { useSessionDesk } from "./testing/session-desk.ts";
import { undoDecision } from "./undo-decision.ts";
import { undoStep } from "./undo-step.ts";

const database = useTestDatabase();
const desk = useSessionDesk(database);
const { output, decide, undo } = desk;

const run = <Answer>(work: (tx: Parameters<typeof closeReview>[0]) => Promise<Answer>): Promise<Answer> =>
  inTransaction(database.db, work);
const close = (actor = owner) => run((tx) => closeReview(tx, actor, undefined, new Date()));
const state = () => readClosing(database.db, reviewer, undefined);
const reopenOne = (id: string, reason = "the client wants another look", actor = owner) =>
  run((tx) => reopenOutputs(tx, actor, { outputs: [id], reason }, new Date()));
async function reopen(reason = "not finished after all", actor = owner) {
  const { closing } = await state();
  return run((tx) =>
    reopenReview(tx, actor, undefined, { closing: closing?.id ?? newId(), reason }, new Date()),
  );
}

const isLocked = expect.objectContaining({
  code: "review_closed",
  message: expect.stringMatching(/^Olga closed this review on .* until an owner reopens it/),
  details: {
    current: expect.objectContaining({ locked: expect.objectContaining({ at: expect.any(String) }) }),
  },
});

const stored = (id: string) => database.db.output.findUniqueOrThrow({ where: { id } });
const rowsOf = (id: string) => database.db.decision.count({ where: { outputId: id } });

afterEach(async () => {
  if ((await state()).closing !== null) await reopen();
});

describe("what is locked", () => {
  test("SES-17 RULE-5 takes no verdict, no other one, and gives none back: for nobody, by no door", async () => {
    const [fresh = "", pending = "", approved = "", passed = ""] = await desk.outputs(4);
    await decide(reviewer, approved, "approved");
    await decide(reviewer, passed, "reseeded");
    const bulk = await run((tx) =>
      decideOutputs(
        tx,
        reviewer,
        { items: [{ output: fresh, verdict: "rejected", expected: 0 }] },
        new Date(),
      ),
    );
    await undo(reviewer, fresh);
    const second = await run((tx) =>
      decideOutputs(
        tx,
        reviewer,
        { items: [{ output: fresh, verdict: "rejected", expected: 2 }] },
        new Date(),
      ),
    );
    await close();
    const children = await database.db.run.count({ where: { parentOutputId: passed } });
    for (const actor of [owner, reviewer, secondReviewer]) {
      for (const verdict of ["approved", "rejected", "reseeded"] as const) {
        await expect(decide(actor, approved, verdict, { note: "again", expected: 1 })).rejects.toEqual(
          isLocked,
        );
      }
      // Stale or not: nobody is asked to decide again.
      await expect(decide(actor, approved, "rejected", { expected: 0 })).rejects.toEqual(isLocked);
      await expect(undo(actor, approved)).rejects.toEqual(isLocked);
      await expect(undo(actor, passed)).rejects.toEqual(isLocked);
      await expect(
        run((tx) => undoDecision(tx, actor, approved, { expected: 7 }, new Date())),
      ).rejects.toEqual(isLocked);
      await expect(run((tx) => reseedOutput(tx, actor, approved, { count: 2 }, new Date()))).rejects.toEqual(
        isLocked,
      );
      const { items } = await run((tx) =>
        decideOutputs(
          tx,
          actor,
          {
            items: [approved, passed].map((id) => ({
              output: id,
              verdict: "reseeded",
              note: "x",
              expected: 1,
            })),
          },
          new Date(),
        ),
      );
      for (const item of items) {
        expect(item).toMatchObject({
          status: 409,
          error: { code: "review_closed" },
          output: { locked: { by: { name: "Olga" } } },
        });
      }
    }
    await expect(run((tx) => reseedOutput(tx, operator, pending, { count: 1 }, new Date()))).rejects.toEqual(
      isLocked,
    );
    for (const step of [bulk.step, second.step]) {
      const undone = await run((tx) => undoStep(tx, reviewer, step, new Date()));
      expect(undone.items).toMatchObject([{ id: fresh, status: 409, error: { code: "review_closed" } }]);
      expect(undone.children).toEqual({ canceled: 0, started: 0 });
    }
    expect(await stored(approved)).toMatchObject({ state: "approved", revision: 1 });
    expect(await stored(passed)).toMatchObject({ state: "reseeded", revision: 1 });
    expect(await stored(fresh)).toMatchObject({ state: "rejected", revision: 3 });
    expect(await database.db.run.count({ where: { parentOutputId: passed } })).toBe(children);
  });

  test("is answered as before when one's own verdict that stands is sent once more", async () => {
    const id = await output();
    const given = await decide(reviewer, id, "approved");
    await close();
    expect(await decide(reviewer, id, "approved", { expected: 1 })).toMatchObject({
      revision: given.revision,
    });
    expect(await rowsOf(id)).toBe(1);
  });

  test("is still looked at, talked about and rated, and a session in it is closed with its receipt", async () => {
    const [decided = "", open = ""] = await desk.outputs(2);
    const session = await desk.start();
    await decide(reviewer, decided, "approved", { session: session.id });
    await close();
    await run((tx) => rateOutput(tx, reviewer, open, 4, new Date()));
    const said = { body: "too late?", audience: "internal" as const, shapes: [], mentions: [] };
    expect(await run((tx) => postComment(tx, reviewer, open, said, new Date()))).toMatchObject({ number: 1 });
    expect(await readOutput(database.db, reviewer, open)).toMatchObject({
      rating: 4,
      comments: 1,
      state: "pending",
    });
    expect(await readSession(database.db, reviewer, session.id)).toMatchObject({
      left: 0,
      counts: { pending: 1, approved: 1 },
    });
    expect(await run((tx) => closeSession(tx, reviewer, session.id, new Date()))).toMatchObject({
      counts: { pending: 1, approved: 1 },
    });
  });

  test("T-49 tells why before it is asked: in rows, in standings, in what a re-seed would do", async () => {
    const id = await output();
    const session = await desk.start();
    expect(await readOutput(database.db, reviewer, id)).toMatchObject({ locked: null });
    await close();
    const locked = { at: expect.any(String), by: { kind: "person", id: "Olga", name: "Olga" } };
    expect(await readOutput(database.db, reviewer, id)).toMatchObject({ locked });
    const { items } = await readStandings(database.db, reviewer, session.id, { from: 0, limit: 10 });
    expect(items).toMatchObject([{ id, locked }]);
    const { refusal } = await readReseedOptions(database.db, reviewer, id);
    expect(refusal).toMatch(/^Olga closed this review/);
  });

  test("awaits nobody: no list of what waits, no count, no place of a session holds it", async () => {
    const [kept = "", reopened = ""] = await desk.outputs(2);
    const session = await desk.start();
    expect(session.left).toBe(2);
    const waiting = async () => {
      const query = listOutputsQuerySchema.parse({ state: "pending", awaiting: "me", q: desk.prompt() });
      const { items } = await listOutputs(database.db, reviewer, query);
      const { count } = await countOutputs(database.db, reviewer, query);
      const { left } = await readSession(database.db, reviewer, session.id);
      const { next } = await readNext(database.db, reviewer, session.id, { from: -1, direction: "next" });
      return { ids: items.map(({ id }) => id), count, left, next: next?.id };
    };
    expect(await waiting()).toEqual({ ids: [kept, reopened], count: 2, left: 2, next: kept });
    await close();
    expect(await waiting()).toEqual({ ids: [], count: 0, left: 0, next: undefined });
    const empty = await desk.start(secondReviewer);
    const another = await desk.start(owner);
    expect([empty, another]).toMatchObject([{ total: 0 }, { total: 0 }]);
    await reopenOne(reopened);
    expect(await waiting()).toEqual({ ids: [reopened], count: 1, left: 1, next: reopened });
    expect(await readSession(database.db, secondReviewer, empty.id)).toMatchObject({
      arrivals: { others: 1 },
    });
    expect(await desk.start(secondReviewer)).toMatchObject({ total: 1 });
    // Undecided it is all the same, for who asks for that.
    const undecided = listOutputsQuerySchema.parse({ state: "pending", q: desk.prompt() });
    expect((await listOutputs(database.db, reviewer, undecided)).items).toHaveLength(2);
    await reopen();
    expect(await waiting()).toEqual({ ids: [kept, reopened], count: 2, left: 2, next: kept });
    // To whoever has an empty list open all of it arrives; others have had it all along.
    expect(await readSession(database.db, owner, another.id)).toMatchObject({ arrivals: { others: 2 } });
    expect(await run((tx) => listArrivals(tx, owner, another.id, new Date()))).toMatchObject({ total: 2 });
    expect(await readSession(database.db, reviewer, session.id)).toMatchObject({ arrivals: { others: 0 } });
  });
});

describe("closing and reopening", () => {
  test("are the owners', on record with event and audit, the reason in it", async () => {
    await expect(close(reviewer)).rejects.toMatchObject({ code: "forbidden" });
    await expect(close(stranger)).rejects.toMatchObject({ code: "not_found" });
    const { closing } = await close();
    expect(closing).toMatchObject({ by: { name: "Olga" } });
    await expect(close()).rejects.toMatchObject({
      code: "conflict",
      message: "Olga has closed this review already.",
      details: { current: { closing } },
    });
    await expect(reopen("because", reviewer)).rejects.toMatchObject({ code: "forbidden" });
    expect(await reopen("two pictures were missing")).toEqual({ closing: null });
    const lines = await database.db.audit.findMany({
      where: { subjectId: defaultProjectId, action: { startsWith: "project.review_" } },
      orderBy: { id: "desc" },
      take: 2,
    });
    expect(lines.map(({ action, data }) => ({ action, data }))).toEqual([
      {
        action: "project.review_reopened",
        data: { closing: closing?.id, reason: "two pictures were missing" },
      },
      { action: "project.review_closed", data: { closing: closing?.id } },
    ]);
    const events = await database.db.event.findMany({
      where: { kind: "project.changed", subjectId: defaultProjectId },
      orderBy: { id: "desc" },
      take: 2,
    });
    expect(events.map(({ data }) => data)).toEqual([{ what: "review" }, { what: "review" }]);
  });

  test("take a reason in words, and the closing that was on screen", async () => {
    for (const reason of ["", "   "]) {
      expect(reopenReviewSchema.safeParse({ closing: newId(), reason }).success).toBe(false);
      expect(reopenOutputsSchema.safeParse({ outputs: [newId()], reason }).success).toBe(false);
    }
    const { closing: first } = await close();
    await reopen();
    const stale = { closing: first?.id ?? "", reason: "again" };
    const reopenFirst = () => run((tx) => reopenReview(tx, owner, undefined, stale, new Date()));
    await expect(reopenFirst()).rejects.toMatchObject({
      code: "conflict",
      message: "This review is open already.",
    });
    const { closing } = await close();
    await expect(reopenFirst()).rejects.toMatchObject({
      code: "conflict",
      details: { current: { closing } },
    });
    expect((await state()).closing).toEqual(closing);
  });

  test("of one picture lets everybody decide there until the review is closed again", async () => {
    const [one = "", other = ""] = await desk.outputs(2);
    await expect(reopenOne(one)).resolves.toMatchObject({
      items: [{ status: 409, error: { code: "conflict" } }],
    });
    await close();
    expect(await reopenOne(one, "hands", reviewer)).toMatchObject({ items: [{ status: 403 }] });
    expect(await reopenOne(one, "hands", stranger)).toMatchObject({ items: [{ status: 404, output: null }] });
    expect(await reopenOne(one, "the client saw six fingers")).toMatchObject({
      items: [{ id: one, status: 200, output: { locked: null }, error: null }],
    });
    expect(await reopenOne(one)).toMatchObject({ items: [{ status: 409, error: { code: "conflict" } }] });
    expect(await decide(reviewer, one, "approved")).toMatchObject({ state: "approved", locked: null });
    expect(await decide(secondReviewer, one, "rejected", { note: "no", expected: 1 })).toMatchObject({
      state: "rejected",
    });
    expect(await undo(secondReviewer, one)).toMatchObject({ state: "pending" });
    await expect(decide(reviewer, other, "approved")).rejects.toEqual(isLocked);
    const line = await database.db.audit.findFirst({ where: { action: "output.reopened", subjectId: one } });
    expect(line).toMatchObject({
      actorId: "Olga",
      data: { reason: "the client saw six fingers", state: "pending" },
    });
    expect(await database.db.event.count({ where: { kind: "output.reopened", subjectId: one } })).toBe(1);
    await reopen("all of them");
    expect(await decide(reviewer, other, "approved")).toMatchObject({ state: "approved" });
    await close();
    await expect(decide(reviewer, one, "approved", { expected: 4 })).rejects.toEqual(isLocked);
    const { closings } = await readOutput(database.db, reviewer, one);
    expect(closings.slice(-4).map(({ what, reason }) => [what, reason])).toEqual([
      ["review-closed", null],
      ["output-reopened", "the client saw six fingers"],
      ["review-reopened", "all of them"],
      ["review-closed", null],
    ]);
  });

  test("nothing but who reopened a closing, when and why is ever written into it", async () => {
    const { closing } = await close();
    const where = { id: closing?.id ?? "" };
    await expect(
      database.db.reviewClosing.update({ where, data: { closedByName: "Rita" } }),
    ).rejects.toThrow();
    await expect(database.db.reviewClosing.delete({ where })).rejects.toThrow();
  });
});

describe("races", () => {
  test("a verdict that was judged before the closing and is written after it does not get in", async () => {
    const [alone = "", one = "", two = ""] = await desk.outputs(3);
    const read = async (id: string) => {
      const row = await findOutput(database.db, reviewer, id);
      if (row === null) throw new Error("not there");
      return row;
    };
    const rows = [{ verdict: "approved" as const, withdraws: null, reason: null, note: null, expected: 0 }];
    const judged = await Promise.all([alone, one, two].map(read));
    const [first] = judged;
    if (first === undefined) throw new Error("not there");
    await close();
    await expect(applyDecision(database.db, reviewer, first, rows, new Date())).rejects.toEqual(isLocked);
    const changes = judged.map((row) => ({ output: row, rows }));
    const moved = await appendDecisions(database.db, reviewer, changes, new Date());
    expect(moved.size).toBe(0);
    const lost = await run((tx) => readLost(tx, reviewer, changes, moved));
    expect([...lost.keys()].toSorted()).toEqual([alone, one, two].toSorted());
    expect([...lost.values()].map(({ locked }) => locked?.by.name)).toEqual(["Olga", "Olga", "Olga"]);
    expect(await rowsOf(alone)).toBe(0);
    expect(await database.db.event.count({ where: { kind: "output.changed", subjectId: alone } })).toBe(0);
  });

  test("of twenty who decide while it is closed each is in or told so, and after it nobody is in", async () => {
    for (let round = 0; round < 3; round += 1) {
      const ids = await desk.outputs(22);
      const [late = "", later = "", ...early] = ids;
      const answers = early.map((id, index) =>
        index % 2 === 0
          ? decide(person(`R${index}`, "reviewer"), id, "approved").then(() => true, refusedByClosing)
          : run((tx) =>
              decideOutputs(
                tx,
                reviewer,
                { items: [{ output: id, verdict: "approved", expected: 0 }] },
                new Date(),
              ),
            ).then(({ items }) => items[0]?.error === null || refusedByClosing(items[0]?.error)),
      );
      const closed = close();
      const isIn = await Promise.all(answers);
      await closed;
      await expect(decide(reviewer, late, "approved")).rejects.toEqual(isLocked);
      await expect(decide(systemActor, later, "approved")).rejects.toEqual(isLocked);
      for (const [index, id] of early.entries()) {
        expect((await stored(id)).state, id).toBe(isIn[index] === true ? "approved" : "pending");
        expect(await rowsOf(id)).toBe(isIn[index] === true ? 1 : 0);
      }
      await reopen();
    }
  });

  test("of two owners who close at once, one does", async () => {
    const answers = await Promise.allSettled([close(), close(person("Otto", "owner"))]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await database.db.reviewClosing.count({ where: { reopenedAt: null } })).toBe(1);
  });
});

/** False for a verdict that the closing kept out; anything else is a fault. */
function refusedByClosing(error: unknown): false {
  expect(error).toMatchObject({ code: "review_closed" });
  return false;
}
