import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#lib/account/actor";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { inTransaction } from "#lib/db/transaction";
import { decideOutput } from "#lib/review/decide-output";
import { labelOutput } from "#lib/review/label-output";
import { rateOutput } from "#lib/review/rate-output";
import { undoDecision } from "#lib/review/undo-decision";
import { defaultProjectId } from "#lib/project/default-project";
import { readFacet } from "./read-facet.ts";
import { outputFilterSchema } from "./output-filter-schema.ts";
import { listOutputsQuerySchema } from "./output-schema.ts";
import { countOutputs } from "./read-output-counts.ts";
import { listOutputs } from "./read-outputs.ts";
import { readOutput } from "./read-output.ts";
import {
  openStudio,
  operator,
  paperFile,
  reviewer,
  secondReviewer,
  stranger,
  type Studio,
  viewer,
} from "./testing/studio.ts";

const database = useTestDatabase();
let studio: Studio;
/** Ids by a name that the tests use. */
const made: Record<"fox" | "hound" | "owl" | "wide", string> = { fox: "", hound: "", owl: "", wide: "" };
const reasons = { anatomy: "", artefacts: "" };
const now = new Date("2026-03-04T12:00:00.000Z");

beforeAll(async () => {
  studio = await openStudio(database.db);
  const make = async (params: Record<string, unknown>, at: string, width = 64) => {
    const [run] = await studio.queue(params);
    const file = { ...paperFile(JSON.stringify(params)), width };
    const [id = ""] = run === undefined ? [] : await studio.finish(run, [file], new Date(at));
    return id;
  };
  made.fox = await make(
    { prompt: "a red fox in deep snow", steps: 20, seed: "9007199254740993" },
    "2026-01-01",
  );
  made.hound = await make({ prompt: "a brown hound", steps: 30, cfg: 7.5 }, "2026-01-02");
  made.owl = await make({ prompt: "a red owl", steps: 50 }, "2026-02-01");
  made.wide = await make({ prompt: "a plain", steps: 45 }, "2026-02-02", 128);
  const rows = await database.db.reason.findMany({ where: { digit: { in: [1, 3] } } });
  for (const { id, digit } of rows) reasons[digit === 1 ? "anatomy" : "artefacts"] = id;
  await act((tx) => decideOutput(tx, reviewer, made.fox, { verdict: "approved", expected: 0 }, now));
  const rejected = { verdict: "rejected" as const, reason: reasons.anatomy, expected: 0 };
  await act((tx) => decideOutput(tx, secondReviewer, made.hound, rejected, now));
});

const act = <T>(work: Parameters<typeof inTransaction<T>>[1]) => inTransaction(database.db, work);

async function found(query: Record<string, string>, actor: Actor = reviewer): Promise<string[]> {
  const { items } = await listOutputs(database.db, actor, listOutputsQuerySchema.parse(query));
  const { count } = await countOutputs(database.db, actor, outputFilterSchema.parse(query));
  expect(count, "the count agrees with the list").toBe(items.length);
  return items.map(({ id }) => Object.entries(made).find(([, known]) => known === id)?.[0] ?? id);
}

describe("FIND-1 narrowing a list", () => {
  test.each<[Record<string, string>, string[]]>([
    [{ state: "approved" }, ["fox"]],
    [{ state: "approved,rejected" }, ["fox", "hound"]],
    [{ state: "pending", order: "newest" }, ["wide", "owl"]],
    [{ decidedBy: "me" }, ["fox"]],
    [{ decidedBy: "Rita,Rob", order: "newest" }, ["hound", "fox"]],
    [{ submitter: "Oscar" }, ["fox", "hound", "owl", "wide"]],
    [{ submitter: "me" }, []],
    [{ seed: "9007199254740993" }, ["fox"]],
    [{ seed: "09007199254740993" }, ["fox"]],
    [{ seed: "9007199254740992" }, []],
    [{ since: "2026-01-02", until: "2026-02-02" }, ["hound", "owl"]],
    [{ since: "1h" }, []],
    [{ size: "128x48" }, ["wide"]],
    [{ size: "128x48,64x48" }, ["fox", "hound", "owl", "wide"]],
    [{ size: "huge" }, []],
    [{ width: "100.." }, ["wide"]],
    [{ width: "..64.9", height: "48" }, ["fox", "hound", "owl"]],
    [{ width: "999999999999999.." }, []],
    [{ depth: "0" }, ["fox", "hound", "owl", "wide"]],
    [{ depth: "1.." }, []],
    [{ has: "comments" }, []],
    [{ has: "drawings,wings" }, []],
    [{ "param.steps": "30" }, ["hound"]],
    [{ "param.steps": "30.0" }, ["hound"]],
    [{ "param.steps": "30..45" }, ["hound", "wide"]],
    [{ "param.steps": "46.." }, ["owl"]],
    [{ "param.cfg": "7.5" }, ["hound"]],
    [{ "param.prompt": "A red owl" }, ["owl"]],
    [{ "param.seed": "9007199254740993" }, ["fox"]],
    [{ "param.nothing": "1" }, []],
    [{ "param.steps": "20..", "param.cfg": "..7.5", q: "hound" }, ["hound"]],
    [{ q: "red -snow" }, ["owl"]],
    [{ q: '"deep snow" or hou' }, ["fox", "hound"]],
    [{ q: '"snow deep"' }, []],
    [{ workflow: "sample,other" }, ["fox", "hound", "owl", "wide"]],
    [{ version: "ffffffffffff" }, []],
    [{ version: "%" }, []],
  ])("%j", async (query, names) => expect(await found(query)).toEqual(names));

  test("by the reason of the verdict in force, and no longer when it is withdrawn", async () => {
    expect(await found({ reason: reasons.anatomy })).toEqual(["hound"]);
    expect(await found({ reason: `${reasons.anatomy},${reasons.artefacts}` })).toEqual(["hound"]);
    await act((tx) => undoDecision(tx, secondReviewer, made.hound, {}, now));
    expect(await found({ reason: reasons.anatomy })).toEqual([]);
    expect(await found({ decidedBy: "Rob" })).toEqual([]);
    const again = { verdict: "rejected" as const, reason: reasons.anatomy, expected: 2 };
    await act((tx) => decideOutput(tx, secondReviewer, made.hound, again, now));
    expect(await found({ decidedBy: "Rob" })).toEqual(["hound"]);
  });

  test("by version, by its beginning", async () => {
    const { version } = await readOutput(database.db, viewer, made.fox);
    expect(await found({ version })).toHaveLength(4);
    expect(await found({ version: `${version.slice(0, 8)},ffffffff` })).toHaveLength(4);
  });

  test.each(["state=perhaps", "width=wide", "since=soon", "seed=-1", "rating=many"])(
    "%s is refused in words, never left out",
    (text) => {
      const query = Object.fromEntries(new URLSearchParams(text));
      expect(outputFilterSchema.safeParse(query).success).toBe(false);
    },
  );

  test("FIND-6 pages of several choices meet everything once, in order", async () => {
    const query = { state: "approved,rejected,pending", limit: "1" };
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await listOutputs(
        database.db,
        reviewer,
        listOutputsQuerySchema.parse({ ...query, ...(cursor && { cursor }) }),
      );
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual([made.fox, made.hound, made.owl, made.wide]);
  });
});

describe("RULE-2 T-12 stars and labels are apart from verdicts", () => {
  test("stars are each person's, the output shows their mean, and the verdict does not move", async () => {
    const before = await readOutput(database.db, viewer, made.owl);
    await act((tx) => rateOutput(tx, reviewer, made.owl, 5, now));
    await act((tx) => rateOutput(tx, secondReviewer, made.owl, 2, now));
    const after = await readOutput(database.db, viewer, made.owl);
    expect(after).toMatchObject({ rating: 4, state: before.state, revision: before.revision });
    expect(after.ratings.map(({ stars, by }) => `${by.name} ${stars}`)).toEqual(["Rita 5", "Rob 2"]);
    expect(await found({ rating: "4.." })).toEqual(["owl"]);
    expect(await found({ rating: "3" })).toEqual([]);
    expect(await found({ rating: "0" })).toEqual(["fox", "hound", "wide"]);
    expect(await found({ rating: "0..4" })).toHaveLength(4);
    await act((tx) => rateOutput(tx, reviewer, made.owl, null, now));
    expect(await found({ rating: "2" })).toEqual(["owl"]);
    await act((tx) => rateOutput(tx, secondReviewer, made.owl, null, now));
    expect((await readOutput(database.db, viewer, made.owl)).rating).toBeNull();
  });

  test("RULE-2 a verdict changes neither stars nor labels", async () => {
    await act((tx) => rateOutput(tx, reviewer, made.wide, 3, now));
    const hero = { outputId: made.wide, name: " Hero ", isOwn: false, isOn: true };
    await act((tx) => labelOutput(tx, reviewer, hero, now));
    await act((tx) => decideOutput(tx, reviewer, made.wide, { verdict: "rejected", expected: 0 }, now));
    expect(await readOutput(database.db, viewer, made.wide)).toMatchObject({
      rating: 3,
      labels: [{ name: "hero", isOwn: false }],
      state: "rejected",
    });
    await act((tx) => undoDecision(tx, reviewer, made.wide, {}, now));
  });

  test("one's own labels are nobody else's, in lists, counts, values and details", async () => {
    const mine = { outputId: made.fox, name: "maybe", isOwn: true, isOn: true };
    await act((tx) => labelOutput(tx, reviewer, mine, now));
    expect(await found({ label: "maybe" })).toEqual(["fox"]);
    expect(await found({ label: "Maybe,hero" })).toEqual(["fox", "wide"]);
    expect(await found({ label: "maybe" }, secondReviewer)).toEqual([]);
    expect((await readOutput(database.db, secondReviewer, made.fox)).labels).toEqual([]);
    const values = await readFacet(database.db, secondReviewer, "label", outputFilterSchema.parse({}));
    expect(values.items.map(({ value }) => value)).toEqual(["hero"]);
    const events = await database.db.event.findMany({ where: { kind: "output.labelled" } });
    expect(JSON.stringify(events.map(({ data }) => data))).not.toContain("maybe");
    await act((tx) => labelOutput(tx, reviewer, { ...mine, isOn: false }, now));
    expect(await found({ label: "maybe" })).toEqual([]);
  });

  test("FIND-6 pages along labels meet what carries several of them once, in the order of the list", async () => {
    const on = (outputId: string, name: string, isOwn: boolean) =>
      act((tx) => labelOutput(tx, reviewer, { outputId, name, isOwn, isOn: true }, now));
    await on(made.owl, "keeper", false);
    await on(made.owl, "keeper", true);
    await on(made.fox, "keeper", true);
    await on(made.wide, "second", false);
    await on(made.owl, "second", false);
    for (const order of ["oldest", "newest"]) {
      const seen: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const query = { label: "keeper,second", order, limit: "1", ...(cursor && { cursor }) };
        const page = await listOutputs(database.db, reviewer, listOutputsQuerySchema.parse(query));
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      const expected = [made.fox, made.owl, made.wide];
      expect(seen).toEqual(order === "oldest" ? expected : expected.toReversed());
    }
    expect(await found({ label: "keeper,second" }, secondReviewer)).toEqual(["owl", "wide"]);
    expect(await found({ label: "keeper", state: "approved" })).toEqual(["fox"]);
  });

  test("is recorded once, and refused to who may only look", async () => {
    const lines = () => database.db.audit.count({ where: { subjectId: made.hound, action: "output.rated" } });
    await act((tx) => rateOutput(tx, reviewer, made.hound, 4, now));
    await act((tx) => rateOutput(tx, reviewer, made.hound, 4, now));
    expect(await lines()).toBe(1);
    const refused = { code: "forbidden" };
    await expect(act((tx) => rateOutput(tx, viewer, made.hound, 4, now))).rejects.toMatchObject(refused);
    const label = { outputId: made.hound, name: "x", isOwn: true, isOn: true };
    await expect(act((tx) => labelOutput(tx, viewer, label, now))).rejects.toMatchObject(refused);
    await expect(act((tx) => rateOutput(tx, stranger, made.hound, 4, now))).rejects.toMatchObject({
      code: "not_found",
    });
    const wrong = { ...label, name: "a,b" };
    await expect(act((tx) => labelOutput(tx, reviewer, wrong, now))).rejects.toMatchObject({
      code: "invalid",
    });
  });
});

describe("FIND-4 what each value would leave", () => {
  const values = async (facet: string, query: Record<string, string> = {}, actor: Actor = viewer) =>
    (await readFacet(database.db, actor, facet, outputFilterSchema.parse(query))).items.map(
      ({ label, count }) => `${label} ${count}`,
    );

  test("beside the rest of the filter, without its own part", async () => {
    expect(await values("state", { state: "approved" })).toEqual([
      "Undecided 2",
      "Approved 1",
      "Rejected 1",
      "Re-seeded 0",
    ]);
    expect(await values("size", { q: "red" })).toEqual(["64 × 48 2", "128 × 48 0"]);
    expect(await values("workflow")).toEqual(["Sample 4"]);
    expect(await values("version")).toEqual(["Sample 1 4"]);
    expect(await values("submitter")).toEqual(["A program 4"]);
    expect(await values("reason")).toContain("Anatomy 1");
    expect(await values("decidedBy")).toHaveLength(2);
    expect(await values("rating")).toEqual(["5 0", "4 1", "3 1", "2 0", "1 0"]);
  });

  test("FIND-8 tells nobody about projects that are not theirs", async () => {
    expect(await values("submitter", {}, stranger)).toEqual([]);
    expect(await values("size", {}, stranger)).toEqual([]);
    expect(await values("label", {}, stranger)).toEqual([]);
    expect(await values("state", {}, stranger)).toContain("Approved 0");
    expect(await found({ q: "red" }, stranger)).toEqual([]);
    await expect(values("state", { project: "default" }, stranger)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("a field without a list of values is not found", async () => {
    await expect(values("constructor")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("RULE-7 what waits for my verdict", () => {
  test("leaves out one's own where somebody else approves, and only there", async () => {
    const asked = { state: "pending", approvableBy: "me" };
    const all = await found(asked, operator);
    expect(all).toEqual(expect.arrayContaining(["owl", "wide"]));
    const set = (separatesDuties: boolean) =>
      database.db.project.updateMany({ where: { id: defaultProjectId }, data: { separatesDuties } });
    await set(true);
    expect(await found(asked, operator), "Oscar asked for all of them").toEqual([]);
    expect(await found(asked, reviewer)).toEqual(all);
    await set(false);
  });
});
