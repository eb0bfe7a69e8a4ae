import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#lib/account/actor";
import { sampleGraphText, sampleSchemaText, sampleFiles } from "#lib/contract/testing/sample-contract";
import { loadContract } from "#lib/contract/load-contract";
import { inTransaction } from "#lib/db/transaction";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { openStudio, operator, owner, paperFile, reviewer, type Studio } from "#lib/output/testing/studio";
import { readOutput } from "#lib/output/read-output";
import { createRuns } from "#lib/run/create-runs";
import { syncWorkflows } from "#lib/workflow/sync-workflows";
import { changePolicy } from "./change-policy.ts";
import { decideOutput } from "./decide-output.ts";
import { decideOutputs } from "./decide-outputs.ts";
import type { Decide } from "./decision-schema.ts";
import { reseedOutput } from "./reseed-output.ts";

const database = useTestDatabase();
let studio: Studio;
beforeAll(async () => {
  studio = await openStudio(database.db);
});

const setPolicy = (separatesDuties: boolean, actor: Actor = owner) =>
  inTransaction(database.db, (tx) => changePolicy(tx, actor, undefined, { separatesDuties }));

function decide(actor: Actor, id: string, input: Decide) {
  return inTransaction(database.db, (tx) => decideOutput(tx, actor, id, input, new Date()));
}

/** An output of a run that `actor` asked for. */
async function outputOf(actor: Actor): Promise<string> {
  const [run] = await createRuns(
    database.db,
    actor,
    { workflow: "sample", params: { prompt: "a pier" }, count: 1 },
    new Date(),
  );
  const [id] = await studio.finish({ id: run?.id ?? "" }, [paperFile(run?.id ?? "")]);
  return id ?? "";
}

/** As text: the sample's seed has more digits than JSON.parse keeps. */
function withReview(review: unknown): string {
  return sampleSchemaText.replace("{", `{ "x-review": ${JSON.stringify(review)},`);
}

/** Publishes the sample workflow once more, with this `x-review`. */
async function askFor(reason: string): Promise<void> {
  const schemaText = withReview({ reason });
  const loaded = loadContract(schemaText, sampleGraphText, sampleFiles);
  await syncWorkflows(
    database.db,
    [{ name: "sample", graphText: sampleGraphText, schemaText, loaded }],
    new Date(),
  );
}

describe("RULE-7 separation of duties", () => {
  afterEach(() => setPolicy(false));

  test("T-18 the submitter cannot approve, by whatever door; may reject and re-seed; others may approve", async () => {
    await setPolicy(true);
    const id = await outputOf(owner);
    expect((await readOutput(database.db, owner, id)).policy.separatesDuties).toBe(true);
    await expect(decide(owner, id, { verdict: "approved", expected: 0 })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("somebody else"),
    });
    const { items } = await inTransaction(database.db, (tx) =>
      decideOutputs(tx, owner, { items: [{ output: id, verdict: "approved", expected: 0 }] }, new Date()),
    );
    expect(items[0]).toMatchObject({ status: 403, output: { state: "pending", revision: 0 } });
    expect(await decide(owner, id, { verdict: "rejected", expected: 0 })).toMatchObject({
      state: "rejected",
    });
    // Not even over a verdict that stands already.
    await expect(decide(owner, id, { verdict: "approved", expected: 1 })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await decide(reviewer, id, { verdict: "approved", expected: 1 })).toMatchObject({
      state: "approved",
    });
  });

  test("T-18 what is re-seeded was asked for by whoever re-seeded it", async () => {
    await setPolicy(true);
    const parent = await outputOf(operator);
    const { items } = await inTransaction(database.db, (tx) =>
      reseedOutput(tx, reviewer, parent, { count: 1 }, new Date()),
    );
    const [child = ""] = await studio.finish({ id: items[0]?.id ?? "" }, [paperFile("child")]);
    await expect(decide(reviewer, child, { verdict: "approved", expected: 0 })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await decide(owner, child, { verdict: "approved", expected: 0 })).toMatchObject({
      state: "approved",
    });
  });

  test("is the owners' to switch, on record, and off by default", async () => {
    const id = await outputOf(owner);
    expect(await decide(owner, id, { verdict: "approved", expected: 0 })).toMatchObject({
      state: "approved",
    });
    await expect(setPolicy(true, reviewer)).rejects.toMatchObject({ code: "forbidden" });
    await setPolicy(true);
    const line = await database.db.audit.findFirst({
      where: { action: "project.policy_changed" },
      orderBy: { id: "desc" },
    });
    expect(line?.data).toEqual({ separatesDuties: true });
  });
});

describe("WHY-2 what a workflow's contract asks of a rejection", () => {
  afterEach(() => askFor("optional"));

  test("a reason: one of the list or a note in words; without both it is refused and nothing is written", async () => {
    await askFor("required");
    const [bare, listed, worded] = [
      await outputOf(operator),
      await outputOf(operator),
      await outputOf(operator),
    ];
    await expect(decide(reviewer, bare, { verdict: "rejected", expected: 0 })).rejects.toMatchObject({
      code: "invalid",
      details: { fields: [{ path: "/reason" }] },
    });
    expect(await readOutput(database.db, reviewer, bare)).toMatchObject({ state: "pending", revision: 0 });
    const { id: reason } = await database.db.reason.findFirstOrThrow({ where: { retiredAt: null } });
    expect(await decide(reviewer, listed, { verdict: "rejected", reason, expected: 0 })).toMatchObject({
      state: "rejected",
    });
    expect(
      await decide(reviewer, worded, { verdict: "rejected", note: "too dark", expected: 0 }),
    ).toMatchObject({
      state: "rejected",
    });
    expect(await decide(reviewer, bare, { verdict: "approved", expected: 0 })).toMatchObject({
      state: "approved",
    });
  });

  test("a note: a reason alone is not enough, neither is one of blanks", async () => {
    await askFor("note");
    const id = await outputOf(operator);
    const { id: reason } = await database.db.reason.findFirstOrThrow({ where: { retiredAt: null } });
    for (const note of [undefined, "", "   "]) {
      const asked = {
        verdict: "rejected" as const,
        reason,
        expected: 0,
        ...(note !== undefined && { note }),
      };
      await expect(decide(reviewer, id, asked)).rejects.toMatchObject({
        code: "invalid",
        details: { fields: [{ path: "/note" }] },
      });
    }
    expect(
      await decide(reviewer, id, { verdict: "rejected", reason, note: "hands", expected: 0 }),
    ).toMatchObject({
      state: "rejected",
    });
  });

  test("holds for the version that made the picture, not for the one published since", async () => {
    const before = await outputOf(operator);
    await askFor("required");
    expect(await decide(reviewer, before, { verdict: "rejected", expected: 0 })).toMatchObject({
      state: "rejected",
    });
  });

  test("is linted at import", () => {
    for (const [review, pointer] of [
      [{ reason: "always" }, "/x-review/reason"],
      [{ reason: "note", note: true }, "/x-review/note"],
      ["required", "/x-review"],
      [{}, "/x-review/reason"],
    ] as const) {
      const loaded = loadContract(withReview(review), sampleGraphText, sampleFiles);
      expect(loaded.ok ? [] : loaded.problems.map((problem) => problem.pointer)).toEqual([pointer]);
    }
  });
});
