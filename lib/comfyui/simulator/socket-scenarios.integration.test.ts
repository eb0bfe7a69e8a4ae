import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import type { ExactObject } from "#lib/json";
import { listen, postPrompt, waitForHistory } from "#lib/comfyui/testing/simulator-client";
import { startSimulator, type Simulator } from "./start-simulator.ts";

let simulator: Simulator;
const patient = { timeout: 8000 };

beforeEach(async () => void (simulator = await startSimulator()));
afterEach(() => simulator.stop());

const graph: ExactObject = {
  "1": { class_type: "EmptyImage", inputs: { width: 16, height: 16, batch_size: 1, color: 1 } },
  "2": { class_type: "ProbeSlow", inputs: { image: ["1", 0], steps: 1, delay: 0.1, preview: false } },
  "3": { class_type: "PreviewImage", inputs: { images: ["2", 0] } },
};

async function run(): Promise<void> {
  const { prompt_id: id } = await postPrompt(simulator.url, { prompt: graph, client_id: "test" });
  await waitForHistory(simulator.url, id);
}

/** Opens without waiting for a first frame. */
async function openSocket(clientId: string): Promise<{ socket: WebSocket; frames: string[] }> {
  const socket = new WebSocket(`${simulator.url.replace("http", "ws")}/ws?clientId=${clientId}`);
  const frames: string[] = [];
  socket.on("message", (data: Buffer) => frames.push(data.toString()));
  await new Promise<void>((resolve, reject) => socket.once("open", resolve).once("error", reject));
  return { socket, frames };
}

/** Whether the peer answers a ping before another round trip over HTTP has come back several times. */
async function answersPings(socket: WebSocket): Promise<boolean> {
  let answered = false;
  socket.once("pong", () => (answered = true));
  socket.ping();
  for (let trips = 0; trips < 20 && !answered; trips += 1) await fetch(`${simulator.url}/queue`);
  return answered;
}

test("deaf-socket: it opens, answers pings and never hears anything", async () => {
  simulator.plan({ kind: "deaf-socket" });
  const { socket, frames } = await openSocket("test");
  await run();
  expect(await answersPings(socket)).toBe(true);
  expect(frames).toEqual([]);
});

test("stalled-socket: one that does not read keeps everybody's events back until it closes", async () => {
  simulator.plan({ kind: "stalled-socket" });
  const stalled = await openSocket("stalled");
  const { labels } = await listen(simulator.url, "test");
  await run();
  expect(labels).toEqual(["status"]);
  stalled.socket.terminate();
  await expect.poll(() => labels.at(-1), patient).toBe("executing:end");
});

test.each(["deafen-sockets-mid-run", "stall-sockets-mid-run", "half-open-sockets-mid-run"] as const)(
  "%s: open, and silent from the middle of the run on",
  async (kind) => {
    const { labels, socket } = await listen(simulator.url, "test");
    simulator.plan({ kind, node: { classType: "PreviewImage" } });
    await run();
    await expect.poll(() => labels, patient).toContain("execution_start");
    expect(labels).not.toContain("execution_success");
    expect(socket.readyState).toBe(WebSocket.OPEN);
  },
);

test("half-open-sockets: not even pings are answered", async () => {
  const { socket } = await listen(simulator.url, "test");
  expect(await answersPings(socket)).toBe(true);
  simulator.halfOpenSockets();
  expect(await answersPings(socket)).toBe(false);
});

test("the flaw of the original: closing the old socket deafens the newer one of the same id", async () => {
  const old = await openSocket("test");
  const { labels, socket } = await listen(simulator.url, "test");
  old.socket.close();
  await expect.poll(() => old.socket.readyState, patient).toBe(WebSocket.CLOSED);
  await run();
  expect(labels).toEqual(["status"]);
  expect(socket.readyState).toBe(WebSocket.OPEN);
});
