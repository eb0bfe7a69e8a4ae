import fc from "fast-check";
import { beforeAll, expect, test, vi } from "vitest";
import { inTransaction } from "#lib/db/transaction";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { AppError } from "#lib/errors";
import { openStudio, owner, person, reviewer, type Studio } from "#lib/output/testing/studio";
import { decideOutput } from "./decide-output.ts";
import { type Move, moves } from "./decision-status.ts";
import { stateAfter } from "./testing/state-after.ts";
import { reseedOutput } from "./reseed-output.ts";
import { undoDecision } from "./undo-decision.ts";

const database = useTestDatabase();
let studio: Studio;
beforeAll(async () => {
  studio = await openStudio(database.db);
});

async function history(outputId: string) {
  const rows = await database.db.decision.findMany({ where: { outputId }, orderBy: { revision: "asc" } });
  return rows.map((row) => ({ ...row, verdict: row.verdict as Move }));
}

test("of 200 people who decide on one revision at once, one gets through and 199 are told who it was", async () => {
  const id = await studio.output();
  const answers = await Promise.allSettled(
    Array.from({ length: 200 }, (_, index) =>
      decideOutput(
        database.db,
        person(`Reviewer ${index}`, "reviewer"),
        id,
        { verdict: index % 2 === 0 ? "approved" : "rejected", expected: 0 },
        new Date(),
      ),
    ),
  );
  const won = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
  const lost = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason as unknown] : []));
  expect(won).toHaveLength(1);
  expect(lost.every((error) => error instanceof AppError && error.code === "conflict")).toBe(true);
  for (const error of lost) {
    expect(error).toMatchObject({ details: { current: won[0] } });
  }
  expect(await history(id)).toHaveLength(1);
  expect(await database.db.event.count({ where: { kind: "output.changed", subjectId: id } })).toBe(1);
});

test("RULE-5 of people who had all looked before any of them wrote, one gets through and nobody else's verdict lands", async () => {
  const id = await studio.output();
  const names = ["Ada", "Ben", "Cleo", "Dan", "Eve"];
  const deciding = await inTransaction(database.db, async (tx) => {
    await tx.$executeRaw`SELECT FROM output WHERE id = ${id}::uuid FOR UPDATE`;
    const answers = names.map((name) =>
      decideOutput(
        database.db,
        person(name, "reviewer"),
        id,
        { verdict: "approved", expected: 0 },
        new Date(),
      ),
    );
    await vi.waitFor(async () => {
      const [row] = await database.asOwner<{ waiting: number }>(
        `SELECT count(*)::int AS waiting FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      expect(row?.waiting).toBe(names.length);
    }, 10_000);
    return answers;
  });
  const answers = await Promise.allSettled(deciding);
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const answer of answers) {
    if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "conflict" });
  }
  expect(await history(id)).toHaveLength(1);
});

test("each further revision has one winner, too, and nobody's decision is lost from the history", async () => {
  const id = await studio.output();
  let revision = 0;
  for (let round = 0; round < 10; round += 1) {
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) =>
        decideOutput(
          database.db,
          person(`R${index}`, "reviewer"),
          id,
          { verdict: (round + index) % 2 === 0 ? "approved" : "rejected", expected: revision },
          new Date(),
        ),
      ),
    );
    const won = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
    expect(won).toHaveLength(1);
    revision = won[0]?.revision ?? 0;
    const rows = await history(id);
    expect(rows.map((row) => row.revision)).toEqual(rows.map((_, index) => index + 1));
    expect(rows.at(-1)?.revision).toBe(revision);
  }
});

test("RULE-4 after any sequence of moves the stored state is the one derived from the history", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...moves), fc.constantFrom(owner, reviewer), fc.boolean()), {
        minLength: 1,
        maxLength: 8,
      }),
      async (asked) => {
        const id = await studio.output();
        for (const [move, actor, isFresh] of asked) {
          const { revision } = await database.db.output.findUniqueOrThrow({ where: { id } });
          const expected = isFresh ? revision : Math.max(0, revision - 1);
          const done =
            move === "withdrawn"
              ? inTransaction(database.db, (tx) => undoDecision(tx, actor, id, { expected }, new Date()))
              : decideOutput(database.db, actor, id, { verdict: move, expected }, new Date());
          await done.catch((error: unknown) => {
            if (!(error instanceof AppError)) throw error;
          });
          const rows = await history(id);
          const stored = await database.db.output.findUniqueOrThrow({ where: { id } });
          expect(stored.state).toBe(stateAfter(rows));
          expect(stored.revision).toBe(rows.length);
        }
      },
    ),
    { numRuns: 25 },
  );
});

test("a re-seed pressed twenty times at once makes one set of children", async () => {
  const id = await studio.output();
  const answers = await Promise.allSettled(
    Array.from({ length: 20 }, () =>
      inTransaction(database.db, (tx) => reseedOutput(tx, reviewer, id, { count: 3 }, new Date())),
    ),
  );
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await database.db.run.count({ where: { parentOutputId: id } })).toBe(3);
  expect(await history(id)).toHaveLength(1);
});
