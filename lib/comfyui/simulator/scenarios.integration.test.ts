import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ExactObject } from "#lib/json";
import {
  fetchFile,
  listen,
  postPrompt,
  readHistory,
  waitForHistory,
} from "#lib/comfyui/testing/simulator-client";
import type { Simulator } from "./start-simulator.ts";
import { startSimulator } from "./start-simulator.ts";

let simulator: Simulator;
let color = 0;

beforeEach(async () => {
  simulator = await startSimulator();
});

afterEach(() => simulator.stop());

/** A graph that no earlier one has left in the cache. */
function quickGraph(): ExactObject {
  color++;
  return {
    "1": { class_type: "EmptyImage", inputs: { width: 16, height: 16, batch_size: 1, color } },
    "2": { class_type: "SaveImage", inputs: { images: ["1", 0], filename_prefix: "quick" } },
  };
}

function slowGraph(steps: number): ExactObject {
  return {
    ...quickGraph(),
    "2": { class_type: "ProbeSlow", inputs: { image: ["1", 0], steps, delay: 0.02, preview: false } },
    "3": { class_type: "PreviewImage", inputs: { images: ["2", 0] } },
  };
}

function post(prompt: ExactObject, clientId = "test"): Promise<{ prompt_id: string }> {
  return postPrompt(simulator.url, { prompt, client_id: clientId });
}

const ofType = (labels: readonly string[], type: string): number =>
  labels.filter((label) => label === type).length;

test.each([
  ["out-of-memory", { kind: "out-of-memory" }, "torch.OutOfMemoryError"],
  ["node-error", { kind: "node-error", node: { classType: "SaveImage" }, type: "OSError" }, "OSError"],
] as const)("%s fails one run; the next one succeeds", async (_name, scenario, type) => {
  simulator.plan(scenario);
  const { prompt_id: failed } = await post(quickGraph());
  const { status } = await waitForHistory(simulator.url, failed);
  expect(status.messages.at(-1)).toMatchObject(["execution_error", { exception_type: type }]);
  const { prompt_id: good } = await post(quickGraph());
  expect((await waitForHistory(simulator.url, good)).status.status_str).toBe("success");
});

test("a lost reply leaves the prompt accepted, a lost request does not", async () => {
  simulator.plan({ kind: "lose-reply" });
  await expect(post(quickGraph())).rejects.toThrow("fetch failed");
  await expect.poll(() => Object.keys(simulator.ledger.read().executions)).toHaveLength(1);
  simulator.plan({ kind: "lose-request" });
  await expect(post(quickGraph())).rejects.toThrow("fetch failed");
  expect(simulator.ledger.read().arrivals).toHaveLength(1);
});

test("a refused prompt uses no number and runs nothing", async () => {
  simulator.plan({ kind: "refuse-prompt", status: 503 });
  await expect(post(quickGraph())).rejects.toThrow("refused with 503");
  expect(simulator.ledger.read().executions).toEqual({});
});

test("events overtake a delayed reply", async () => {
  const listener = await listen(simulator.url, "test");
  simulator.plan({ kind: "delay-reply", ms: 300 });
  const reply = post(quickGraph());
  await expect.poll(() => listener.labels.at(-1)).toBe("executing:end");
  expect(await Promise.race([reply, Promise.resolve("still waiting")])).toBe("still waiting");
  await reply;
});

test("lost completion events leave history complete", async () => {
  const listener = await listen(simulator.url, "test");
  simulator.plan({ kind: "lose-completion" });
  const { prompt_id: id } = await post(quickGraph());
  expect((await waitForHistory(simulator.url, id)).status.status_str).toBe("success");
  expect(ofType(listener.labels, "execution_success") + ofType(listener.labels, "executing:end")).toBe(0);
});

test("delayed history comes after the last event; forgotten history never", async () => {
  const listener = await listen(simulator.url, "test");
  simulator.plan({ kind: "delay-history", ms: 200 });
  const { prompt_id: id } = await post(quickGraph());
  await expect.poll(() => listener.labels.at(-1)).toBe("execution_success");
  expect(await readHistory(simulator.url, id)).toBeUndefined();
  await waitForHistory(simulator.url, id);
  simulator.plan({ kind: "forget-history" });
  const { prompt_id: gone } = await post(quickGraph());
  await expect.poll(() => ofType(listener.labels, "executing:end")).toBe(2);
  expect(await readHistory(simulator.url, gone)).toBeUndefined();
});

test("files can be missing, cut short or garbage, once each", async () => {
  const { prompt_id: id } = await post(quickGraph());
  const { outputs } = await waitForHistory(simulator.url, id);
  const file = outputs["2"]?.images?.[0] ?? { filename: "", subfolder: "", type: "output" };
  const good = await fetchFile(simulator.url, file);
  simulator.plan({ kind: "view-status", status: 404 });
  await expect(fetchFile(simulator.url, file)).rejects.toThrow("no file: 404");
  simulator.plan({ kind: "view-truncated" });
  await expect(fetchFile(simulator.url, file)).rejects.toThrow();
  simulator.plan({ kind: "view-garbage" });
  expect(await fetchFile(simulator.url, file)).not.toEqual(good);
  expect(await fetchFile(simulator.url, file)).toEqual(good);
});

test("a file can be swapped for another, under a length that is a lie", async () => {
  const { prompt_id: id } = await post(quickGraph());
  const { outputs } = await waitForHistory(simulator.url, id);
  const file = outputs["2"]?.images?.[0] ?? { filename: "", subfolder: "", type: "output" };
  const other = "package.json";
  simulator.plan({ kind: "view-file", file: other });
  expect(await fetchFile(simulator.url, file)).toEqual(await readFile(other));
  simulator.plan({ kind: "view-file", file: other, announcedBytes: 10_000_000 });
  await expect(fetchFile(simulator.url, file)).rejects.toThrow();
  simulator.plan({ kind: "view-file", file: other, announcedBytes: 10 });
  expect((await fetchFile(simulator.url, file)).byteLength).toBe(10);
});

test("a restart forgets queue and history, drops sockets, keeps output files", async () => {
  const listener = await listen(simulator.url, "test");
  const { prompt_id: done } = await post(quickGraph());
  const { outputs } = await waitForHistory(simulator.url, done);
  const { prompt_id: running } = await post(slowGraph(500));
  const { prompt_id: pending } = await post(quickGraph());
  simulator.restart();
  await expect.poll(() => listener.socket.readyState).toBe(listener.socket.CLOSED);
  expect(simulator.queueRemaining()).toBe(0);
  for (const id of [done, running, pending]) expect(await readHistory(simulator.url, id)).toBeUndefined();
  await fetchFile(
    simulator.url,
    outputs["2"]?.images?.[0] ?? { filename: "", subfolder: "", type: "output" },
  );
  const { prompt_id: next } = await post(quickGraph());
  expect((await waitForHistory(simulator.url, next)).status.status_str).toBe("success");
});

test("a dead worker goes on accepting and never runs", async () => {
  simulator.plan({ kind: "kill-worker" });
  await post(quickGraph());
  await expect.poll(() => simulator.isWorkerAlive()).toBe(false);
  await post(quickGraph());
  const response = await fetch(`${simulator.url}/queue`);
  expect(await response.json()).toMatchObject({
    queue_running: [expect.anything()],
    queue_pending: [expect.anything()],
  });
  expect(simulator.ledger.read().executions).toEqual({});
});

test("an unreachable node without inputs kills the worker, as on the real server", async () => {
  await post({ ...quickGraph(), "9": { class_type: "ImageInvert" } });
  await expect.poll(() => simulator.isWorkerAlive()).toBe(false);
});

test("a stalled socket silences everybody until it is released", async () => {
  const listener = await listen(simulator.url, "test");
  simulator.stallSockets();
  const late = await listen(simulator.url, "late");
  const { prompt_id: id } = await post(quickGraph(), "late");
  await waitForHistory(simulator.url, id);
  expect([listener.labels, late.labels]).toEqual([["status"], ["status"]]);
  simulator.resumeSockets();
  await expect.poll(() => late.labels.at(-1)).toBe("executing:end");
});

test("a deaf socket stays open and hears nothing", async () => {
  const listener = await listen(simulator.url, "test");
  simulator.deafenSockets();
  const { prompt_id: id } = await post(quickGraph());
  await waitForHistory(simulator.url, id);
  expect(listener.labels).toEqual(["status"]);
  expect(listener.socket.readyState).toBe(listener.socket.OPEN);
});

test("an interrupt aimed at another prompt leaves the running one alone", async () => {
  const { prompt_id: id } = await post(slowGraph(15));
  await expect.poll(() => simulator.ledger.read().running).toBe(1);
  await fetch(`${simulator.url}/interrupt`, { method: "POST", body: '{"prompt_id":"another"}' });
  expect((await waitForHistory(simulator.url, id)).status.status_str).toBe("success");
  expect(simulator.ledger.read().interrupts).toMatchObject([{ asked: "another", hit: null }]);
});

test("another process arranges faults and reads the ledger over HTTP", async () => {
  const send = (path: string, body: object): Promise<Response> =>
    fetch(`${simulator.url}/simulator/${path}`, { method: "POST", body: JSON.stringify(body) });
  expect((await send("scenarios", { kind: "refuse-prompt", status: 500, times: 2 })).status).toBe(204);
  const wrong = await send("scenarios", { kind: "no such thing" });
  expect(wrong.status).toBe(400);
  await expect(post(quickGraph())).rejects.toThrow("500");
  expect((await send("commands", { command: "kill-worker" })).status).toBe(204);
  expect(simulator.isWorkerAlive()).toBe(false);
  const ledger = await (await fetch(`${simulator.url}/simulator/ledger`)).json();
  expect(ledger).toMatchObject({ arrivals: [{ clientId: "test", status: 500 }] });
});
