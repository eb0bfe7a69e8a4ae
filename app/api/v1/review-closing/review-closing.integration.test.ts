import { expect, test } from "vitest";
import { useRoutes, callRoute } from "../../../testing/test-context.ts";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { newId } from "#lib/ids";
import { owner, reviewer } from "#lib/output/testing/studio";
import { useSessionDesk } from "#lib/review/testing/session-desk";
import { DELETE as undo, PUT as decide } from "../outputs/[id]/decision/route.ts";
import { POST as reopenOutputs } from "../reopenings/route.ts";
import { POST as reopen } from "./reopening/route.ts";
import { POST as close, GET as read } from "./route.ts";

const database = useTestDatabase();
const routes = useRoutes(database, owner);
const desk = useSessionDesk(database);

type Answer = {
  closing: { id: string } | null;
  error?: { code: string; current?: unknown; fields?: unknown };
};

const bodyOf = async (response: Response) => (await response.json()) as Answer;

test("EMP-11 from closing to reopening: a lost answer is had again, and what is refused says why and what stands", async () => {
  const [id = "", other = ""] = await desk.outputs(2);
  const key = { "idempotency-key": newId() };
  const first = await callRoute(close, { body: {}, headers: key });
  const again = await callRoute(close, { body: {}, headers: key });
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  const { closing } = await bodyOf(first);
  expect((await bodyOf(await callRoute(read))).closing).toEqual(closing);
  const twice = await callRoute(close, { body: {} });
  expect([twice.status, (await bodyOf(twice)).error]).toMatchObject([
    409,
    { code: "conflict", current: { closing } },
  ]);

  for (const actor of [owner, reviewer]) {
    routes.actor = actor;
    const body = { verdict: "approved", expected: 0 };
    for (const comment of [undefined, { body: "and I say why" }]) {
      const refused = await callRoute(decide, { params: { id }, body: { ...body, comment } });
      expect(refused.status).toBe(409);
      expect((await bodyOf(refused)).error).toMatchObject({
        code: "review_closed",
        message: expect.stringMatching(/^Olga closed this review on .* UTC\. .* until an owner reopens it/),
        current: { id, state: "pending", locked: { by: { name: "Olga" } } },
      });
    }
    expect((await callRoute(undo, { params: { id } })).status).toBe(409);
  }
  expect(await database.db.comment.count({ where: { outputId: id } })).toBe(0);

  expect((await callRoute(reopen, { body: { closing: closing?.id, reason: "why not" } })).status).toBe(403);
  routes.actor = owner;
  const wordless = await callRoute(reopen, { body: { closing: closing?.id, reason: " " } });
  expect(wordless.status).toBe(422);
  expect((await bodyOf(wordless)).error?.fields).toEqual([
    { path: "/reason", message: "Say why it is reopened: the reason goes on record." },
  ]);
  const some = { outputs: [id, id, newId()], reason: "six fingers" };
  const { items } = (await (await callRoute(reopenOutputs, { body: some })).json()) as { items: unknown };
  expect(items).toMatchObject([
    { id, status: 200, output: { locked: null } },
    { status: 404, output: null, error: { code: "not_found" } },
  ]);
  routes.actor = reviewer;
  const decided = await callRoute(decide, { params: { id }, body: { verdict: "approved", expected: 0 } });
  expect(decided.status).toBe(200);
  expect(
    (await callRoute(decide, { params: { id: other }, body: { verdict: "approved", expected: 0 } })).status,
  ).toBe(409);
  routes.actor = owner;
  const opened = await callRoute(reopen, { body: { closing: closing?.id, reason: "a new round" } });
  expect([opened.status, await bodyOf(opened)]).toEqual([200, { closing: null }]);
});
