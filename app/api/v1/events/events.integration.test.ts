import { expect, test } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { inTransaction } from "#lib/db/transaction";
import { systemActor } from "#lib/account/actor";
import { readStream } from "#lib/event/testing/stream-reader";
import type { RunView } from "#lib/run/run-schema";
import { saveProgress } from "#lib/run/progress-store";
import { moveRun } from "#lib/run/run-store";
import { actorWith } from "#lib/run/testing/actors";
import { publishShippedWorkflows } from "#lib/workflow/testing/shipped-workflows";
import { callRoute, useRoutes } from "../../../testing/test-context.ts";
import { POST as create } from "../runs/route.ts";
import { GET as events } from "./route.ts";

const database = useTestDatabase();
const desk = useRoutes(database, actorWith("operator"));

test("nobody gets no stream", async () => {
  desk.actor = null;
  const answer = await callRoute(events);
  desk.actor = actorWith("operator");
  expect(answer.status).toBe(401);
});

test("a run is followed from its creation through its progress, and found again by Last-Event-ID", async () => {
  await publishShippedWorkflows(database.db);
  const answer = await callRoute(events);
  expect(answer.headers.get("content-type")).toContain("text/event-stream");
  expect(answer.headers.get("cache-control")).toContain("no-transform");
  const stream = readStream(answer.body ?? new ReadableStream());
  const [ready] = await stream.take(1);
  const made = await callRoute(create, { body: { workflow: "model_free_card", params: {} } });
  const { items } = (await made.json()) as { items: RunView[] };
  const id = items[0]?.id ?? "";
  let created = await stream.next();
  while (created?.data["subject"] !== id) created = await stream.next();
  expect(created).toMatchObject({
    event: "run.created",
    data: { data: { status: "queued", workflow: "model_free_card" } },
  });
  const move = { id, from: ["queued"] as const, to: "running" as const, now: new Date() };
  await inTransaction(database.db, (tx) => moveRun(tx, systemActor, move));
  expect(await stream.next()).toMatchObject({
    event: "run.changed",
    data: { subject: id, data: { status: "running" } },
  });
  await saveProgress(database.db, id, { fraction: 0.5, nodeId: "3", nodeTitle: "Paint", step: 5, steps: 10 });
  expect(await stream.next()).toMatchObject({
    id: null,
    event: "progress",
    data: { runId: id, fraction: 0.5, step: 5 },
  });
  await stream.close();

  for (const again of [
    { headers: { "last-event-id": created?.id ?? "" } },
    { query: `?lastEventId=${created?.id}` },
  ]) {
    const resumed = readStream((await callRoute(events, again)).body ?? new ReadableStream());
    expect(await resumed.next()).toMatchObject({ event: "run.changed", data: { subject: id } });
    await resumed.close();
  }
  expect(ready?.event).toBe("ready");
});
