import { beforeAll, describe, expect, test } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { newId } from "#lib/ids";
import type { Page } from "#lib/http/page-schema";
import type { RunView } from "#lib/run/run-schema";
import { actorWith, makeProject } from "#lib/run/testing/actors";
import { loadContract } from "#lib/contract/load-contract";
import { syncWorkflows } from "#lib/workflow/sync-workflows";
import { loadShippedWorkflows, publishShippedWorkflows } from "#lib/workflow/testing/shipped-workflows";
import { callRoute, useRoutes } from "../../../testing/test-context.ts";
import { POST as cancel } from "./[id]/cancellation/route.ts";
import { GET as readOne } from "./[id]/route.ts";
import { GET as list, POST as create } from "./route.ts";

const database = useTestDatabase();
const desk = useRoutes(database, actorWith("operator"));
const card = { workflow: "model_free_card", params: {} };

beforeAll(() => publishShippedWorkflows(database.db));

async function createCards(count = 1): Promise<RunView[]> {
  const answer = await callRoute(create, { body: { ...card, count } });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { items: RunView[] }).items;
}

describe("creating runs", () => {
  test("a count makes that many runs of one batch, each with a seed of its own, an event and an audit line", async () => {
    const runs = await createCards(5);
    expect(new Set(runs.map(({ batchId }) => batchId)).size).toBe(1);
    expect(new Set(runs.map(({ seed }) => seed)).size).toBe(5);
    expect(runs.map(({ params, seed }) => String(params["seed"]) === seed)).not.toContain(false);
    const subjects = runs.map(({ id }) => id);
    const events = await database.db.event.count({
      where: { kind: "run.created", subjectId: { in: subjects } },
    });
    const audits = await database.db.audit.count({
      where: { action: "run.created", subjectId: { in: subjects } },
    });
    expect({ events, audits }).toEqual({ events: 5, audits: 5 });
  });

  test("the answer is what reading the runs gives afterwards, in the order of the batch", async () => {
    const runs = await createCards(3);
    const read = await Promise.all(
      runs.map(async ({ id }) => (await callRoute(readOne, { params: { id } })).json()),
    );
    expect(read).toEqual(runs);
    const indexes = await database.db.run.findMany({
      where: { batchId: runs[0]?.batchId ?? "" },
      orderBy: { batchIndex: "asc" },
      select: { id: true },
    });
    expect(indexes.map(({ id }) => id)).toEqual(runs.map(({ id }) => id));
  });

  test.each(["18446744073709551615", "9007199254740993", '"18446744073709551615"'])(
    "the seed %s keeps every digit from the request's bytes to the row to the answer's bytes",
    async (literal) => {
      const exact = literal.replaceAll('"', "");
      const body = `{"workflow":"model_free_card","params":{"seed":${literal}}}`;
      const answer = await callRoute(create, { body });
      const text = await answer.text();
      expect(answer.status).toBe(201);
      expect(text).toContain(`"seed":"${exact}"`);
      const { items } = JSON.parse(text) as { items: RunView[] };
      const rows = await database.db.$queryRaw<{ seed: string; stored: string }[]>`
        SELECT seed, params ->> 'seed' AS stored FROM run WHERE id = ${items[0]?.id}::uuid`;
      expect(rows).toEqual([{ seed: exact, stored: exact }]);
    },
  );

  test("a small seed is a number among the params and text as the run's seed", async () => {
    const answer = await callRoute(create, { body: { ...card, params: { seed: 42 } } });
    const text = await answer.text();
    expect(text).toContain('"seed":42');
    expect(text).toContain('"seed":"42"');
  });

  test("defaults are filled in and stored", async () => {
    const [run] = await createCards();
    expect(run?.params).toMatchObject({ mood: "soft_light", width: 1024, detail: 4 });
  });

  test("one seed for several runs is refused, naming seed and count", async () => {
    const answer = await callRoute(create, { body: { ...card, params: { seed: 1 }, count: 2 } });
    expect(answer.status).toBe(422);
    const { error } = (await answer.json()) as { error: { fields: { path: string }[] } };
    expect(error.fields.map(({ path }) => path)).toEqual(["/params/seed", "/count"]);
  });

  describe("of a workflow that makes several pictures at once", () => {
    const flux = { workflow: "flux_text_to_image", params: { prompt: "a mug" } };
    const ask = (body: object) => callRoute(create, { body: { ...flux, ...body } });

    test("a count makes as few runs as it allows, each with one seed for its pictures", async () => {
      const answer = await ask({ count: 10 });
      expect(answer.status).toBe(201);
      const { items } = (await answer.json()) as { items: RunView[] };
      expect(items.map(({ params }) => params["pictures"])).toEqual([4, 3, 3]);
      expect(new Set(items.map(({ seed }) => seed)).size).toBe(3);
      expect(new Set(items.map(({ batchId }) => batchId)).size).toBe(1);
    });

    test("one seed makes as many as one run does", async () => {
      const answer = await ask({ params: { prompt: "a mug", seed: 7 }, count: 4 });
      const { items } = (await answer.json()) as { items: RunView[] };
      expect(items).toMatchObject([{ seed: "7", params: { pictures: 4 } }]);
      expect((await ask({ params: { prompt: "a mug", seed: 7 }, count: 5 })).status).toBe(422);
    });

    test("the batch size may be given by name, but not with a count that says the same", async () => {
      const answer = await ask({ params: { prompt: "a mug", pictures: 2 } });
      const { items } = (await answer.json()) as { items: RunView[] };
      expect(items).toMatchObject([{ params: { pictures: 2 } }]);
      const refusal = await ask({ params: { prompt: "a mug", pictures: 2 }, count: 2 });
      expect(refusal.status).toBe(422);
      const { error } = (await refusal.json()) as { error: { fields: { path: string }[] } };
      expect(error.fields.map(({ path }) => path)).toEqual(["/params/pictures", "/count"]);
    });

    test("the same key answers with the same runs", async () => {
      const headers = { "idempotency-key": newId() };
      const send = () => callRoute(create, { body: { ...flux, count: 6 }, headers });
      expect(await (await send()).text()).toBe(await (await send()).text());
    });
  });

  test("several runs of a workflow without a seed are refused: they would be one picture", async () => {
    const graphText = '{"1":{"class_type":"EmptyImage","inputs":{"width":64}}}';
    const width = { type: "integer", title: "Width", minimum: 1, maximum: 64, "x-bind": "/1/inputs/width" };
    const schemaText = JSON.stringify({ type: "object", title: "Seedless", properties: { width } });
    const loaded = loadContract(schemaText, graphText, { schema: "schema", graph: "graph" });
    const seedless = { name: "seedless", graphText, schemaText, loaded };
    await syncWorkflows(database.db, [...(await loadShippedWorkflows()), seedless], new Date());
    const ask = (count: number) =>
      callRoute(create, { body: { workflow: "seedless", params: { width: 8 }, count } });
    expect((await ask(1)).status).toBe(201);
    const refusal = await ask(2);
    expect(refusal.status).toBe(422);
    expect(await refusal.text()).toContain('"/count"');
  });

  test.each([
    ["an unknown workflow", { workflow: "nothing", params: {} }, 404, "/workflow"],
    ["a name no database could hold", { workflow: "a\0b", params: {} }, 404, "/workflow"],
    ["an unknown project", { ...card, project: "nowhere" }, 404, "/project"],
    ["a count of none", { ...card, count: 0 }, 422, "/count"],
    ["a count beyond the limit", { ...card, count: 501 }, 422, "/count"],
    ["a count that is text", { ...card, count: "2" }, 422, "/count"],
    ["params that are a list", { workflow: card.workflow, params: [] }, 422, "/params"],
    ["no params", { workflow: card.workflow }, 422, "/params"],
    ["a field nobody knows", { ...card, prompt: "x" }, 422, "/prompt"],
  ])("%s is refused with the field", async (_name, body, status, path) => {
    const answer = await callRoute(create, { body });
    expect(answer.status).toBe(status);
    const { error } = (await answer.json()) as { error: { fields: { path: string }[] } };
    expect(error.fields.map((field) => field.path)).toContain(path);
  });

  test("a workflow whose files are broken is refused with the reason", async () => {
    const data = {
      id: newId(),
      name: "torn",
      title: "Torn",
      problems: [
        { file: "params/torn.schema.json", pointer: "/title", message: "A contract needs a title." },
      ],
    };
    await database.db.workflow.create({ data });
    const answer = await callRoute(create, { body: { workflow: "torn", params: {} } });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain("A contract needs a title.");
  });

  test("a file of another project, or of nobody, cannot be used", async () => {
    const elsewhere = await makeProject(database.db, "elsewhere");
    const sha256 = "a".repeat(64);
    await database.db.file.create({ data: { sha256, bytes: 1n, mime: "image/png" } });
    const asset = (projectId: string) =>
      database.db.asset.create({
        data: { id: newId(), projectId, sha256, filename: "a.png", createdById: "x", createdByName: "x" },
      });
    const own = await asset("01900000-0000-7000-8000-000000000001");
    const foreign = await asset(elsewhere);
    const ask = (mask: string) =>
      callRoute(create, {
        body: { workflow: "sdxl_inpaint_masked", params: { prompt: "x", image: own.id, mask } },
      });
    expect((await ask(own.id)).status).toBe(201);
    for (const mask of [foreign.id, newId(), "../../etc/passwd"]) {
      const answer = await ask(mask);
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain('"/params/mask"');
    }
  });

  test("a viewer may not, and nobody at all is asked to sign in", async () => {
    desk.actor = actorWith("viewer");
    expect((await callRoute(create, { body: card })).status).toBe(403);
    desk.actor = null;
    expect((await callRoute(create, { body: card })).status).toBe(401);
    desk.actor = actorWith("operator");
  });

  test("anybody may let the others go first; only an owner may go before them", async () => {
    const ask = (priority: string) => callRoute(create, { body: { ...card, priority } });
    const modest = await ask("low");
    expect(modest.status).toBe(201);
    const { items } = (await modest.json()) as { items: RunView[] };
    expect(items[0]?.priority).toBe("low");
    expect((await ask("high")).status).toBe(403);
    expect((await ask("urgent")).status).toBe(422);
    desk.actor = actorWith("owner");
    expect((await ask("high")).status).toBe(201);
    desk.actor = actorWith("operator");
  });

  test("pressing twice makes one run: parallel requests with one key all get the first answer", async () => {
    const headers = { "idempotency-key": newId() };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => callRoute(create, { body: card, headers })),
    );
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(texts).size).toBe(1);
    const { items } = JSON.parse(texts[0] ?? "") as { items: RunView[] };
    expect(await database.db.run.count({ where: { batchId: items[0]?.batchId ?? "" } })).toBe(1);
    const other = await callRoute(create, { body: { ...card, count: 2 }, headers });
    expect(other.status).toBe(422);
  });

  test("a refused request leaves nothing behind, and its key may be used again", async () => {
    const headers = { "idempotency-key": newId() };
    const before = await database.db.run.count();
    expect((await callRoute(create, { body: { ...card, params: { detail: 99 } }, headers })).status).toBe(
      422,
    );
    expect(await database.db.run.count()).toBe(before);
    expect((await callRoute(create, { body: card, headers })).status).toBe(201);
  });

  test("where no body is asked for, another body is another request all the same", async () => {
    const { items } = (await (await callRoute(create, { body: card })).json()) as { items: RunView[] };
    const params = { id: items[0]?.id ?? "" };
    const headers = { "idempotency-key": newId() };
    const answers = [];
    for (const body of ["", "{}", '{"why":"changed my mind"}']) {
      answers.push((await callRoute(cancel, { params, body, headers })).status);
    }
    expect(answers).toEqual([200, 200, 422]);
  });
});

describe("bodies nobody should send", () => {
  test.each([
    [
      "nested a hundred thousand deep",
      `{"workflow":"model_free_card","params":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
    ],
    [
      "nested ten thousand deep in a param",
      `{"workflow":"model_free_card","params":{"seed":${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}}}`,
    ],
    ["of two megabytes", JSON.stringify({ ...card, params: { mood: "x".repeat(2_000_000) } })],
    [
      "with fifty thousand params",
      JSON.stringify({
        ...card,
        params: Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`p${n}`, n])),
      }),
    ],
    [
      "with a number of a hundred thousand digits",
      `{"workflow":"model_free_card","params":{"seed":${"9".repeat(100_000)}}}`,
    ],
    ["with __proto__", '{"workflow":"model_free_card","params":{"__proto__":{"seed":1}}}'],
    ["that is no JSON", '{"workflow":'],
    ["that is no UTF-8", "\uD800"],
  ])("%s: refused, never a fault of ours", async (_name, body) => {
    for (const headers of [{}, { "idempotency-key": newId() }]) {
      const answer = await callRoute(create, { body, headers });
      expect([400, 413, 422]).toContain(answer.status);
    }
  });
});

describe("reading runs", () => {
  test("pages neither skip nor repeat while runs are added", async () => {
    const batches = [...(await createCards(7)), ...(await createCards(6))].map(({ id }) => id);
    const seen: string[] = [];
    let cursor: string | null = "";
    do {
      const query: string = `?limit=3${cursor === "" ? "" : `&cursor=${cursor}`}`;
      const page = (await (await callRoute(list, { query })).json()) as Page<RunView>;
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
      await createCards();
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(batches.filter((id) => !seen.includes(id))).toEqual([]);
  });

  test("filters by batch, status and workflow", async () => {
    const [run] = await createCards(2);
    const ids = async (query: string) =>
      ((await (await callRoute(list, { query })).json()) as Page<RunView>).items.map(
        ({ batchId }) => batchId,
      );
    expect(await ids(`?batch=${run?.batchId}`)).toHaveLength(2);
    expect(await ids(`?batch=${run?.batchId}&status=active&workflow=model_free_card`)).toHaveLength(2);
    expect(await ids(`?batch=${run?.batchId}&status=failed`)).toEqual([]);
    expect(await ids(`?batch=${run?.batchId}&workflow=nothing`)).toEqual([]);
    expect(await ids("?batch=nonsense")).toEqual([]);
  });

  test("one's own stay in sight, however many others ask for meanwhile", async () => {
    const [own] = await createCards();
    desk.actor = { ...actorWith("operator"), id: "somebody-else" };
    await createCards(6);
    desk.actor = actorWith("operator");
    const page = (await (await callRoute(list, { query: "?by=me&limit=1" })).json()) as Page<RunView>;
    expect(page.items.map(({ id }) => id)).toEqual([own?.id]);
  });

  test.each(["?cursor=nonsense", "?limit=0", "?limit=9999", "?status=nothing", "?by=them"])(
    "%s is malformed",
    async (query) => {
      expect((await callRoute(list, { query })).status).toBe(400);
    },
  );

  test("text that Postgres cannot hold is no fault of ours", async () => {
    expect((await callRoute(list, { query: "?workflow=%00" })).status).toBeLessThan(500);
    expect((await callRoute(list, { query: "?project=%00" })).status).toBeLessThan(500);
  });

  test("RUN-6 people of another project see none of it", async () => {
    const [run] = await createCards();
    const project = await makeProject(database.db, "apart");
    desk.actor = actorWith("owner", project);
    const page = (await (await callRoute(list)).json()) as Page<RunView>;
    const one = await callRoute(readOne, { params: { id: run?.id ?? "" } });
    const canceled = await callRoute(cancel, { params: { id: run?.id ?? "" }, body: "" });
    const other = await callRoute(list, { query: "?project=default" });
    desk.actor = actorWith("operator");
    expect(page.items).toEqual([]);
    expect([one.status, canceled.status, other.status]).toEqual([404, 404, 404]);
  });

  test("a queued run says how many are ahead", async () => {
    const runs = await createCards(3);
    const [first, second, third] = runs.map(({ queuePosition }) => queuePosition ?? -1);
    expect(second).toBe((first ?? 0) + 1);
    expect(third).toBe((first ?? 0) + 2);
  });

  test.each(["nonsense", "01900000-0000-7000-8000-00000000ffff"])("the id %s leads nowhere", async (id) => {
    expect((await callRoute(readOne, { params: { id } })).status).toBe(404);
  });
});
