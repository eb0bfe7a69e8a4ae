import { WebSocket } from "ws";
import type { ExactObject } from "#lib/json";
import { parseExactJson, stringifyExactJson } from "#lib/json";
import { labelOfFrame } from "./frame-label.ts";

/** The barest client there can be: what a test needs to look at a server without ours in between. */
export type PostedPrompt = { prompt_id: string; number: number };

export async function postPrompt(url: string, body: ExactObject): Promise<PostedPrompt> {
  const response = await fetch(`${url}/prompt`, { method: "POST", body: stringifyExactJson(body) });
  if (response.status !== 200) throw new Error(`refused with ${response.status}: ${await response.text()}`);
  return parseExactJson(await response.text()) as unknown as PostedPrompt;
}

type Entry = {
  outputs: Record<string, { images?: FileRef[]; audio?: FileRef[]; text?: string[] }>;
  status: { status_str: string; messages: [string, ExactObject][] };
};
export type FileRef = { filename: string; subfolder: string; type: string };

export async function readHistory(url: string, id: string): Promise<Entry | undefined> {
  const response = await fetch(`${url}/history/${id}`);
  return ((await response.json()) as Record<string, Entry>)[id];
}

/** Polls until the prompt is in history; throws after `timeoutMs`. */
export async function waitForHistory(url: string, id: string, timeoutMs = 10_000): Promise<Entry> {
  for (const end = Date.now() + timeoutMs; Date.now() < end;) {
    const entry = await readHistory(url, id);
    if (entry !== undefined) return entry;
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
  throw new Error(`prompt ${id} did not end within ${timeoutMs} ms`);
}

export async function fetchFile(url: string, { filename, subfolder, type }: FileRef): Promise<Buffer> {
  const query = new URLSearchParams({ filename, subfolder, type });
  const response = await fetch(`${url}/view?${query}`);
  if (response.status !== 200) throw new Error(`no file: ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

export type Listener = { labels: string[]; frames: { data: Buffer; isBinary: boolean }[]; socket: WebSocket };

/** Resolves when the first status has come. */
export async function listen(url: string, clientId: string, flags?: ExactObject): Promise<Listener> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/ws?clientId=${clientId}`);
  const listener: Listener = { labels: [], frames: [], socket };
  await new Promise<void>((resolve, reject) => {
    socket.on("error", reject);
    socket.on("message", (data: Buffer, isBinary) => {
      listener.labels.push(labelOfFrame(data, isBinary));
      listener.frames.push({ data, isBinary });
      resolve();
    });
    socket.on("open", () => {
      if (flags !== undefined) socket.send(JSON.stringify({ type: "feature_flags", data: flags }));
    });
  });
  return listener;
}
