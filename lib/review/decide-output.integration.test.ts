import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#lib/account/actor";
import { inTransaction } from "#lib/db/transaction";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { AppError } from "#lib/errors";
import type { OutputView } from "#lib/output/output-schema";
import { readOutput } from "#lib/output/read-output";
import {
  openStudio,
  operator,
  owner,
  paperFile,
  reviewer,
  secondReviewer,
  stranger,
  type Studio,
  viewer,
} from "#lib/output/testing/studio";
import { readRun } from "#lib/run/read-runs";
import { decideOutput } from "./decide-output.ts";
import type { Decide } from "./decision-schema.ts";
import { undoDecision } from "./undo-decision.ts";

const database = useTestDatabase();
let studio: Studio;
beforeAll(async () => {
  studio = await openStudio(database.db);
});

function decide(actor: Actor, id: string, input: Decide): Promise<OutputView> {
  return decideOutput(database.db, actor, id, input, new Date());
}

function undo(actor: Actor, id: string, expected?: number) {
  return inTransaction(database.db, (tx) => undoDecision(tx, actor, id, { expected }, new Date()));
}

async function refusalOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw new Error("Expected a refusal.", { cause: error });
}

test("RULE-1 a verdict belongs to its output: of a run's pictures each has its own, and the run has none", async () => {
  const [run] = await studio.queue();
  const files = ["first", "second"].map((name) => paperFile(`${run?.id} ${name}`));
  const [first, second] = await studio.finish({ id: run?.id ?? "" }, files);
  const before = await database.db.run.findUniqueOrThrow({ where: { id: run?.id ?? "" } });
  await decide(reviewer, first ?? "", { verdict: "approved", expected: 0 });
  expect(await readOutput(database.db, owner, second ?? "")).toMatchObject({ state: "pending", revision: 0 });
  const told = await readRun(database.db, owner, run?.id ?? "");
  expect(
    told.outputs.map(({ state }) => state),
    "what is told of a run is told by its outputs",
  ).toEqual(["approved", "pending"]);
  const after = await database.db.run.findUniqueOrThrow({ where: { id: run?.id ?? "" } });
  expect(after, "nothing of it is written into the run").toEqual(before);
});

describe("a verdict", () => {
  test("is stored with reason, note, what was seen, event and record, in one go", async () => {
    const id = await studio.output();
    const reason = await database.db.reason.findFirstOrThrow({ where: { digit: 1 } });
    const view = await decide(reviewer, id, {
      verdict: "rejected",
      reason: reason.id,
      note: "six fingers",
      expected: 0,
    });
    expect(view).toMatchObject({ state: "rejected", revision: 1 });
    expect(view.decision).toMatchObject({
      verdict: "rejected",
      reason: { id: reason.id, label: "Anatomy" },
      note: "six fingers",
      by: { kind: "person", id: reviewer.id, name: reviewer.name },
    });

    const stored = await readOutput(database.db, reviewer, id);
    expect(stored.decisions).toEqual([view.decision]);
    const row = await database.db.decision.findFirstOrThrow({ where: { outputId: id } });
    expect(row.seen).toMatchObject({ sha256: view.sha256, expected: 0 });
    const event = await database.db.event.findFirstOrThrow({
      where: { kind: "output.changed", subjectId: id },
    });
    expect(event.data).toEqual({
      state: "rejected",
      revision: 1,
      decision: view.decision,
      runId: view.runId,
    });
    const audit = await database.db.audit.findMany({ where: { subjectId: id }, orderBy: { id: "asc" } });
    expect(audit.map(({ action }) => action)).toEqual(["output.created", "output.rejected"]);
  });

  test("keeps the wording of its reason when the reason is renamed", async () => {
    const id = await studio.output();
    const reason = await database.db.reason.findFirstOrThrow({ where: { digit: 2 } });
    await decide(reviewer, id, { verdict: "rejected", reason: reason.id, expected: 0 });
    await database.db.reason.update({ where: { id: reason.id }, data: { label: "Renamed" } });
    const view = await readOutput(database.db, reviewer, id);
    expect(view.decision?.reason?.label).toBe(reason.label);
  });

  test("RULE-4 changed into another is a withdrawal and a decision, both kept", async () => {
    const id = await studio.output();
    const first = await decide(reviewer, id, { verdict: "approved", expected: 0 });
    const second = await decide(secondReviewer, id, { verdict: "rejected", expected: 1 });
    expect(second).toMatchObject({ state: "rejected", revision: 3 });
    const { decisions } = await readOutput(database.db, reviewer, id);
    expect(decisions.map(({ verdict, revision }) => [verdict, revision])).toEqual([
      ["approved", 1],
      ["withdrawn", 2],
      ["rejected", 3],
    ]);
    expect(decisions[1]).toMatchObject({ withdraws: first.decision?.id, by: { id: secondReviewer.id } });
  });

  test("repeated by the person who sees it stand changes nothing; on a stale screen it is stale", async () => {
    const id = await studio.output();
    const asked = { verdict: "approved", note: "good", expected: 0 } as const;
    const first = await decide(reviewer, id, asked);
    expect(await decide(reviewer, id, { ...asked, expected: 1 })).toEqual(first);
    const refusal = await refusalOf(decide(reviewer, id, asked));
    expect(refusal).toMatchObject({ code: "conflict", details: { current: first } });
    const replaced = await decide(reviewer, id, { verdict: "approved", note: "very good", expected: 1 });
    expect(replaced).toMatchObject({ revision: 3, decision: { note: "very good" } });
  });

  test("on a stale revision is refused with who decided what", async () => {
    const id = await studio.output();
    const first = await decide(reviewer, id, { verdict: "approved", expected: 0 });
    const refusal = await refusalOf(decide(secondReviewer, id, { verdict: "rejected", expected: 0 }));
    expect(refusal.code).toBe("conflict");
    expect(refusal.message).toContain("Rita");
    expect(refusal.details.current).toEqual(first);
  });

  test("names a reason of the project, or is refused at /reason", async () => {
    const id = await studio.output();
    const elsewhere = await database.db.project.create({
      data: {
        id: "01900000-0000-7000-8000-00000000aaaa",
        slug: "elsewhere",
        name: "Elsewhere",
        reasons: { create: { id: "01900000-0000-7000-8000-00000000bbbb", digit: 1, label: "Theirs" } },
      },
      include: { reasons: true },
    });
    const retired = await database.db.reason.create({
      data: {
        id: "01900000-0000-7000-8000-00000000cccc",
        projectId: "01900000-0000-7000-8000-000000000001",
        digit: 1,
        label: "Old",
        retiredAt: new Date(),
      },
    });
    for (const reason of ["nonsense", elsewhere.reasons[0]?.id ?? "", retired.id]) {
      const refusal = await refusalOf(decide(reviewer, id, { verdict: "rejected", reason, expected: 0 }));
      expect(refusal.code).toBe("invalid");
      expect(refusal.details.fields?.[0]?.path).toBe("/reason");
    }
    expect(await readOutput(database.db, reviewer, id)).toMatchObject({ state: "pending", revision: 0 });
  });

  test("cannot approve a file that was set aside", async () => {
    const [run] = await studio.queue();
    const nothing = {
      sha256: null,
      bytes: null,
      mime: null,
      width: null,
      height: null,
      thumbhash: null,
      perceptualHash: null,
    };
    const [id = ""] = await studio.finish({ id: run?.id ?? "" }, [
      { ...nothing, kind: "image", quarantine: "The file is empty." },
    ]);
    const refusal = await refusalOf(decide(reviewer, id, { verdict: "approved", expected: 0 }));
    expect(refusal.code).toBe("conflict");
    expect(await decide(reviewer, id, { verdict: "rejected", expected: 0 })).toMatchObject({
      state: "rejected",
    });
  });

  test("T-18 is for roles that may: 403 with the role needed, 404 for strangers", async () => {
    const id = await studio.output();
    for (const actor of [viewer, operator]) {
      const refusal = await refusalOf(decide(actor, id, { verdict: "approved", expected: 0 }));
      expect(refusal).toMatchObject({ code: "forbidden" });
      expect(refusal.message).toContain("reviewer");
    }
    expect(await refusalOf(decide(stranger, id, { verdict: "approved", expected: 0 }))).toMatchObject({
      code: "not_found",
    });
    expect(await refusalOf(decide(reviewer, "no-id", { verdict: "approved", expected: 0 }))).toMatchObject({
      code: "not_found",
    });
  });
});

describe("undo", () => {
  test("gives the output back undecided and keeps both rows", async () => {
    const id = await studio.output();
    const before = await decide(reviewer, id, { verdict: "approved", expected: 0 });
    const after = await undo(reviewer, id);
    expect(after).toMatchObject({ state: "pending", revision: 2, decision: null });
    const { decisions } = await readOutput(database.db, reviewer, id);
    expect(decisions.at(-1)).toMatchObject({ verdict: "withdrawn", withdraws: before.decision?.id });
  });

  test("is for one's own decision, or for an owner", async () => {
    const id = await studio.output();
    await decide(reviewer, id, { verdict: "approved", expected: 0 });
    const refusal = await refusalOf(undo(secondReviewer, id));
    expect(refusal).toMatchObject({ code: "forbidden" });
    expect(refusal.message).toContain("Rita");
    expect(await undo(owner, id)).toMatchObject({ state: "pending" });
  });

  test("of nothing, or of what has changed meanwhile, is a conflict with the output as it is", async () => {
    const id = await studio.output();
    expect(await refusalOf(undo(reviewer, id))).toMatchObject({
      code: "conflict",
      details: { current: { state: "pending", revision: 0 } },
    });
    await decide(reviewer, id, { verdict: "approved", expected: 0 });
    await decide(reviewer, id, { verdict: "rejected", expected: 1 });
    expect(await refusalOf(undo(reviewer, id, 1))).toMatchObject({ code: "conflict" });
    expect(await undo(reviewer, id, 3)).toMatchObject({ state: "pending", revision: 4 });
  });
});
