import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { createLog } from "#lib/log";
import { actorWith } from "#lib/run/testing/actors";
import { publishShippedWorkflows } from "#lib/workflow/testing/shipped-workflows";
import { callRoute, useRoutes } from "../../../testing/test-context.ts";
import { POST } from "./route.ts";

const database = useTestDatabase();
const lines: string[] = [];
const log = createLog(
  "web",
  { LOG_LEVEL: "trace", LOG_PROMPTS: false },
  {
    write: (line) => void lines.push(line),
  },
);
useRoutes(database, actorWith("operator"), log);
const body = { workflow: "sdxl_base_refiner", params: { prompt: "a kaleidoscopic lighthouse" } };

beforeAll(() => publishShippedWorkflows(database.db));

test("a request that fails is logged with its error id, and without a word of its prompt", async () => {
  expect((await callRoute(POST, { body })).status).toBe(201);
  expect((await callRoute(POST, { body: `${JSON.stringify(body)} kaleidoscopic` })).status).toBe(400);
  // A database that cannot read a value quotes it.
  await database.asOwner(`
    CREATE FUNCTION stumble() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM (NEW.params->>'prompt')::int; RETURN NEW; END $$`);
  await database.asOwner(`
    CREATE TRIGGER stumble BEFORE INSERT ON run FOR EACH ROW EXECUTE FUNCTION stumble()`);
  const answer = await callRoute(POST, { body });
  expect(answer.status).toBe(500);
  const { error } = (await answer.json()) as { error: { message: string } };
  expect(JSON.stringify(error)).not.toContain("kaleidoscopic");
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: "error",
    process: "web",
    msg: "request failed",
    errorId: expect.any(String),
    err: { type: expect.any(String), stack: expect.stringContaining(" at ") },
  });
  expect(lines.join("")).not.toContain("kaleidoscopic");
});
