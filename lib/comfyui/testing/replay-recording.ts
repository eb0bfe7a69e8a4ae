import { WebSocket } from "ws";
import { collapseTicks, labelOf, labelOfFrame } from "./frame-label.ts";
import type { BinaryLine, HttpLine, NoteLine, RecordedLine, WsLine } from "./recording.ts";
import type { Received } from "./send-recorded-request.ts";
import { sendRecordedRequest } from "./send-recorded-request.ts";

type RecordedFrame = { label: string; promptId: string | null };
export type Exchange = { line: HttpLine; received: Received };
export type Replay = { exchanges: Exchange[]; recorded: Map<string, string[]>; heard: Map<string, string[]> };

const patienceMs = 4_000;
const quietMs = 60;

/** Plays the client's part of a recording and takes down, socket by socket, what the server says. */
export class Replayer {
  readonly #url: string;
  readonly #replaced: [recorded: string, actual: string][];
  readonly #sockets = new Map<string, WebSocket>();
  readonly #recorded = new Map<string, RecordedFrame[]>();
  readonly #heard = new Map<string, string[]>();
  readonly #exchanges: Exchange[] = [];
  #lastFile = "";
  #lastPromptId = "";
  #lastEtag = "";

  constructor(url: string, replaced: [string, string][] = []) {
    this.#url = url;
    this.#replaced = replaced;
  }

  async replay(lines: readonly RecordedLine[]): Promise<Replay> {
    for (const line of lines) {
      if (line.kind === "note") await this.#act(line);
      else if (line.kind === "http") await this.#exchange(line);
      else push(this.#recorded, line.socket, { label: labelOf(line), promptId: promptIdOf(line) });
    }
    await this.#finished();
    await pause(quietMs);
    for (const socket of this.#sockets.values()) socket.terminate();
    const recorded = new Map([...this.#recorded].map(([name, frames]) => [name, labelsOf(frames)]));
    return { exchanges: this.#exchanges, recorded, heard: this.#heard };
  }

  async #act(note: NoteLine): Promise<void> {
    const name = note.socket ?? "";
    switch (note.event) {
      case "sockets":
        for (const { socket, client_id: id } of note.sockets ?? []) {
          await this.#open(socket, id === null ? "/ws" : `/ws?clientId=${id}`);
          this.#heard.set(socket, []);
        }
        return;
      case "open":
        await this.#caughtUp();
        return this.#open(name, note.request?.path ?? "/ws");
      case "close":
        await this.#caughtUp();
        return this.#close(name);
      case "send":
        for (const frame of framesOf(note)) this.#sockets.get(name)?.send(frame);
        return;
      case "wait":
        return this.#idle();
      default:
        return undefined;
    }
  }

  /** Resolves with the first frame, which is always a status. */
  async #open(name: string, path: string): Promise<void> {
    const socket = new WebSocket(this.#url.replace("http", "ws") + path);
    this.#sockets.set(name, socket);
    this.#heard.set(name, []);
    socket.on("message", (data: Buffer, isBinary) => push(this.#heard, name, labelOfFrame(data, isBinary)));
    socket.on("error", () => undefined);
    await until(() => (this.#heard.get(name)?.length ?? 0) > 0, 2_000);
  }

  async #close(name: string): Promise<void> {
    const socket = this.#sockets.get(name);
    if (socket === undefined || socket.readyState === WebSocket.CLOSED) return;
    await new Promise<void>((resolve) => {
      socket.once("close", () => resolve());
      socket.close();
    });
    await pause(20);
  }

  async #exchange(line: HttpLine): Promise<void> {
    await this.#caughtUp(promptOfAnswer(line));
    const send = (): Promise<Received> =>
      sendRecordedRequest(this.#url, line.request, (text) => this.#rewrite(text));
    let received = await send();
    // The recording client had waited for the end of the run.
    for (let tries = 0; tries < 100 && isEarly(line, received); tries++) {
      await pause(30);
      received = await send();
    }
    this.#remember(line, received);
    this.#exchanges.push({ line, received });
  }

  #remember({ request, response }: HttpLine, { headers, body }: Received): void {
    this.#lastEtag = headers.etag ?? this.#lastEtag;
    const text = body.toString("utf8");
    this.#lastFile = /"filename": "([^"]+)"/.exec(text)?.[1] ?? this.#lastFile;
    if (request.method !== "POST" || !request.path.endsWith("/prompt")) return;
    const actual = /"prompt_id": "([^"]+)"/.exec(text)?.[1];
    if (actual === undefined) return;
    this.#lastPromptId = actual;
    const recorded = fieldOf(response.body ?? response.body_partial, "prompt_id");
    if (recorded !== undefined) this.#replaced.push([recorded, actual]);
  }

  #rewrite(text: string): string {
    const own = text
      .replaceAll("<prompt_id>", this.#lastPromptId)
      .replaceAll("<that file>", encodeURIComponent(this.#lastFile))
      .replaceAll("<that ETag>", this.#lastEtag);
    return this.#replaced.reduce((done, [recorded, actual]) => done.replaceAll(recorded, actual), own);
  }

  /**
   * Until as much was heard as was recorded so far. Frames recorded before the answer to a post may have been caused
   * by that post: those of its prompt, and any `status`.
   */
  async #caughtUp(promptId?: string): Promise<void> {
    const counts = ({ label, promptId: own }: RecordedFrame): boolean =>
      promptId === undefined || (label !== "status" && own !== promptId);
    const isBehind = ([name, frames]: [string, RecordedFrame[]]): boolean => {
      const heard = (this.#heard.get(name) ?? []).filter(
        (label) => promptId === undefined || label !== "status",
      );
      return heard.length < frames.filter(counts).length;
    };
    await until(() => ![...this.#recorded].some(isBehind), patienceMs);
  }

  /** The number of ticks may differ at the end, so stretches of them count as one. */
  async #finished(): Promise<void> {
    const isBehind = ([name, frames]: [string, RecordedFrame[]]): boolean =>
      collapseTicks(this.#heard.get(name) ?? []).length < collapseTicks(labelsOf(frames)).length;
    await until(() => ![...this.#recorded].some(isBehind), patienceMs);
  }

  async #idle(): Promise<void> {
    for (let tries = 0; tries < 200; tries++) {
      const response = await fetch(`${this.#url}/prompt`);
      const { exec_info: info } = (await response.json()) as { exec_info: { queue_remaining: number } };
      if (info.queue_remaining === 0) return;
      await pause(20);
    }
  }
}

function labelsOf(frames: readonly RecordedFrame[]): string[] {
  return frames.map(({ label }) => label);
}

function promptIdOf(line: WsLine | BinaryLine): string | null {
  if (line.kind === "ws-binary") return null;
  const { data } = (line.message ?? line.message_partial ?? {}) as { data?: { prompt_id?: unknown } };
  return typeof data?.prompt_id === "string" ? data.prompt_id : null;
}

/** The id that a post of a prompt was answered with; undefined for every other request. */
function promptOfAnswer({ request, response }: HttpLine): string | undefined {
  if (request.method !== "POST" || !request.path.endsWith("/prompt")) return undefined;
  return fieldOf(response.body ?? response.body_partial, "prompt_id") ?? "";
}

function framesOf({ frames, message, data }: NoteLine): string[] {
  if (frames !== undefined) return frames;
  if (message !== undefined) return [JSON.stringify(message)];
  return (data?.frame_lengths ?? []).map((length) => `[${"1".repeat(length - 2)}]`);
}

/** The recorded entry was there; this server is still at it. */
function isEarly({ request, response }: HttpLine, received: Received): boolean {
  if (request.method !== "GET" || received.body.toString("utf8").trim() !== "{}") return false;
  if (!request.path.startsWith("/history/")) return false;
  const recorded = response.body ?? response.body_partial ?? response.summary ?? response.body_text;
  return (
    recorded !== undefined &&
    JSON.stringify(recorded, (_, v: unknown) => (typeof v === "bigint" ? String(v) : v)) !== "{}"
  );
}

function fieldOf(body: unknown, key: string): string | undefined {
  if (typeof body !== "object" || body === null || !(key in body)) return undefined;
  const value = (body as Record<string, unknown>)[key];
  return typeof value === "string" ? value : undefined;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key) ?? [];
  list.push(value);
  map.set(key, list);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

async function until(done: () => boolean, timeoutMs: number): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!done() && Date.now() < end) await pause(3);
}
