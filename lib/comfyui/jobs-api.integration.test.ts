import { afterEach, describe, expect, it } from "vitest";
import { createComfyClient, type ComfyClient } from "./comfy-client.ts";
import { startSimulator, type Simulator } from "./simulator/start-simulator.ts";
import { postPrompt } from "./testing/simulator-client.ts";

/** The machine may be busy; nothing here is about speed. */
const patient = { timeout: 8000 };

let simulator: Simulator | undefined;
afterEach(() => simulator?.stop());

async function start(profile: "0.3.64" | "0.33.0"): Promise<{ client: ComfyClient; simulator: Simulator }> {
  simulator = await startSimulator({ profile });
  const client = createComfyClient(simulator.url);
  await client.readFacts();
  return { client, simulator };
}

function graph(delay: number) {
  return {
    "1": { class_type: "EmptyImage", inputs: { width: 16, height: 16, batch_size: 1, color: 7 } },
    "2": { class_type: "ProbeSlow", inputs: { image: ["1", 0], steps: 1, delay, preview: false } },
    "3": { class_type: "PreviewImage", inputs: { images: ["2", 0] } },
  };
}

describe.each(["0.3.64", "0.33.0"] as const)("the whereabouts of a prompt on %s", (profile) => {
  it("are known while it waits, while it runs, and when it has left", async () => {
    const { client, simulator } = await start(profile);
    const { prompt_id: first } = await postPrompt(simulator.url, { prompt: graph(1.5), client_id: "a" });
    const { prompt_id: second } = await postPrompt(simulator.url, { prompt: graph(0), client_id: "a" });
    await expect.poll(() => client.locateInQueue(first), patient).toEqual({ place: "running" });
    expect(await client.locateInQueue(second)).toEqual({ place: "pending", others: first });
    expect(await client.readQueue()).toEqual({ running: [first], pending: [second] });
    await expect.poll(() => client.locateInQueue(second), patient).toBeNull();
    expect(await client.locateInQueue("0190a000-0000-7000-8000-000000000009")).toBeNull();
  });
});

it("spares the queue with everybody's graphs where there is a jobs API", async () => {
  const { client, simulator } = await start("0.33.0");
  const { prompt_id: id } = await postPrompt(simulator.url, { prompt: graph(5), client_id: "a" });
  await expect.poll(() => client.locateInQueue(id), patient).toEqual({ place: "running" });
  await client.readQueue();
  expect(simulator.ledger.read().queueReads).toBe(0);
});

it("meets the poison where the original has it: in its own record and in listings that touch it", async () => {
  const { client, simulator } = await start("0.33.0");
  const { prompt_id: good } = await postPrompt(simulator.url, { prompt: graph(0), client_id: "a" });
  await expect.poll(() => client.readHistory(good), patient).not.toBeNull();
  const poisoned = { prompt: graph(2), client_id: "a", extra_data: { extra_pnginfo: null } };
  const { prompt_id: bad } = await postPrompt(simulator.url, poisoned);
  const statuses = () =>
    Promise.all(
      [`/${bad}`, `/${good}`, "?status=pending,in_progress", "?status=completed"].map(
        async (path) => (await fetch(`${simulator.url}/api/jobs${path}`)).status,
      ),
    );
  expect(await statuses()).toEqual([500, 200, 500, 200]);
  await expect.poll(() => client.readHistory(bad), patient).not.toBeNull();
  expect(await statuses()).toEqual([500, 200, 200, 500]);
});

it("asks the queue when somebody's prompt poisons the jobs API", async () => {
  const { client, simulator } = await start("0.33.0");
  const { prompt_id: id } = await postPrompt(simulator.url, {
    prompt: graph(5),
    client_id: "a",
    extra_data: { extra_pnginfo: null },
  });
  await expect.poll(() => client.locateInQueue(id), patient).toEqual({ place: "running" });
  expect(await client.readQueue()).toEqual({ running: [id], pending: [] });
  expect(simulator.ledger.read().queueReads).toBeGreaterThan(1);
});
