import { afterEach, describe, expect, it } from "vitest";
import { cancelPrompt } from "./cancel-prompt.ts";
import { createComfyClient, type ComfyClient } from "./comfy-client.ts";
import { readOutcome } from "./outcome.ts";
import { profileNames } from "./simulator/profile.ts";
import { startSimulator, type Simulator } from "./simulator/start-simulator.ts";

const ours = "0190a000-0000-7000-8000-000000000001";
const neighbour = "0190a000-0000-7000-8000-000000000002";

/** The machine may be busy; nothing here is about speed. */
const patient = { timeout: 8000 };

let simulator: Simulator | undefined;
afterEach(() => simulator?.stop());

type Server = { client: ComfyClient; cancel: () => Promise<void>; simulator: Simulator };

async function start(profile: (typeof profileNames)[number]): Promise<Server> {
  simulator = await startSimulator({ profile });
  const client = createComfyClient(simulator.url);
  const facts = await client.readFacts();
  return { client, simulator, cancel: () => cancelPrompt(client, facts, ours) };
}

/** Runs for `seconds` in steps of 10 ms; interrupts take effect between them. */
async function post(client: ComfyClient, promptId: string, seconds: number): Promise<void> {
  const graph = {
    "1": {
      class_type: "EmptyImage",
      inputs: { width: 16, height: 16, batch_size: 1, color: seconds * 1000 },
    },
    "2": {
      class_type: "ProbeSlow",
      inputs: { image: ["1", 0], steps: seconds * 100, delay: 0.01, preview: false },
    },
    "3": { class_type: "PreviewImage", inputs: { images: ["2", 0] } },
  };
  const outcome = await client.submitPrompt({ promptId, clientId: "test", graph: JSON.stringify(graph) });
  expect(outcome).toEqual({ kind: "accepted", promptId });
}

const place = async (client: ComfyClient, promptId: string) =>
  (await client.locateInQueue(promptId))?.place ?? "gone";

async function ended(client: ComfyClient, promptId: string): Promise<string> {
  await expect.poll(async () => client.readHistory(promptId), patient).not.toBeNull();
  const entry = await client.readHistory(promptId);
  return entry === null ? "unknown" : readOutcome(entry).kind;
}

describe.each(profileNames)("canceling on %s", (profile) => {
  it("stops ours when it runs alone", async () => {
    const { client, cancel } = await start(profile);
    await post(client, ours, 5);
    await expect.poll(() => place(client, ours), patient).toBe("running");
    await cancel();
    expect(await ended(client, ours)).toBe("interrupted");
  });

  it("T-25 takes ours out of the queue and leaves the neighbour running", async () => {
    const { client, cancel } = await start(profile);
    await post(client, neighbour, 0.8);
    await post(client, ours, 5);
    await expect.poll(() => place(client, neighbour), patient).toBe("running");
    expect(await place(client, ours)).toBe("pending");
    await cancel();
    expect(await place(client, ours)).toBe("gone");
    expect(await ended(client, neighbour)).toBe("done");
    expect(await client.readHistory(ours)).toBeNull();
  });

  it("T-25 never hits the neighbour that waits behind ours", async () => {
    const { client, simulator, cancel } = await start(profile);
    await post(client, ours, 0.2);
    await post(client, neighbour, 0.1);
    await expect.poll(() => place(client, ours), patient).toBe("running");
    await cancel();
    expect(await ended(client, neighbour)).toBe("done");
    expect(simulator.ledger.read().interrupts.filter(({ hit }) => hit === neighbour)).toEqual([]);
  });

  it("leaves the neighbour alone when ours has ended or never was", async () => {
    const { client, simulator, cancel } = await start(profile);
    await post(client, neighbour, 0.8);
    await expect.poll(() => place(client, neighbour), patient).toBe("running");
    await cancel();
    expect(await ended(client, neighbour)).toBe("done");
    expect(simulator.ledger.read().interrupts.filter(({ hit }) => hit !== null)).toEqual([]);
  });
});

it("falls back when the jobs cancel breaks", async () => {
  const { client } = await start("0.20.0");
  expect(await client.cancelJob(ours)).toBeNull();
});
