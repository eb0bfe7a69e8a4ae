import { afterEach, beforeEach, expect, it } from "vitest";
import { createComfyClient } from "./comfy-client.ts";
import { keepSocket, type KeepSocketOptions, type KeptSocket } from "./keep-socket.ts";
import { startSimulator, type Simulator } from "./simulator/start-simulator.ts";

const patient = { timeout: 8000 };
let simulator: Simulator;
let stop: AbortController;
let heard: string[];
let previews: (string | null)[];

beforeEach(async () => {
  simulator = await startSimulator();
  stop = new AbortController();
  heard = [];
  previews = [];
});
afterEach(async () => {
  stop.abort();
  await simulator.stop();
});

async function keep(options: Partial<KeepSocketOptions> = {}): Promise<KeptSocket> {
  const socket = keepSocket({
    address: createComfyClient(simulator.url).address,
    signal: stop.signal,
    onEvent: (event) => {
      if (event.kind === "message") heard.push(event.message.type);
      if (event.kind === "preview") previews.push(event.promptId);
    },
    deafAfterMs: 100,
    retryMs: 20,
    ...options,
  });
  await socket.opened(8000);
  return socket;
}

let prompts = 0;
/** Posts for this socket and waits until the history has it. */
async function run(socket: KeptSocket): Promise<string> {
  const client = createComfyClient(simulator.url);
  prompts += 1;
  const promptId = `0190a000-0000-7000-8000-${String(prompts).padStart(12, "0")}`;
  const graph = {
    "1": { class_type: "EmptyImage", inputs: { width: 16, height: 16, batch_size: 1, color: prompts } },
    "2": { class_type: "ProbeSlow", inputs: { image: ["1", 0], steps: 2, delay: 0, preview: true } },
    "3": { class_type: "PreviewImage", inputs: { images: ["2", 0] } },
  };
  const postedAtMs = performance.now();
  const outcome = await client.submitPrompt({
    promptId,
    clientId: socket.clientId,
    graph: JSON.stringify(graph),
  });
  expect(outcome.kind).toBe("accepted");
  socket.expectStatus(postedAtMs);
  await expect.poll(() => client.readHistory(promptId), patient).not.toBeNull();
  return promptId;
}

it("hears its own runs, and previews that say whose they are", async () => {
  const socket = await keep();
  const promptId = await run(socket);
  await expect.poll(() => heard, patient).toContain("execution_success");
  expect(previews).toEqual([promptId, promptId]);
});

it("takes a fresh client id for every connection", async () => {
  const socket = await keep();
  const first = socket.clientId;
  simulator.dropSockets();
  await expect.poll(() => socket.clientId, patient).not.toBe(first);
  await expect.poll(() => socket.isOpen, patient).toBe(true);
  heard.length = 0;
  await run(socket);
  await expect.poll(() => heard, patient).toContain("execution_success");
});

it.each(["deafenSockets", "stallSockets", "halfOpenSockets"] as const)(
  "replaces a socket that brings no status after our own enqueue (%s)",
  async (fault) => {
    const socket = await keep();
    const first = socket.clientId;
    simulator[fault]();
    await run(socket);
    await expect.poll(() => socket.clientId, patient).not.toBe(first);
    await expect.poll(() => socket.isOpen, patient).toBe(true);
    heard.length = 0;
    await run(socket);
    await expect.poll(() => heard, patient).toContain("execution_success");
  },
);

it("keeps a socket that did bring the status", async () => {
  const socket = await keep();
  const first = socket.clientId;
  await run(socket);
  await run(socket);
  expect(socket.clientId).toBe(first);
  expect(simulator.ledger.read().socketsOpened).toBe(1);
});

it("gives up a peer that vanished without closing, though nothing was posted", async () => {
  const socket = await keep({ pingMs: 20, silenceMs: 150 });
  const first = socket.clientId;
  simulator.halfOpenSockets();
  await expect.poll(() => socket.clientId, patient).not.toBe(first);
  await expect.poll(() => simulator.ledger.read().socketsOpened, patient).toBeGreaterThan(1);
});

it("keeps nobody waiting again for a socket that was waited for in vain", async () => {
  simulator.plan({ kind: "deaf-socket", times: "always" });
  const address = createComfyClient(simulator.url).address;
  const socket = keepSocket({ address, signal: stop.signal, onEvent: () => undefined });
  await socket.opened(50);
  const startedAtMs = performance.now();
  await socket.opened(60_000);
  expect(performance.now() - startedAtMs).toBeLessThan(1000);
  expect(socket.isOpen).toBe(false);
});

it("replaces a socket that never says anything, not even the first status", async () => {
  simulator.plan({ kind: "deaf-socket" });
  const socket = await keep({ firstStatusMs: 100 });
  expect(socket.isOpen).toBe(true);
  expect(simulator.ledger.read().socketsOpened).toBe(2);
});
