import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ExactObject } from "#lib/json";
import { fetchFile, postPrompt, waitForHistory } from "#lib/comfyui/testing/simulator-client";
import type { LedgerSnapshot } from "./ledger.ts";
import { startSimulator, type Simulator } from "./start-simulator.ts";

/** The machine may be busy; nothing here is about speed. */
const patient = { timeout: 8000 };

let simulator: Simulator;
beforeEach(async () => void (simulator = await startSimulator()));
afterEach(() => simulator.stop());

function graph(color: number, delay: number): ExactObject {
  return {
    "1": { class_type: "EmptyImage", inputs: { width: 64, height: 48, batch_size: 1, color } },
    "2": { class_type: "ProbeSlow", inputs: { image: ["1", 0], steps: 4, delay, preview: false } },
    "3": { class_type: "SaveImage", inputs: { images: ["2", 0], filename_prefix: "ledger" } },
  };
}

const post = (prompt: ExactObject, more: ExactObject = {}): Promise<{ prompt_id: string }> =>
  postPrompt(simulator.url, { prompt, client_id: "test", ...more });

/** As another process sees it. */
async function witness(): Promise<LedgerSnapshot> {
  return (await (await fetch(`${simulator.url}/simulator/ledger`)).json()) as LedgerSnapshot;
}

test("tells of each prompt when it came, started and ended, and what it wrote", async () => {
  const before = performance.timeOrigin + performance.now();
  const { prompt_id: id } = await post(graph(1, 0.025));
  const { outputs } = await waitForHistory(simulator.url, id);
  const { prompts } = await witness();
  const [record] = prompts;
  expect(record).toMatchObject({ promptId: id, clientId: "test", fate: "success" });
  const { arrivedAt = 0, startedAt, endedAt, files = [] } = record ?? {};
  expect(arrivedAt).toBeGreaterThan(before);
  expect(startedAt).toBeGreaterThan(arrivedAt);
  expect((endedAt ?? 0) - (startedAt ?? 0)).toBeGreaterThan(99);
  expect(Number.isInteger((arrivedAt + (startedAt ?? 0) + (endedAt ?? 0)) * 8)).toBe(false);
  const [file = { filename: "", subfolder: "", type: "" }] = outputs["3"]?.images ?? [];
  const bytes = await fetchFile(simulator.url, file);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  expect(files).toMatchObject([{ ...file, bytes: bytes.byteLength, sha256 }]);
});

test("counts what is present, running and waiting, and keeps its peak", async () => {
  const { prompt_id: first } = await post(graph(1, 0.5));
  await expect.poll(async () => (await witness()).running, patient).toBe(1);
  await post(graph(2, 0));
  const { prompt_id: third } = await post(graph(3, 0));
  expect(await witness()).toMatchObject({ running: 1, pending: 2, peakPresent: 3, peakRunning: 1 });
  await fetch(`${simulator.url}/queue`, { method: "POST", body: JSON.stringify({ delete: [third] }) });
  await fetch(`${simulator.url}/interrupt`, { method: "POST", body: JSON.stringify({ prompt_id: first }) });
  await expect.poll(async () => (await witness()).running + (await witness()).pending, patient).toBe(0);
  const counts = (await (await fetch(`${simulator.url}/simulator/ledger/counts`)).json()) as object;
  expect(counts).toMatchObject({ prompts: 3, executions: 2, deletions: 1, running: 0, peakPresent: 3 });
  const { prompts, peakPresent } = await witness();
  expect(prompts.map(({ fate }) => fate)).toEqual(["interrupted", "success", "deleted"]);
  expect(peakPresent).toBe(3);
});

test("a reset begins anew with what is still here", async () => {
  await waitForHistory(simulator.url, (await post(graph(1, 0))).prompt_id);
  const { prompt_id: open } = await post(graph(2, 0.4));
  await expect.poll(async () => (await witness()).running, patient).toBe(1);
  await fetch(`${simulator.url}/simulator/ledger/reset`, { method: "POST" });
  expect(await witness()).toMatchObject({
    prompts: [{ promptId: open }],
    arrivals: [],
    finished: [],
    peakPresent: 1,
  });
  await waitForHistory(simulator.url, open);
  expect((await witness()).prompts).toMatchObject([{ promptId: open, fate: "success" }]);
});

test("an id posted twice has two records; what a restart takes down is lost", async () => {
  const own = { prompt_id: "0190a000-0000-7000-8000-000000000001" };
  await post(graph(1, 1), own);
  await post(graph(2, 1), own);
  await expect.poll(async () => (await witness()).running, patient).toBe(1);
  simulator.restart();
  const ledger = await witness();
  expect(ledger.prompts.map(({ promptId, fate }) => [promptId, fate])).toEqual([
    [own.prompt_id, "lost"],
    [own.prompt_id, "lost"],
  ]);
  expect(ledger).toMatchObject({ running: 0, pending: 0, restarts: 1 });
});

test("file names count on across files that others removed, as the original does", async () => {
  const name = async (color: number): Promise<string> => {
    const { prompt_id: id } = await post(graph(color, 0));
    return (await waitForHistory(simulator.url, id)).outputs["3"]?.images?.[0]?.filename ?? "";
  };
  expect([await name(1), await name(2)]).toEqual(["ledger_00001_.png", "ledger_00002_.png"]);
  rmSync(path.join(simulator.directory, "output", "ledger_00002_.png"));
  expect([await name(3), await name(4)]).toEqual(["ledger_00002_.png", "ledger_00003_.png"]);
});
