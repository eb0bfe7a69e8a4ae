import { expect, test } from "vitest";
import { useRoutes, callRoute } from "../../../testing/test-context.ts";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { newId } from "#lib/ids";
import { reviewer, secondReviewer } from "#lib/output/testing/studio";
import { useSessionDesk } from "#lib/review/testing/session-desk";
import { PUT as decide } from "../outputs/[id]/decision/route.ts";
import { GET as readOutputs } from "./[id]/outputs/route.ts";
import { POST as close, GET as readReceipt } from "./[id]/receipt/route.ts";
import { GET as listSessions, POST as start } from "./route.ts";

const database = useTestDatabase();
const routes = useRoutes(database, reviewer);
const desk = useSessionDesk(database);

type Answer = { id: string; isResumed: boolean; total: number; error?: { code: string; fields?: unknown } };

async function read(response: Response): Promise<Answer> {
  return (await response.json()) as Answer;
}

test("SES-11 starting answers 201, starting again 200 with the same session", async () => {
  await desk.outputs(1);
  const first = await callRoute(start, { body: {} });
  expect(first.status).toBe(201);
  const again = await callRoute(start, { body: { scope: { state: "pending" }, order: "newest" } });
  expect(again.status).toBe(200);
  const [started, resumed] = [await read(first), await read(again)];
  expect(resumed).toMatchObject({ id: started.id, isResumed: true, total: 1 });
  const { items } = (await (await callRoute(listSessions, { query: "?open=true" })).json()) as {
    items: Answer[];
  };
  expect(items.map(({ id }) => id)).toEqual([started.id]);
});

test("a lost answer is asked for again with the same key, and nothing is started twice", async () => {
  await desk.outputs(1);
  const headers = { "idempotency-key": newId() };
  const body = { scope: { kind: "image" } };
  const [first, second] = [
    await callRoute(start, { body, headers }),
    await callRoute(start, { body, headers }),
  ];
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.headers.get("idempotency-replayed")).toBe("true");
  expect(await second.text()).toBe(await first.text());
});

test("a word that is no filter is refused by name, and a project of nobody's is not there", async () => {
  const unknown = await callRoute(start, { body: { scope: { colour: "red" } } });
  expect(unknown.status).toBe(422);
  expect(JSON.stringify(await read(unknown))).toContain("colour");
  expect((await callRoute(start, { body: { scope: { project: "elsewhere" } } })).status).toBe(404);
  expect((await callRoute(readOutputs, { params: { id: newId() } })).status).toBe(404);
  expect((await callRoute(readOutputs, { params: { id: newId() }, query: "?limit=0" })).status).toBe(400);
});

test("T-10 a verdict sent twice with one key is one record, and both get the answer of the first", async () => {
  const [id = ""] = await desk.outputs(1);
  const { id: session } = await desk.start();
  const sent = {
    params: { id },
    body: { verdict: "approved", expected: 0, session },
    headers: { "idempotency-key": newId() },
  };
  const first = await callRoute(decide, sent);
  const second = await callRoute(decide, sent);
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(await second.text()).toBe(await first.text());
  expect(await database.db.decision.count({ where: { outputId: id } })).toBe(1);
  const other = await callRoute(decide, { ...sent, body: { ...sent.body, verdict: "rejected" } });
  expect(other.status).toBe(422);
});

test("a receipt is for its reviewer to write, for members to read, and 404 before", async () => {
  await desk.outputs(1);
  const { id } = await desk.start();
  expect((await callRoute(readReceipt, { params: { id } })).status).toBe(404);
  routes.actor = secondReviewer;
  expect((await callRoute(close, { params: { id }, body: {} })).status).toBe(403);
  routes.actor = reviewer;
  expect((await callRoute(close, { params: { id }, body: {} })).status).toBe(201);
  routes.actor = secondReviewer;
  expect((await callRoute(readReceipt, { params: { id } })).status).toBe(200);
  routes.actor = reviewer;
});
