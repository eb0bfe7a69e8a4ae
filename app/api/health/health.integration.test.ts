import { expect, test } from "vitest";
import { createDb } from "#lib/db/client";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { readReadiness } from "#lib/health/read-readiness";
import { newId } from "#lib/ids";
import { actorWith } from "#lib/run/testing/actors";
import { GET as metrics } from "../../metrics/route.ts";
import { callRoute, useRoutes } from "../../testing/test-context.ts";
import { GET as live } from "./live/route.ts";
import { GET as ready } from "./ready/route.ts";

const database = useTestDatabase();
const desk = useRoutes(database, null);

test("live whenever it answers", () => expect(live().status).toBe(200));

test("ready with a migrated database; a worker nobody has seen is a warning, not a failure", async () => {
  const answer = await ready();
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ status: "ready", migrations: "applied", worker: "silent" });
  const server = { id: newId(), name: "s", pool: "default", url: "http://s.invalid", lastSeenAt: new Date() };
  await database.db.server.create({ data: server });
  expect(await (await ready()).json()).toMatchObject({ worker: "seen", warnings: [] });
  await database.db.server.update({
    where: { id: server.id },
    data: { capabilities: { isBelowFloor: true } },
  });
  const warned = await (await ready()).text();
  expect(JSON.parse(warned)).toMatchObject({
    status: "ready",
    warnings: [expect.stringMatching(/^1 connected ComfyUI server runs a release with known security holes/)],
  });
  expect(warned).not.toContain("s.invalid");
});

test("not ready while a migration is missing, or the database away, and says nothing of where it is", async () => {
  const behind = await readReadiness(database.db, ["20991231000000_from_the_future"]);
  expect(behind).toMatchObject({ status: "unready", migrations: "pending" });
  const away = createDb({ url: "postgresql://secret:secret@127.0.0.1:9/none" });
  const readiness = await readReadiness(away, []);
  expect(readiness).toMatchObject({ status: "unready", database: "unreachable" });
  expect(JSON.stringify(readiness)).not.toMatch(/secret|127\.0\.0\.1/);
});

test("metrics are for those who may see the servers, and count what there is", async () => {
  expect((await callRoute(metrics)).status).toBe(401);
  desk.actor = actorWith("viewer");
  const answer = await callRoute(metrics);
  const text = await answer.text();
  expect(answer.headers.get("content-type")).toContain("text/plain");
  expect(text).toContain('proofsheet_server_health{server="s",pool="default",health="unknown"} 1');
  expect(text).toContain("proofsheet_runs_running 0");
  expect(text).toContain("proofsheet_event_lag_seconds 0");
  expect(text).toContain("process_cpu_seconds_total");
});
