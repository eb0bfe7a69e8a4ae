import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { now } from "../kit/clock.ts";
import { startRigSimulator, type RigSimulator } from "../kit/simulator.ts";
import { openBareClient } from "./bare-client.ts";
import { openViewComfy } from "./view-comfy.ts";
import { watchStages } from "./watch-stages.ts";
import { publishWrapped, uploadGrain, workflowName } from "./wrapped-workflow.ts";

const database = useTestDatabase();
let folder: string;
let simulator: RigSimulator;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "proofsheet-wrapper-"));
  simulator = await startRigSimulator({ name: "comfyui", folder });
  await uploadGrain(simulator.url);
});
afterAll(async () => {
  await simulator.stop();
  await rm(folder, { recursive: true, force: true });
});

test("the bare client has another picture made for every colour, and the ledger tells where the time went", async () => {
  const bare = await openBareClient(simulator.url);
  const stages = watchStages(simulator);
  for (const colour of [1, 2]) {
    const startedAtMs = now();
    await bare.submit(colour);
    await stages.note(bare.name, startedAtMs, now());
  }
  bare.close();
  const { prompts, executions } = await simulator.ledger();
  expect(Object.values(executions)).toEqual([1, 1]);
  expect(new Set(prompts.flatMap(({ files }) => files.map(({ sha256 }) => sha256))).size).toBe(2);
  const times = stages.byName()[bare.name] ?? [];
  expect(times).toHaveLength(2);
  expect(
    Math.min(...times.map(({ before, within, after }) => Math.min(before, within, after))),
  ).toBeGreaterThan(0);
});

test("the workflow it runs through us is published without problems", async () => {
  await publishWrapped(database.db);
  const workflow = await database.db.workflow.findUniqueOrThrow({ where: { name: workflowName } });
  expect(workflow.problems).toBeNull();
  expect(workflow.publishedVersionId).not.toBeNull();
});

test("a ViewComfy that answers without the picture is not taken for a fast one", async () => {
  const empty = createServer((_request, response) => response.end("{}"));
  await new Promise<void>((resolve) => empty.listen(0, "127.0.0.1", resolve));
  const viewComfy = openViewComfy(`http://127.0.0.1:${(empty.address() as AddressInfo).port}`);
  await expect(viewComfy.submit(1)).rejects.toThrow("connected to the simulator");
  empty.close();
});
