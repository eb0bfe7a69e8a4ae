import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#lib/account/actor";
import { loadContract } from "#lib/contract/load-contract";
import { sampleFiles, sampleGraphText, sampleSchemaText } from "#lib/contract/testing/sample-contract";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { inTransaction } from "#lib/db/transaction";
import { newId } from "#lib/ids";
import { type ExactJson, stringifyExactJson } from "#lib/json";
import { outputFilterSchema } from "#lib/output/output-filter-schema";
import { listOutputsQuerySchema } from "#lib/output/output-schema";
import { readFacet } from "#lib/output/read-facet";
import { readOutput } from "#lib/output/read-output";
import { countOutputs } from "#lib/output/read-output-counts";
import { listOutputs } from "#lib/output/read-outputs";
import {
  openStudio,
  operator,
  owner,
  person,
  reviewer,
  secondReviewer,
  type Studio,
} from "#lib/output/testing/studio";
import { syncWorkflows } from "#lib/workflow/sync-workflows";
import { decideOutput } from "./decide-output.ts";
import { decideOutputs } from "./decide-outputs.ts";
import type { Decide } from "./decision-schema.ts";
import { readNext } from "./read-session-outputs.ts";
import { readSession } from "./read-sessions.ts";
import { previewReseeds } from "./read-reseed-options.ts";
import { readStandings } from "./read-standings.ts";
import { readLastStep } from "./read-steps.ts";
import { startSessionSchema } from "./session-schema.ts";
import { startSession } from "./start-session.ts";
import { undoDecision } from "./undo-decision.ts";
import { undoStep } from "./undo-step.ts";

const database = useTestDatabase();
let studio: Studio;
const third = person("Tess", "reviewer");

beforeAll(async () => {
  studio = await openStudio(database.db);
});

const act = <T>(work: Parameters<typeof inTransaction<T>>[1]) => inTransaction(database.db, work);

/** Publishes the sample workflow with this `x-review`; outputs made from now on are reviewed like that. */
async function reviewedBy(review: object): Promise<void> {
  const schemaText = sampleSchemaText.replace("{", `{ "x-review": ${JSON.stringify(review)},`);
  const loaded = loadContract(schemaText, sampleGraphText, sampleFiles);
  const file = { name: "sample", graphText: sampleGraphText, schemaText, loaded };
  await syncWorkflows(database.db, [file], new Date());
}

const decide = (
  actor: Actor,
  id: string,
  verdict: Decide["verdict"],
  expected: number,
  more: Partial<Decide> = {},
) => act((tx) => decideOutput(tx, actor, id, { verdict, expected, ...more }, new Date()));
const undo = (actor: Actor, id: string) => act((tx) => undoDecision(tx, actor, id, {}, new Date()));
const read = (actor: Actor, id: string) => readOutput(database.db, actor, id);
const stored = (id: string) =>
  database.db.output.findUniqueOrThrow({
    where: { id },
    select: { state: true, revision: true, decisive: true, decidedById: true },
  });

/** A whole answer as text: the filled graph has integers that plain JSON does not keep. */
const written = (answer: object) => stringifyExactJson(answer as ExactJson);

describe("SES-17 two reviewers", () => {
  beforeAll(() => reviewedBy({ reviewers: 2 }));

  test("decide together: undecided after one, then the worst of both, whoever was first", async () => {
    for (const [first, second, state] of [
      ["approved", "approved", "approved"],
      ["approved", "rejected", "rejected"],
      ["rejected", "approved", "rejected"],
      ["reseeded", "approved", "reseeded"],
      ["rejected", "reseeded", "rejected"],
    ] as const) {
      const id = await studio.output();
      const after = await decide(reviewer, id, first, 0);
      expect(after).toMatchObject({ state: "pending", revision: 1, decision: null });
      expect(after.panel).toMatchObject({ reviewers: 2, given: 1, own: { verdict: first }, others: [] });
      expect(await decide(secondReviewer, id, second, 1)).toMatchObject({
        state,
        revision: 2,
        decision: { verdict: state },
        panel: { given: 2, own: { verdict: second }, others: [{ verdict: first }] },
      });
    }
  });

  test("are two people: one's own other verdict takes the place of the first, and one repeated changes nothing", async () => {
    const id = await studio.output();
    await decide(reviewer, id, "approved", 0);
    expect(await decide(reviewer, id, "approved", 1)).toMatchObject({ state: "pending", revision: 1 });
    const changed = await decide(reviewer, id, "rejected", 1);
    expect(changed).toMatchObject({ state: "pending", revision: 3, panel: { given: 1 } });
    await decide(secondReviewer, id, "approved", 3);
    expect(await read(owner, id)).toMatchObject({ state: "rejected", panel: { given: 2 } });
    const verdicts = (await read(owner, id)).decisions.map(({ verdict, by }) => [verdict, by.name]);
    expect(verdicts).toEqual([
      ["approved", "Rita"],
      ["withdrawn", "Rita"],
      ["rejected", "Rita"],
      ["approved", "Rob"],
    ]);
  });

  test("a withdrawn verdict is recomputed: back to undecided, or to what the others come to", async () => {
    const id = await studio.output();
    await decide(reviewer, id, "rejected", 0);
    await decide(secondReviewer, id, "approved", 1);
    await decide(third, id, "approved", 2);
    expect(await stored(id)).toMatchObject({ state: "rejected", decisive: 1, decidedById: reviewer.id });
    expect(await undo(reviewer, id)).toMatchObject({ state: "approved", panel: { given: 2, own: null } });
    expect(await stored(id)).toMatchObject({ state: "approved", revision: 4, decisive: 3 });
    await expect(undo(reviewer, id), "another's is not one's own to take back").rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await undo(third, id)).toMatchObject({ state: "pending", decision: null });
    expect(await stored(id)).toMatchObject({ decisive: 0, decidedById: null });
    expect(await undo(owner, id), "a lead takes anyone's back").toMatchObject({ panel: { given: 0 } });
  });

  test("SES-16 a stale revision conflicts and says who gave what; nothing is overwritten", async () => {
    const id = await studio.output();
    await decide(reviewer, id, "rejected", 0);
    await expect(decide(secondReviewer, id, "approved", 0)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/^Rita marked this output as rejected/),
      details: { current: { id, revision: 1, panel: { given: 1, own: null } } },
    });
    expect(await stored(id)).toMatchObject({ state: "pending", revision: 1 });
  });

  test("T-11 of three who decide at once on one revision one gets through, and the state is what was stored", async () => {
    const id = await studio.output();
    const asked = [reviewer, secondReviewer, third].map((actor) => decide(actor, id, "approved", 0));
    const answers = await Promise.allSettled(asked);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const after = await read(owner, id);
    expect(after).toMatchObject({ state: "pending", revision: 1, panel: { given: 1 } });
    expect(after.decisions).toHaveLength(1);
  });

  test("of many at once each verdict counts for its giver, and undo takes back one's own alone", async () => {
    const ids = [await studio.output(), await studio.output()];
    for (const id of ids) await decide(secondReviewer, id, "approved", 0);
    const items = ids.map((output) => ({ output, verdict: "rejected" as const, expected: 1 }));
    const answer = await act((tx) => decideOutputs(tx, reviewer, { items }, new Date()));
    expect(answer.items.map(({ status, output }) => [status, output?.state])).toEqual([
      [200, "rejected"],
      [200, "rejected"],
    ]);
    // A later verdict by somebody else does not overtake one's own.
    await decide(third, ids[0] ?? "", "approved", 2);
    const last = await readLastStep(database.db, reviewer, null, new Date());
    expect(last).toMatchObject({ id: answer.step, verdict: "rejected" });
    expect(last?.outputs.toSorted()).toEqual(ids.toSorted());
    const undone = await act((tx) => undoStep(tx, reviewer, answer.step, new Date()));
    expect(undone.items.map(({ status, output }) => [status, output?.state])).toEqual([
      [200, "approved"],
      [200, "pending"],
    ]);
  });

  test("a re-seed makes its runs at once, and taking it back cancels those and nobody else's", async () => {
    const id = await studio.output();
    await decide(reviewer, id, "reseeded", 0);
    await decide(secondReviewer, id, "reseeded", 1);
    const children = () =>
      database.db.run.findMany({
        where: { parentOutputId: id },
        orderBy: { queueSeq: "asc" },
        select: { status: true, submitterId: true },
      });
    expect((await children()).map(({ status }) => status)).toEqual(["queued", "queued"]);
    expect(await undo(reviewer, id)).toMatchObject({
      state: "pending",
      children: { canceled: 1, started: 0 },
    });
    expect(await children()).toEqual([
      { status: "canceled", submitterId: reviewer.id },
      { status: "queued", submitterId: secondReviewer.id },
    ]);
    await expect(decide(operator, id, "reseeded", 3), "it would count as a verdict").rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("event and audit of a verdict are written with it", async () => {
    const id = await studio.output();
    await decide(reviewer, id, "approved", 0);
    const event = await database.db.event.findFirstOrThrow({
      where: { kind: "output.changed", subjectId: id },
    });
    expect(event.data).toMatchObject({ state: "pending", revision: 1, decision: null, given: 1 });
    const audit = await database.db.audit.findMany({ where: { subjectId: id, action: "output.approved" } });
    expect(audit).toHaveLength(1);
  });
});

describe("SES-17 what waits for a reviewer", () => {
  beforeAll(() => reviewedBy({ reviewers: 2 }));

  test("is undecided and without a verdict of theirs: in queues, counts, and what comes next", async () => {
    const prompt = `w${newId().replaceAll("-", "")}`;
    const ids = [
      await studio.output({ prompt }),
      await studio.output({ prompt }),
      await studio.output({ prompt }),
    ];
    const [first = "", second = "", last = ""] = ids;
    const start = (actor: Actor) =>
      act((tx) => startSession(tx, actor, startSessionSchema.parse({ scope: { q: prompt } }), new Date()));
    const session = await start(reviewer);
    await decide(reviewer, first, "approved", 0, { session: session.id });

    expect(await readSession(database.db, reviewer, session.id)).toMatchObject({
      total: 3,
      left: 2,
      counts: { pending: 3, approved: 0 },
    });
    const round = { from: 2, direction: "next" as const };
    expect((await readNext(database.db, reviewer, session.id, round)).next).toMatchObject({ id: second });
    expect((await start(secondReviewer)).total, "to somebody else it is still to be decided").toBe(3);
    expect((await start(secondReviewer)).left).toBe(3);

    const awaiting = async (actor: Actor, whom = "me") => {
      const query = { q: prompt, awaiting: whom };
      const { items } = await listOutputs(database.db, actor, listOutputsQuerySchema.parse(query));
      const { count } = await countOutputs(database.db, actor, outputFilterSchema.parse(query));
      expect(count, "the count agrees with the list").toBe(items.length);
      return items.map(({ id }) => id);
    };
    expect(await awaiting(reviewer)).toEqual([second, last]);
    expect(await awaiting(secondReviewer)).toEqual(ids);
    expect(await awaiting(reviewer, "others"), "what has one's own verdict").toEqual([first]);
    expect(await awaiting(secondReviewer, "others")).toEqual([]);

    await undo(reviewer, first);
    expect(await awaiting(reviewer)).toEqual(ids);
    expect(await awaiting(reviewer, "others")).toEqual([]);
    expect(await readSession(database.db, reviewer, session.id)).toMatchObject({ left: 3 });
  });

  test("a session with a verdict of one's own on everything is done", async () => {
    const prompt = `w${newId().replaceAll("-", "")}`;
    const id = await studio.output({ prompt });
    const scope = startSessionSchema.parse({ scope: { q: prompt } });
    const session = await act((tx) => startSession(tx, reviewer, scope, new Date()));
    await decide(reviewer, id, "approved", 0, { session: session.id });
    const next = await act((tx) => startSession(tx, reviewer, scope, new Date()));
    expect(next.id).not.toBe(session.id);
    expect(next.total).toBe(0);
  });
});

describe("SES-17 a blind review", () => {
  beforeAll(() => reviewedBy({ reviewers: 2, blind: true }));

  test("shows nobody another's verdict before they have given their own, by any door", async () => {
    const prompt = `w${newId().replaceAll("-", "")}`;
    const id = await studio.output({ prompt });
    const reasons = await database.db.reason.findMany({ where: { digit: 1 } });
    await decide(reviewer, id, "rejected", 0, { reason: reasons[0]?.id, note: "a sixth finger" });
    const before = await read(secondReviewer, id);
    expect(before).toMatchObject({ state: "pending", decision: null, decisions: [] });
    expect(before.panel).toEqual({ reviewers: 2, isBlind: true, given: 1, own: null, others: [] });
    expect(written(before)).not.toMatch(/rejected|sixth finger/);
    expect(written(before), "nor who gave it").not.toContain(reviewer.id);

    const { items } = await listOutputs(
      database.db,
      secondReviewer,
      listOutputsQuerySchema.parse({ q: prompt }),
    );
    expect(JSON.stringify(items)).not.toMatch(/rejected|sixth finger/);
    for (const query of [
      { decidedBy: reviewer.id },
      { reason: reasons[0]?.id ?? "" },
      { state: "rejected" },
    ]) {
      const asked = listOutputsQuerySchema.parse({ q: prompt, ...query });
      expect((await listOutputs(database.db, secondReviewer, asked)).items).toEqual([]);
    }
    for (const facet of ["state", "decidedBy", "reason"]) {
      const asked = outputFilterSchema.parse({ q: prompt });
      const { items: values } = await readFacet(database.db, secondReviewer, facet, asked);
      const counted = values.filter(({ count }) => (count ?? 0) > 0).map(({ value }) => value);
      expect(counted).toEqual(facet === "state" ? ["pending"] : []);
    }
    const scope = startSessionSchema.parse({ scope: { q: prompt } });
    const session = await act((tx) => startSession(tx, secondReviewer, scope, new Date()));
    const standings = await readStandings(database.db, secondReviewer, session.id, { from: 0, limit: 10 });
    expect(JSON.stringify(standings)).not.toMatch(/rejected|sixth finger/);
    const events = await database.db.event.findMany({ where: { subjectId: id } });
    expect(JSON.stringify(events.map(({ data }) => data))).not.toMatch(/rejected|sixth finger/);

    // Who has given their own sees the others'; who has not, sees how it came out.
    const after = await decide(secondReviewer, id, "approved", 1);
    expect(after).toMatchObject({ state: "rejected", panel: { others: [{ note: "a sixth finger" }] } });
    expect((await read(secondReviewer, id)).decisions).toHaveLength(2);
    expect(await read(third, id)).toMatchObject({ state: "rejected", decision: { verdict: "rejected" } });
  });

  test("hides again what is undecided again from who took theirs back", async () => {
    const id = await studio.output();
    await decide(reviewer, id, "approved", 0);
    await decide(secondReviewer, id, "approved", 1);
    await undo(secondReviewer, id);
    expect((await read(secondReviewer, id)).panel).toMatchObject({ given: 1, own: null, others: [] });
    expect((await read(secondReviewer, id)).decisions.map(({ by }) => by.name)).toEqual(["Rob", "Rob"]);
    expect((await read(reviewer, id)).panel).toMatchObject({ own: { verdict: "approved" } });
  });

  test("a stale revision conflicts without saying what was given", async () => {
    const id = await studio.output();
    await decide(reviewer, id, "rejected", 0, { note: "a sixth finger" });
    const refusal = await decide(secondReviewer, id, "approved", 0).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "conflict", details: { current: { revision: 1 } } });
    expect(JSON.stringify(refusal)).not.toMatch(/rejected|sixth finger|Rita/);
    expect(String(refusal)).not.toMatch(/rejected|Rita/);
  });

  test("takes no verdict of somebody else once all are in; who gave one may change it", async () => {
    const id = await studio.output();
    await decide(reviewer, id, "approved", 0);
    await decide(secondReviewer, id, "approved", 1);
    await expect(decide(third, id, "rejected", 2)).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringMatching(/blind/),
    });
    expect(await decide(secondReviewer, id, "rejected", 2)).toMatchObject({ state: "rejected", revision: 4 });
  });

  test("is not given away by new runs, nor by a comment: both wait until all verdicts are in", async () => {
    const id = await studio.output();
    await expect(decide(reviewer, id, "reseeded", 0)).rejects.toMatchObject({ code: "forbidden" });
    const preview = await previewReseeds(database.db, reviewer, id);
    expect(preview.items).toMatchObject([{ id, refusal: expect.stringMatching(/blind/) }]);
    const comment = { body: "six fingers", audience: "internal" as const, mentions: [], shapes: [] };
    await expect(decide(reviewer, id, "rejected", 0, { comment })).rejects.toMatchObject({
      code: "invalid",
      details: { fields: [{ path: "/comment" }] },
    });
    expect(await stored(id), "and nothing of it was kept").toMatchObject({ revision: 0 });
    await decide(reviewer, id, "rejected", 0, { note: "six fingers" });
    await decide(secondReviewer, id, "approved", 1);
    expect(await decide(reviewer, id, "reseeded", 2)).toMatchObject({ state: "reseeded" });
  });
});

test("SES-17 how many decide is its version's word: publishing another changes no output that waits", async () => {
  await reviewedBy({ reviewers: 2 });
  const id = await studio.output();
  await reviewedBy({ reason: "optional" });
  const single = await studio.output();
  expect(await decide(reviewer, id, "approved", 0)).toMatchObject({ state: "pending" });
  const one = await decide(reviewer, single, "approved", 0);
  expect(one).toMatchObject({ state: "approved", panel: null });
  expect(await stored(single)).toMatchObject({ decisive: null, decidedById: reviewer.id });
});

test("SES-17 what is not sound is refused at import, with its place", () => {
  for (const [review, pointer] of [
    [{ reviewers: 0 }, "/x-review/reviewers"],
    [{ reviewers: 6 }, "/x-review/reviewers"],
    [{ reviewers: 1.5 }, "/x-review/reviewers"],
    [{ reviewers: "2" }, "/x-review/reviewers"],
    [{ reviewers: 2, blind: "yes" }, "/x-review/blind"],
    [{ blind: true }, "/x-review/blind"],
    [{ reviewers: 2, quorum: 1 }, "/x-review/quorum"],
  ] as const) {
    const schemaText = sampleSchemaText.replace("{", `{ "x-review": ${JSON.stringify(review)},`);
    const loaded = loadContract(schemaText, sampleGraphText, sampleFiles);
    expect(loaded.ok ? [] : loaded.problems.map((problem) => problem.pointer)).toEqual([pointer]);
  }
});
