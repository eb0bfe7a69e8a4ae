import { beforeAll, expect, test, vi } from "vitest";
import { systemActor } from "#lib/account/actor";
import { appendAudit } from "#lib/audit/audit-store";
import { sealAudit } from "#lib/audit/seal-store";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { inTransaction } from "#lib/db/transaction";
import { foldTallies } from "#lib/dispatch/housekeeping-store";
import { setAside } from "#lib/output/ingest-file";
import { openStudio, paperFile } from "#lib/output/testing/studio";
import { registerServers } from "#lib/server/server-store";
import { queueRun, recordPastAttempt } from "#lib/server/testing/history";
import { publishShippedWorkflows } from "#lib/workflow/testing/shipped-workflows";
import { metricsText } from "./metrics-text.ts";
import { readMetrics } from "./read-metrics.ts";

const database = useTestDatabase();
let at = { serverId: "", versionId: "" };

/** Our own series by name and labels. */
async function scrape(): Promise<Map<string, number>> {
  const text = await metricsText(await readMetrics(database.db));
  const lines = text.split("\n").filter((line) => line.startsWith("proofsheet_"));
  return new Map(lines.map((line) => [line.replace(/ \S+$/, ""), Number(line.split(" ").at(-1))]));
}

beforeAll(async () => {
  const { db } = database;
  await publishShippedWorkflows(db);
  const urls = ["http://user:secret@gpu-1.studio.example:8188"];
  const [server] = await registerServers(
    db,
    urls.map((url) => ({ pool: "default", url })),
    2,
    new Date(),
  );
  const workflow = await db.workflow.findUniqueOrThrow({ where: { name: "model_free_card" } });
  at = { serverId: server?.id ?? "", versionId: workflow.publishedVersionId ?? "" };
});

test("finished attempts count by outcome and cause, and their GPU seconds by workflow and project", async () => {
  await recordPastAttempt(database.db, { ...at, seconds: 2 });
  await recordPastAttempt(database.db, { ...at, seconds: 3 });
  await recordPastAttempt(database.db, { ...at, status: "lost", error: "stalled", seconds: 5 });
  const series = await scrape();
  expect(series.get('proofsheet_attempts_total{outcome="done",code=""}')).toBe(2);
  expect(series.get('proofsheet_attempts_total{outcome="lost",code="stalled"}')).toBe(1);
  expect(
    series.get('proofsheet_gpu_seconds_total{workflow="model_free_card",project="default"}'),
  ).toBeCloseTo(10, 1);
});

test("the wait until the first attempt is a histogram, each bucket counting the smaller ones", async () => {
  const before = await scrape();
  const runId = await queueRun(database.db, at.versionId, { createdAt: new Date(Date.now() - 20_000) });
  for (const number of [1, 2]) {
    await database.db.$executeRaw`
      INSERT INTO attempt (id, run_id, server_id, number, fence, worker_id, lease_until)
      VALUES (gen_random_uuid(), ${runId}::uuid, ${at.serverId}::uuid, ${number}, 1, 'test', now())`;
    // Accepted first, ended then: it counts once.
    const where = { runId, number };
    await database.db.attempt.updateMany({ where, data: { acceptedAt: new Date() } });
    await database.db.attempt.updateMany({ where, data: { status: "lost", finishedAt: new Date() } });
  }
  const after = await scrape();
  const grown = (name: string) =>
    (after.get(`proofsheet_dispatch_delay_seconds_${name}`) ?? 0) -
    (before.get(`proofsheet_dispatch_delay_seconds_${name}`) ?? 0);
  expect(["10", "30", "+Inf"].map((le) => grown(`bucket{le="${le}"}`))).toEqual([0, 1, 1]);
  expect(grown("count")).toBe(1);
  expect(grown("sum")).toBeCloseTo(20, 0);
});

test("the queue has depth and age for every workflow, also for those nobody waits for", async () => {
  await queueRun(database.db, at.versionId, { createdAt: new Date(Date.now() - 60_000) });
  const series = await scrape();
  expect(series.get('proofsheet_queue_depth{workflow="model_free_card",pool="any"}')).toBeGreaterThan(0);
  expect(
    series.get('proofsheet_queue_oldest_seconds{workflow="model_free_card",pool="any"}'),
  ).toBeGreaterThanOrEqual(60);
  expect(series.get('proofsheet_queue_depth{workflow="sdxl_base_refiner",pool="any"}')).toBe(0);
});

test("each server has a series for each health, and is named, never addressed", async () => {
  const series = await scrape();
  const of = (health: string) =>
    series.get(`proofsheet_server_health{server="gpu-1",pool="default",health="${health}"}`);
  expect([of("unknown"), of("ready"), of("busy"), of("degraded"), of("down")]).toEqual([1, 0, 0, 0, 0]);
  expect(series.get('proofsheet_slots{server="gpu-1",pool="default",use="free"}')).toBe(2);
  const text = await metricsText(await readMetrics(database.db));
  expect(text).not.toMatch(/secret|studio\.example|http:/);
});

test("outputs count by state, and pictures by whether they have thumbnails", async () => {
  const studio = await openStudio(database.db);
  const [run] = await studio.queue();
  const [first] = await studio.finish(run ?? { id: "" }, [
    paperFile("one"),
    paperFile("two"),
    setAside("image", "The picture cannot be opened: the file is damaged."),
  ]);
  await database.db.output.update({ where: { id: first ?? "" }, data: { state: "approved" } });
  const series = await scrape();
  expect(series.get('proofsheet_outputs{state="pending"}')).toBe(2);
  expect(series.get('proofsheet_outputs{state="approved"}')).toBe(1);
  expect(series.get('proofsheet_thumbnails_total{result="made"}')).toBe(2);
  expect(series.get('proofsheet_thumbnails_total{result="missing"}')).toBe(1);
});

test("audit lines count until they are sealed, with the age of the oldest", async () => {
  await inTransaction(database.db, (tx) =>
    appendAudit(tx, systemActor, [
      { action: "view.created", subjectType: "view", subjectId: "v", projectId: null },
    ]),
  );
  const waiting = await scrape();
  expect(waiting.get("proofsheet_audit_unsealed")).toBeGreaterThan(0);
  expect(waiting.get("proofsheet_audit_unsealed_oldest_seconds")).toBeGreaterThan(0);
  await vi.waitFor(
    async () => {
      await sealAudit(database.db);
      expect((await scrape()).get("proofsheet_audit_unsealed")).toBe(0);
    },
    { timeout: 20_000 },
  );
  expect((await scrape()).get("proofsheet_audit_unsealed_oldest_seconds")).toBe(0);
});

test("counters never go back and lose nothing while they are folded, by two workers at once", async () => {
  const name = 'proofsheet_attempts_total{outcome="interrupted",code=""}';
  const before = (await scrape()).get(name) ?? 0;
  const seen: number[] = [];
  let isWriting = true;
  async function fold(): Promise<void> {
    while (isWriting) await foldTallies(database.db, 1);
  }
  async function read(): Promise<void> {
    while (isWriting) seen.push((await scrape()).get(name) ?? 0);
  }
  async function write(): Promise<void> {
    const past = { ...at, status: "interrupted" as const };
    await Promise.all(Array.from({ length: 40 }, () => recordPastAttempt(database.db, past)));
    isWriting = false;
  }
  await Promise.all([fold(), fold(), read(), write()]);
  await foldTallies(database.db, 1);
  expect(seen.length).toBeGreaterThan(1);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect((await scrape()).get(name)).toBe(before + 40);
  const [lines] = await database.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM tally WHERE metric = 'attempts' AND labels->>'outcome' = 'interrupted'`;
  expect(lines?.count).toBe(1);
});
