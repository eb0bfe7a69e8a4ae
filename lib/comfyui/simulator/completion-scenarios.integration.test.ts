import { afterEach, beforeEach, expect, test } from "vitest";
import { stringifyExactJson, type ExactObject } from "#lib/json";
import { createComfyClient } from "#lib/comfyui/comfy-client";
import { readOutcome } from "#lib/comfyui/outcome";
import { fetchFile, listen, postPrompt, waitForHistory } from "#lib/comfyui/testing/simulator-client";
import { startSimulator, type Simulator } from "./start-simulator.ts";

let simulator: Simulator;
let color = 0;
const patient = { timeout: 8000 };

beforeEach(async () => void (simulator = await startSimulator()));
afterEach(() => simulator.stop());

function quickGraph(sameColor = (color += 1)): ExactObject {
  return {
    "1": { class_type: "EmptyImage", inputs: { width: 16, height: 16, batch_size: 1, color: sameColor } },
    "2": { class_type: "SaveImage", inputs: { images: ["1", 0], filename_prefix: "quick" } },
  };
}

async function post(prompt: ExactObject = quickGraph()): Promise<string> {
  return (await postPrompt(simulator.url, { prompt, client_id: "test" })).prompt_id;
}

/** What one socket hears of one run from its last `executed` on, after that many end markers. */
async function heardAtTheEnd(ends: number): Promise<string[]> {
  const { labels } = await listen(simulator.url, "test");
  await waitForHistory(simulator.url, await post());
  const count = (): number => labels.filter((label) => label === "executing:end").length;
  await expect.poll(count, patient).toBe(ends);
  await expect.poll(() => labels.filter((label) => label === "execution_success").length, patient).toBe(ends);
  return labels.slice(labels.lastIndexOf("executed") + 2);
}

test("the end is told in the order of the original", async () => {
  expect(await heardAtTheEnd(1)).toEqual(["execution_success", "status", "executing:end"]);
});

test("repeat-completion: twice, and history once", async () => {
  simulator.plan({ kind: "repeat-completion" });
  const told = ["execution_success", "status", "executing:end"];
  expect(await heardAtTheEnd(2)).toEqual(expect.arrayContaining(told));
  const [entry] = simulator.ledger.read().finished;
  const { status } = await waitForHistory(simulator.url, entry?.promptId ?? "");
  expect(status.messages.filter(([event]) => event === "execution_success")).toHaveLength(1);
});

test("reorder-completion: the end marker comes before success", async () => {
  simulator.plan({ kind: "reorder-completion" });
  expect(await heardAtTheEnd(1)).toEqual(["executing:end", "status", "execution_success"]);
});

test("late-completion: told after the next run has ended", async () => {
  const { labels } = await listen(simulator.url, "test");
  simulator.plan({ kind: "late-completion", ms: 1500 });
  await waitForHistory(simulator.url, await post());
  await waitForHistory(simulator.url, await post());
  await expect.poll(() => labels.filter((label) => label === "executing:end").length, patient).toBe(2);
  expect(labels.lastIndexOf("execution_start")).toBeLessThan(labels.indexOf("executing:end"));
});

test("nan-in-history: no JSON, and read all the same", async () => {
  simulator.plan({ kind: "nan-in-history" });
  const id = await post();
  const client = createComfyClient(simulator.url);
  await expect.poll(() => client.readHistory(id), patient).not.toBeNull();
  expect(await (await fetch(`${simulator.url}/history/${id}`)).text()).toContain('"score": NaN');
  expect(readOutcome((await client.readHistory(id)) ?? { outputs: {} })).toMatchObject({ kind: "done" });
});

test("lose-files: the entry names a file that is gone, and so does the cached run after it", async () => {
  simulator.plan({ kind: "lose-files" });
  const client = createComfyClient(simulator.url);
  for (const run of ["first", "cached"]) {
    const { outputs } = await waitForHistory(simulator.url, await post(quickGraph(0)));
    const [file = { filename: "", subfolder: "", type: "" }] = outputs["2"]?.images ?? [];
    await expect(client.download(file), run).rejects.toMatchObject({ status: 404 });
  }
});

test("huge-error: megabytes of text, told and kept", async () => {
  simulator.plan({ kind: "huge-error", characters: 3_000_000 });
  const { status } = await waitForHistory(simulator.url, await post());
  const [event, data] = status.messages.at(-1) ?? [];
  expect(event).toBe("execution_error");
  expect(stringifyExactJson(data ?? {}).length).toBeGreaterThan(2_900_000);
});

test("miss-interrupt: asked and hit, and the run succeeds", async () => {
  simulator.plan({ kind: "miss-interrupt" });
  const graph = quickGraph();
  const slow = {
    class_type: "ProbeSlow",
    inputs: { image: ["1", 0], steps: 100, delay: 0.02, preview: false },
  };
  const id = await post({
    ...graph,
    "3": slow,
    "4": { class_type: "PreviewImage", inputs: { images: ["3", 0] } },
  });
  await expect.poll(() => simulator.ledger.read().running, patient).toBe(1);
  expect(await createComfyClient(simulator.url).cancelJob(id)).toBe(true);
  expect((await waitForHistory(simulator.url, id)).status.status_str).toBe("success");
  expect(simulator.ledger.read().interrupts).toMatchObject([{ asked: id, hit: id }]);
});

test("view-other-picture: whole, decodable, of the same size, and another one", async () => {
  const { outputs } = await waitForHistory(simulator.url, await post());
  const [file = { filename: "", subfolder: "", type: "" }] = outputs["2"]?.images ?? [];
  const good = await fetchFile(simulator.url, file);
  simulator.plan({ kind: "view-other-picture" });
  const other = await fetchFile(simulator.url, file);
  expect(other.subarray(0, 24)).toEqual(good.subarray(0, 24));
  expect(other).not.toEqual(good);
});

test("garble-reply: accepted, and what came of it is unknown", async () => {
  simulator.plan({ kind: "garble-reply" });
  const client = createComfyClient(simulator.url);
  const promptId = "0190a000-0000-7000-8000-000000000003";
  const outcome = await client.submitPrompt({
    promptId,
    clientId: "test",
    graph: stringifyExactJson(quickGraph()),
  });
  expect(outcome).toMatchObject({ kind: "unknown" });
  await waitForHistory(simulator.url, promptId);
});

test("delay-request and poison-jobs: late, or broken, once", async () => {
  const startedAtMs = performance.now();
  simulator.plan({ kind: "delay-request", path: "/history", ms: 120 });
  await fetch(`${simulator.url}/history/none`);
  expect(performance.now() - startedAtMs).toBeGreaterThan(115);
  simulator.plan({ kind: "poison-jobs" });
  expect((await fetch(`${simulator.url}/api/jobs`)).status).toBe(500);
  expect((await fetch(`${simulator.url}/api/jobs`)).status).toBe(200);
});
