import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#lib/account/actor";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { inTransaction } from "#lib/db/transaction";
import { newId } from "#lib/ids";
import { readFacet } from "#lib/output/read-facet";
import { outputFilterSchema } from "#lib/output/output-filter-schema";
import { listOutputsQuerySchema } from "#lib/output/output-schema";
import { countOutputs } from "#lib/output/read-output-counts";
import { listOutputs } from "#lib/output/read-outputs";
import { openStudio, owner, reviewer, stranger, type Studio, viewer } from "#lib/output/testing/studio";
import { archiveOutput, archiveOutputs } from "./archive-outputs.ts";
import { decideOutput } from "./decide-output.ts";
import { readNext } from "./read-session-outputs.ts";
import { readSession } from "./read-sessions.ts";
import { startSessionSchema } from "./session-schema.ts";
import { startSession } from "./start-session.ts";

const database = useTestDatabase();
let studio: Studio;
beforeAll(async () => {
  studio = await openStudio(database.db);
});

const act = <T>(work: Parameters<typeof inTransaction<T>>[1]) => inTransaction(database.db, work);
const archive = (id: string, isArchived = true, actor: Actor = reviewer) =>
  act((tx) => archiveOutput(tx, actor, id, isArchived, new Date()));

/** Three outputs with a word of their own. */
async function three() {
  const prompt = `w${newId().replaceAll("-", "")}`;
  const ids = [
    await studio.output({ prompt }),
    await studio.output({ prompt }),
    await studio.output({ prompt }),
  ];
  const list = async (query: Record<string, string> = {}) => {
    const asked = { q: prompt, ...query };
    const { items } = await listOutputs(database.db, reviewer, listOutputsQuerySchema.parse(asked));
    const { count } = await countOutputs(database.db, reviewer, outputFilterSchema.parse(asked));
    expect(count, "the count agrees with the list").toBe(items.length);
    return items.map(({ id }) => ids.indexOf(id));
  };
  const [first = "", second = "", third = ""] = ids;
  return { prompt, first, second, third, list };
}

describe("BOX-6 an archived output", () => {
  test("is left out of lists, counts and facets until it is asked for, and comes back when it is brought back", async () => {
    const { prompt, second, list } = await three();
    expect((await archive(second)).archivedAt).not.toBeNull();
    expect(await list()).toEqual([0, 2]);
    expect(await list({ archived: "true" })).toEqual([1]);
    expect(await list({ archived: "all" })).toEqual([0, 1, 2]);
    const states = async (query: Record<string, string>) => {
      const asked = outputFilterSchema.parse({ q: prompt, ...query });
      const { items } = await readFacet(database.db, reviewer, "state", asked);
      return items.find(({ value }) => value === "pending")?.count;
    };
    expect([await states({}), await states({ archived: "all" })]).toEqual([2, 3]);

    expect((await archive(second, false)).archivedAt).toBeNull();
    expect(await list()).toEqual([0, 1, 2]);
  });

  test("is found by its id all the same, wherever it lies", async () => {
    const { first } = await three();
    await archive(first);
    const named = { q: first };
    const { items } = await listOutputs(database.db, reviewer, listOutputsQuerySchema.parse(named));
    expect(items.map(({ id }) => id)).toEqual([first]);
    const asked = listOutputsQuerySchema.parse({ ids: first });
    expect((await listOutputs(database.db, reviewer, asked)).items).toHaveLength(1);
  });

  test("keeps its verdict and revision, on record and told to others", async () => {
    const { first } = await three();
    await act((tx) => decideOutput(tx, reviewer, first, { verdict: "approved", expected: 0 }, new Date()));
    expect(await archive(first)).toMatchObject({ state: "approved", revision: 1 });
    const events = await database.db.event.findMany({
      where: { subjectId: first, kind: "output.archived" },
    });
    expect(events.map(({ data }) => data)).toMatchObject([{ archivedAt: expect.any(String) }]);
    await archive(first, false);
    const audit = await database.db.audit.findMany({
      where: { subjectId: first, action: { in: ["output.archived", "output.unarchived"] } },
      orderBy: { id: "asc" },
    });
    expect(audit.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["output.archived", reviewer.id],
      ["output.unarchived", reviewer.id],
    ]);
  });

  test("is archived once, however often it is asked for", async () => {
    const { first } = await three();
    const { archivedAt } = await archive(first);
    expect((await archive(first)).archivedAt).toBe(archivedAt);
    expect(await database.db.event.count({ where: { subjectId: first, kind: "output.archived" } })).toBe(1);
  });

  test("stays in a session's list and is no longer offered or counted as left", async () => {
    const { prompt, first, second, third } = await three();
    const asked = startSessionSchema.parse({ scope: { q: prompt } });
    const session = await act((tx) => startSession(tx, reviewer, asked, new Date()));
    await archive(second);
    const after = await readSession(database.db, reviewer, session.id);
    expect(after).toMatchObject({ total: 3, left: 2, counts: { pending: 3 } });
    const from = { from: 0, direction: "next" as const };
    const { next } = await readNext(database.db, reviewer, session.id, from);
    expect(next).toMatchObject({ id: third, position: 2 });

    await archive(first);
    await archive(third);
    const again = await act((tx) => startSession(tx, reviewer, asked, new Date()));
    expect(again.id, "with nothing left it was closed, and the next one is another").not.toBe(session.id);
  });

  test("is a reviewer's to archive: 403 for who only looks, 404 for who sees nothing here", async () => {
    const { first } = await three();
    await expect(archive(first, true, viewer)).rejects.toMatchObject({ code: "forbidden" });
    await expect(archive(first, true, stranger)).rejects.toMatchObject({ code: "not_found" });
    expect((await archive(first, true, owner)).archivedAt).not.toBeNull();
  });
});

test("BOX-6 many are archived in one go, each with an answer of its own", async () => {
  const { first, second, list } = await three();
  const nowhere = newId();
  const outputs = [second, nowhere, first];
  const { items } = await act((tx) =>
    archiveOutputs(tx, reviewer, { outputs, isArchived: true }, new Date()),
  );
  expect(items.map(({ id, status, error }) => [id, status, error?.code])).toEqual([
    [second, 200, undefined],
    [nowhere, 404, "not_found"],
    [first, 200, undefined],
  ]);
  expect(items[0]?.output?.archivedAt).not.toBeNull();
  expect(await list()).toEqual([2]);

  const looking = await act((tx) =>
    archiveOutputs(tx, viewer, { outputs: [first], isArchived: false }, new Date()),
  );
  expect(looking.items).toMatchObject([{ status: 403, error: { code: "forbidden" } }]);
  expect(await list({ archived: "true" })).toEqual([0, 1]);
});
