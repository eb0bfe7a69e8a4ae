import { beforeAll, describe, expect, test } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { newId } from "#lib/ids";
import type { RunView } from "#lib/run/run-schema";
import { listOutputsQuerySchema } from "./output-schema.ts";
import { readOutput } from "./read-output.ts";
import { listOutputs } from "./read-outputs.ts";
import { openStudio, paperFile, reviewer, stranger, type Studio, viewer } from "./testing/studio.ts";

const database = useTestDatabase();
let studio: Studio;
let fox: RunView;
let hound: RunView;
/** Sixty outputs, many of one millisecond. */
const made: string[] = [];

beforeAll(async () => {
  studio = await openStudio(database.db);
  const crowd = await studio.queue({}, 20);
  for (const [index, run] of crowd.entries()) {
    const at = new Date(Date.UTC(2026, 0, 1) + Math.floor(index / 7));
    const files = [0, 1, 2].map((copy) => paperFile(`${run.id} ${copy}`));
    made.push(...(await studio.finish(run, files, at)));
  }
  [fox] = (await studio.queue({ prompt: "a red fox, it's snowing", seed: "18446744073709551615" })) as [
    RunView,
  ];
  [hound] = (await studio.queue({ prompt: "a brown hound in foxgloves", cfg: 7.5, seed: "42" })) as [RunView];
  await studio.finish(fox, [paperFile("fox")]);
  await studio.finish(hound, [{ ...paperFile("hound"), kind: "video", mime: "video/mp4" }]);
});

function list(query: Record<string, unknown>, actor = reviewer) {
  return listOutputs(database.db, actor, listOutputsQuerySchema.parse(query));
}

async function runsFound(q: string): Promise<string[]> {
  return (await list({ q })).items.map(({ runId }) => runId);
}

test("listed ids bring only those outputs, nobody else's and no noise", async () => {
  const wanted = [made[3] ?? "", made[40] ?? ""];
  const ids = [...wanted, newId(), "noise"].join(",");
  const found = (await list({ ids })).items.map(({ id }) => id);
  expect(new Set(found)).toEqual(new Set(wanted));
  expect((await list({ ids }, stranger)).items).toEqual([]);
});

describe("FIND-6 paging", () => {
  test.each(["oldest", "newest"])(
    "%s first meets everything once, while rows arrive and leave",
    async (order) => {
      const seen: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await list({ order, limit: 7, ...(cursor && { cursor }) });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
        await studio.output({ prompt: "arrives in the middle" });
      } while (cursor !== null && seen.length < 200);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(expect.arrayContaining(made));
      const positions = made.map((id) => seen.indexOf(id));
      const sorted = positions.toSorted((a, b) => (order === "oldest" ? a - b : b - a));
      const times = await database.db.output.findMany({
        where: { id: { in: made } },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      });
      expect(sorted.map((position) => seen[position])).toEqual(times.map(({ id }) => id));
    },
  );

  test("a cursor of somebody else's making is refused as malformed", async () => {
    await expect(list({ cursor: "bm9uc2Vuc2U" })).rejects.toMatchObject({ code: "malformed" });
  });
});

describe("FIND-1 filters", () => {
  test("by run, state, kind and workflow", async () => {
    expect((await list({ run: fox.id })).items).toMatchObject([{ runId: fox.id, kind: "image" }]);
    expect((await list({ state: "approved" })).items).toEqual([]);
    expect((await list({ kind: "video" })).items).toMatchObject([{ runId: hound.id }]);
    const reviewable = await list({ kind: "reviewable", limit: 200 });
    expect(reviewable.items.some(({ kind }) => kind === "video")).toBe(false);
    expect((await list({ workflow: "sample", limit: 200 })).items.length).toBeGreaterThan(60);
    for (const query of [{ workflow: "other" }, { workflow: "\0" }, { run: "not an id" }, { run: newId() }]) {
      expect(await list(query)).toEqual({ items: [], nextCursor: null });
    }
  });

  test("FIND-7 a pasted seed, run id, output id or file hash finds its output", async () => {
    const [found] = (await list({ run: fox.id })).items;
    for (const q of ["18446744073709551615", fox.id, found?.id ?? "", ` ${found?.sha256?.toUpperCase()} `]) {
      expect(await runsFound(q)).toEqual([fox.id]);
    }
    expect(await runsFound("42")).toEqual([hound.id]);
  });

  test("words of the prompt, from their beginning; phrases and exclusions", async () => {
    expect(await runsFound("fox")).toEqual([fox.id, hound.id]);
    expect(await runsFound("SNOW re")).toEqual([fox.id]);
    expect(await runsFound("it's")).toEqual([fox.id]);
    expect(await runsFound('"brown hound"')).toEqual([hound.id]);
    expect(await runsFound('"hound brown"')).toEqual([]);
    expect(await runsFound("red or brown")).toEqual([fox.id, hound.id]);
    expect(await runsFound("7.5")).toEqual([hound.id]);
    for (const q of ["???", "' \\ & | ! <-> :*", "'':*", "\\'"]) expect(await runsFound(q)).toEqual([]);
  });
});

describe("FIND-8 who may not see", () => {
  test("finds nothing, by list, by search or by id", async () => {
    const [found] = (await list({ run: fox.id })).items;
    expect(await list({}, stranger)).toEqual({ items: [], nextCursor: null });
    expect(await list({ q: fox.id }, stranger)).toEqual({ items: [], nextCursor: null });
    await expect(list({ project: "default" }, stranger)).rejects.toMatchObject({ code: "not_found" });
    await expect(list({ project: "no-such" }, stranger)).rejects.toMatchObject({ code: "not_found" });
    await expect(readOutput(database.db, stranger, found?.id ?? "")).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(readOutput(database.db, viewer, "x")).rejects.toMatchObject({ code: "not_found" });
  });
});

test("an output tells how it was made: every digit of the graph, params by their titles, the settings", async () => {
  const [found] = (await list({ run: fox.id })).items;
  const detail = await readOutput(database.db, viewer, found?.id ?? "");
  expect(detail).toMatchObject({
    seed: "18446744073709551615",
    params: { seed: "18446744073709551615", steps: 20 },
    server: "bench",
    graph: { "57:8": { inputs: { seed: 9007199254740993n } } },
    lineage: { parent: null, root: null, children: [] },
  });
  expect(detail.fields).toContainEqual({ name: "prompt", title: "Prompt", value: "a red fox, it's snowing" });
  expect(detail.fields).toContainEqual({ name: "seed", title: "Seed", value: "18446744073709551615" });
  expect(detail.settings).toContainEqual({ label: "Model", value: "base.safetensors" });
  expect(
    JSON.stringify(detail, (_key, value: unknown) => (typeof value === "bigint" ? "" : value)),
  ).not.toContain("bench.invalid");
});

test("a seed that every reader keeps exact is a number among the params", async () => {
  const [found] = (await list({ run: hound.id })).items;
  expect(found).toMatchObject({ seed: "42", params: { seed: 42, cfg: 7.5 } });
});
