import { connect, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import type { ExactObject } from "#lib/json";
import { listen, postPrompt, readHistory, waitForHistory } from "#lib/comfyui/testing/simulator-client";
import { startSimulator, type Simulator } from "./start-simulator.ts";

// Two recordings hold counts only; what they count is held here.

let simulator: Simulator | undefined;
const patient = { timeout: 15_000 };
afterEach(() => simulator?.stop());

async function start(): Promise<string> {
  simulator = await startSimulator();
  return simulator.url;
}

function graph(color: number, ticks: number): ExactObject {
  return {
    "1": { class_type: "EmptyImage", inputs: { width: 16, height: 16, batch_size: 1, color } },
    "2": { class_type: "ProbeSlow", inputs: { image: ["1", 0], steps: ticks, delay: 0, preview: true } },
    "3": { class_type: "PreviewImage", inputs: { images: ["2", 0] } },
  };
}

/** Opens a socket by hand and reads no byte of it, ever. */
async function openUnread(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.pause();
  await new Promise((resolve) => socket.once("connect", resolve));
  const headers = [
    "Host: simulator",
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
  ];
  const key = "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==";
  socket.write(`GET /ws?clientId=STALL HTTP/1.1\r\n${[...headers, key].join("\r\n")}\r\n\r\n`);
  await expect.poll(() => simulator?.ledger.read().socketsOpened, patient).toBe(1);
  return socket;
}

test("stalled-socket: one that is never read silences everybody, the run goes on, and closing it brings the rest", async () => {
  const url = await start();
  const unread = await openUnread(url);
  const { labels, frames } = await listen(url, "OBS");
  const ticks = 2500;
  const { prompt_id: flood } = await postPrompt(url, { prompt: graph(1, ticks) });
  await waitForHistory(url, flood, patient.timeout);
  const previews = (): number => labels.filter((label) => label === "binary:1").length;
  expect(previews()).toBeLessThan(ticks);
  const { prompt_id: own } = await postPrompt(url, { prompt: graph(2, 1), client_id: "OBS" });
  await waitForHistory(url, own, patient.timeout);
  const about = (): number => frames.filter(({ data }) => data.includes(own)).length;
  expect(about()).toBe(0);
  unread.destroy();
  await expect.poll(() => labels.at(-1), patient).toBe("executing:end");
  expect(previews()).toBe(ticks + 1);
  expect(about()).toBeGreaterThan(10);
});

test("race-history: it may miss the entry after success, and never after the end marker", async () => {
  const url = await start();
  simulator?.plan({ kind: "delay-history", ms: 1500 });
  const { socket } = await listen(url, "A");
  const looks: { after: string; found: Promise<boolean> }[] = [];
  socket.on("message", (data: Buffer, isBinary) => {
    if (isBinary) return;
    const { type, data: told } = JSON.parse(data.toString()) as {
      type: string;
      data: Record<string, string | null>;
    };
    const isEnd = type === "executing" && told["node"] === null;
    if (type !== "execution_success" && !isEnd) return;
    const found = readHistory(url, told["prompt_id"] ?? "").then((entry) => entry !== undefined);
    looks.push({ after: isEnd ? "end" : "success", found });
  });
  for (let color = 0; color < 5; color += 1) {
    const { prompt_id: id } = await postPrompt(url, { prompt: graph(color, 1), client_id: "A" });
    await waitForHistory(url, id);
  }
  await expect.poll(() => looks.length, patient).toBe(10);
  const missed = { success: 0, end: 0 };
  for (const { after, found } of looks) if (!(await found)) missed[after === "end" ? "end" : "success"] += 1;
  expect(missed.end).toBe(0);
  expect(missed.success).toBeGreaterThan(0);
});
