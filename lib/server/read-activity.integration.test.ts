import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { actorWith, makeProject } from "#lib/run/testing/actors";
import { publishShippedWorkflows } from "#lib/workflow/testing/shipped-workflows";
import { listServers } from "./read-servers.ts";
import type { ServersView } from "./server-schema.ts";
import { registerServers } from "./server-store.ts";
import { queueRun, recordPastAttempt } from "./testing/history.ts";

const database = useTestDatabase();
let seen: ServersView;
let shownError = "";

beforeAll(async () => {
  const { db } = database;
  await publishShippedWorkflows(db);
  const servers = [
    { pool: "default", url: "http://gpu-1:8188" },
    { pool: "default", url: "http://gpu-2:8188" },
  ];
  const [busy] = await registerServers(db, servers, 1, new Date());
  const workflow = await db.workflow.findUniqueOrThrow({ where: { name: "model_free_card" } });
  const at = { serverId: busy?.id ?? "", versionId: workflow.publishedVersionId ?? "" };
  await recordPastAttempt(db, { ...at, seconds: 2 });
  await recordPastAttempt(db, { ...at, seconds: 4 });
  await recordPastAttempt(db, { ...at, seconds: 9, endedMinutesAgo: 300 });
  await recordPastAttempt(db, { ...at, seconds: 50, endedMinutesAgo: 60 * 25 });
  shownError = await recordPastAttempt(db, { ...at, status: "lost", error: "stalled", seconds: 6 });
  const projectId = await makeProject(db, "hidden");
  await recordPastAttempt(db, { ...at, status: "refused", error: "missing_node", seconds: 0, projectId });
  const missing = { code: "missing_model", message: "No server has the model." };
  await queueRun(db, at.versionId, { createdAt: new Date("2026-01-01T00:00:00Z") });
  await queueRun(db, at.versionId, { waiting: missing });
  await queueRun(db, at.versionId, { waiting: missing });
  seen = await listServers(db, actorWith("viewer"));
});

test("a server's last hour has every span, with what ended and what failed in it", () => {
  const [busy, idle] = seen.items;
  const sum = (server: ServersView["items"][number] | undefined, of: "ended" | "failed") =>
    server?.lastHour.reduce((total, span) => total + span[of], 0);
  expect(busy?.lastHour).toHaveLength(12);
  expect([sum(busy, "ended"), sum(busy, "failed")]).toEqual([4, 2]);
  expect(idle?.lastHour).toHaveLength(12);
  expect([sum(idle, "ended"), sum(idle, "failed")]).toEqual([0, 0]);
});

test("its day counts GPU seconds, and its median only runs that went well within the hour", () => {
  const [busy, idle] = seen.items;
  expect(busy?.lastDay).toMatchObject({ ended: 5, failed: 2 });
  expect(busy?.lastDay.gpuSeconds).toBeCloseTo(2 + 4 + 9 + 6, 1);
  expect(busy?.medianSeconds).toBeCloseTo(3, 1);
  expect(idle).toMatchObject({ medianSeconds: null, lastDay: { ended: 0, failed: 0, gpuSeconds: 0 } });
});

test("last errors name the run, but not those of projects the reader does not belong to", () => {
  const [busy] = seen.items;
  expect(busy?.lastErrors).toMatchObject([
    { runId: shownError, code: "stalled", message: "It was stalled." },
  ]);
});

test("a pool tells how long its oldest run waits, and why", () => {
  expect(seen.pools).toMatchObject([
    {
      queued: 3,
      oldestQueuedAt: "2026-01-01T00:00:00.000Z",
      waiting: [{ code: "missing_model", message: "No server has the model.", runs: 2 }],
    },
  ]);
});
