import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { closedAddress } from "#lib/comfyui/testing/closed-address";
import { createLog } from "#lib/log";
import { startTracing } from "#lib/trace/start-tracing";
import { startCollector, type CollectedSpan, type Collector } from "#lib/trace/testing/collector";
import { isTracing } from "#lib/trace/traced";
import { POST } from "../../../app/api/v1/runs/route.ts";
import { callRoute, useRoutes } from "../../../app/testing/test-context.ts";
import { owner, useWorkshop } from "#lib/dispatch/testing/workshop";

const root = join(import.meta.dirname, "..", "..", "..");
const workshop = useWorkshop(() => ({ workflows: join(root, "workflows"), params: join(root, "params") }));
useRoutes(workshop.database, owner);

const collectors: Collector[] = [];
const lines: string[] = [];
const log = createLog(
  "test",
  { LOG_LEVEL: "info", LOG_PROMPTS: false },
  {
    write: (line) => void lines.push(line),
  },
);

async function collector(status?: number): Promise<Collector> {
  const started = await startCollector(status);
  collectors.push(started);
  return started;
}

afterEach(async () => {
  lines.length = 0;
  await Promise.all(collectors.splice(0).map((started) => started.stop()));
});

/** Submits through the API as another process would, and ends it before the worker starts. */
async function submit(endpoint: string | undefined, headers: Record<string, string> = {}): Promise<string> {
  const web = await startTracing({ endpoint, process: "web", log });
  const params = { prompt: "a kaleidoscopic lighthouse" };
  const answer = await callRoute(POST, { body: { workflow: "sdxl_base_refiner", params }, headers });
  await web.stop();
  const { items } = (await answer.json()) as { items: { id: string }[] };
  return items[0]?.id ?? "";
}

/** Runs it in a worker that traces to `endpoint`, until both have ended. */
async function work(id: string, endpoint: string | undefined): Promise<void> {
  const tracing = await startTracing({ endpoint, process: "worker", log });
  const worker = await workshop.worker([await workshop.simulator()]);
  await workshop.until(id, "succeeded");
  await worker.stop();
  await tracing.stop();
}

it("one trace leads from the caller through the request to every step of the attempt", async () => {
  const { endpoint, spans, text } = await collector();
  const caller = { traceId: "4bf92f3577b34da6a3ce929d0e0e4736", spanId: "00f067aa0ba902b7" };
  const id = await submit(endpoint, { traceparent: `00-${caller.traceId}-${caller.spanId}-01` });
  await work(id, endpoint);

  const ofTrace = spans.filter(({ traceId }) => traceId === caller.traceId);
  const named = (name: string): CollectedSpan | undefined => ofTrace.find((span) => span.name === name);
  const parents = ofTrace.map(({ name, parentSpanId }) => [
    name,
    ofTrace.find(({ spanId }) => spanId === parentSpanId)?.name ?? parentSpanId,
  ]);
  expect(Object.fromEntries(parents)).toEqual({
    "POST /api/v1/runs": caller.spanId,
    attempt: "POST /api/v1/runs",
    claim: "attempt",
    submit: "attempt",
    follow: "attempt",
    collect: "attempt",
    settle: "attempt",
  });
  expect(named("POST /api/v1/runs")).toMatchObject({
    service: "proofsheet-web",
    attributes: { "http.route": "/api/v1/runs", "http.response.status_code": 201 },
  });
  const [attempt] = (await workshop.read(id)).attempts;
  expect(named("attempt")).toMatchObject({
    service: "proofsheet-worker",
    attributes: {
      "run.id": id,
      "attempt.id": attempt?.id,
      workflow: "sdxl_base_refiner",
      server: attempt?.server,
    },
  });
  expect(named("settle")?.attributes).toMatchObject({ outcome: "done", code: "" });
  // What is sent holds no prompt and no address.
  expect(text()).not.toMatch(/kaleidoscopic|127\.0\.0\.1/);
});

it("nothing is traced, and nothing stored, unless a collector is named", async () => {
  const { spans } = await collector();
  const id = await submit(undefined, {
    traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
  });
  expect(isTracing()).toBe(false);
  await work(id, undefined);
  expect(spans).toEqual([]);
  expect(await workshop.db.run.findUnique({ where: { id }, select: { traceparent: true } })).toEqual({
    traceparent: null,
  });
});

it("a collector that is away, or unwell, harms no run and is told of once", async () => {
  const away = await closedAddress();
  const id = await submit(away);
  await work(id, away);
  const unwell = await collector(400);
  await work(await submit(unwell.endpoint), unwell.endpoint);
  // At most one line from each of the two processes, for each of the two collectors.
  const told = lines.filter((line) => line.includes("traces cannot be sent"));
  expect(told.length).toBeGreaterThan(0);
  expect(told.length).toBeLessThanOrEqual(4);
});
