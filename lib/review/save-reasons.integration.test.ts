import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "#lib/account/actor";
import { inTransaction } from "#lib/db/transaction";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { newId } from "#lib/ids";
import { openStudio, owner, reviewer, type Studio } from "#lib/output/testing/studio";
import { readOutput } from "#lib/output/read-output";
import { defaultProjectId } from "#lib/project/default-project";
import { countReasons } from "./count-reasons.ts";
import { decideOutput } from "./decide-output.ts";
import { exportReasons } from "./export-reasons.ts";
import type { SaveReasons } from "./reason-schema.ts";
import { listReasons } from "./read-reasons.ts";
import { saveReasons } from "./save-reasons.ts";

const database = useTestDatabase();
let studio: Studio;
beforeAll(async () => {
  studio = await openStudio(database.db);
  // All nine digits are used in the beginning.
  const reasons = await live();
  await save({ items: reasons.slice(0, 7), retire: reasons.slice(7).map(({ id }) => id) });
});
beforeEach(() => database.db.reviewSession.deleteMany());

type Change = Pick<SaveReasons, "items"> & { retire?: string[] };

function save({ items, retire = [] }: Change, actor: Actor = owner) {
  return inTransaction(database.db, (tx) => saveReasons(tx, actor, { items, retire }, new Date()));
}

const live = () => listReasons(database.db, owner, undefined);

async function openSession(): Promise<void> {
  await database.db.reviewSession.create({
    data: {
      id: newId(),
      reviewerKind: "person",
      reviewerId: reviewer.id,
      reviewerName: reviewer.name,
      projectIds: [defaultProjectId],
      scope: {},
      scopeKey: newId(),
      order: "oldest",
      listedAt: new Date(),
    },
  });
}

describe("the project's reasons", () => {
  test("WHY-1 are reordered, two changing places, renamed and added in one go, each on record", async () => {
    const [first, second, ...others] = await live();
    if (first === undefined || second === undefined)
      throw new Error("The project has reasons to begin with.");
    const saved = await save({
      items: [
        { ...first, digit: second.digit, label: "Hands" },
        { ...second, digit: first.digit },
        ...others,
        { digit: 9, label: "Logo" },
      ],
    });
    expect(saved.map(({ digit, label }) => [digit, label])).toContainEqual([second.digit, "Hands"]);
    expect(saved.find(({ id }) => id === second.id)?.digit).toBe(first.digit);
    const lines = await database.db.audit.findMany({ where: { subjectType: "reason" } });
    expect(new Set(lines.map(({ action }) => action))).toEqual(
      new Set(["reason.retired", "reason.renamed", "reason.moved", "reason.added"]),
    );
    expect(await database.db.event.count({ where: { kind: "project.changed" } })).toBe(2);
  });

  test("WHY-3 one is retired only by name; old verdicts keep its wording and its digit is free", async () => {
    const id = await studio.output();
    const reasons = await live();
    const gone = reasons.at(-1);
    if (gone === undefined) throw new Error("There are reasons.");
    await inTransaction(database.db, (tx) =>
      decideOutput(tx, reviewer, id, { verdict: "rejected", reason: gone.id, expected: 0 }, new Date()),
    );
    const kept = reasons.filter((reason) => reason !== gone);
    await expect(save({ items: kept })).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining(`digit ${gone.digit}`),
    });
    await save({ items: [...kept, { digit: gone.digit, label: "Something else" }], retire: [gone.id] });
    expect((await readOutput(database.db, reviewer, id)).decision?.reason).toEqual({
      id: gone.id,
      label: gone.label,
    });
    const other = await studio.output();
    await expect(
      inTransaction(database.db, (tx) =>
        decideOutput(tx, reviewer, other, { verdict: "rejected", reason: gone.id, expected: 0 }, new Date()),
      ),
    ).rejects.toMatchObject({ code: "invalid" });
  });

  test("WHY-3 the order of digits never changes while somebody reviews; wording and free digits may", async () => {
    await openSession();
    const [first, second, ...others] = await live();
    if (first === undefined || second === undefined) throw new Error("There are reasons.");
    const swapped = [{ ...first, digit: second.digit }, { ...second, digit: first.digit }, ...others];
    await expect(save({ items: swapped })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining(reviewer.name),
    });
    const replaced = { digit: first.digit, label: "In its place" };
    const saved = await save({
      items: [replaced, { ...second, label: "Worded better" }, ...others],
      retire: [first.id],
    });
    expect(saved.slice(0, 2)).toEqual([
      expect.objectContaining(replaced),
      { ...second, label: "Worded better" },
    ]);
  });

  test("are the owners' to change, and a list that does not hold together changes nothing", async () => {
    const before = await live();
    await expect(save({ items: before }, reviewer)).rejects.toMatchObject({ code: "forbidden" });
    const [first] = before;
    if (first === undefined) throw new Error("There are reasons.");
    await expect(save({ items: [...before, { digit: first.digit, label: "Twice" }] })).rejects.toMatchObject({
      code: "invalid",
    });
    expect(await live()).toEqual(before);
  });

  test("WHY-4 are counted per workflow as they stand in force, and exported with notes", async () => {
    const [reason] = await live();
    if (reason === undefined) throw new Error("There are reasons.");
    const before = await countReasons(database.db, reviewer, undefined);
    const standing = before.find((count) => count.reason?.id === reason.id)?.rejected ?? 0;
    const [kept, changed] = [await studio.output(), await studio.output()];
    await inTransaction(database.db, async (tx) => {
      const asked = { verdict: "rejected", reason: reason.id, note: "=six, fingers" } as const;
      await decideOutput(tx, reviewer, kept, { ...asked, expected: 0 }, new Date());
      await decideOutput(tx, reviewer, changed, { ...asked, expected: 0 }, new Date());
      await decideOutput(tx, reviewer, changed, { verdict: "approved", expected: 1 }, new Date());
    });
    const counts = await countReasons(database.db, reviewer, undefined);
    expect(counts.find((count) => count.reason?.id === reason.id)).toMatchObject({
      reason: { label: reason.label, digit: reason.digit },
      workflow: "sample",
      rejected: standing + 1,
      reseeded: 0,
    });
    const text = await new Response(await exportReasons(database.db, reviewer, undefined)).text();
    const lines = text.trimEnd().split("\r\n");
    expect(lines[0]).toBe("decided_at,verdict,reason,note,reviewer,workflow,version,seed,output,run");
    expect(lines.filter((line) => line.includes(kept))).toEqual([
      expect.stringContaining(`,rejected,${reason.label},"'=six, fingers",${reviewer.name},sample,`),
    ]);
    expect(text).not.toContain(changed);
  });
});
