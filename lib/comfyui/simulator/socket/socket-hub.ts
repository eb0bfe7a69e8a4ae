import { randomUUID } from "node:crypto";
import type { WebSocket } from "ws";
import type { PyObject } from "#lib/comfyui/simulator/python-json";
import { textFrame } from "./frames.ts";

type Client = { socket: WebSocket; flags: Record<string, unknown>; spoke: boolean; stalled: boolean };
/** Frames are written only when somebody is there to read them. */
type Outgoing = { to: string | null; frame: () => string | Buffer };

/** What the hub asks of the server when a socket connects. */
export type Greeting = {
  queueRemaining: () => number;
  /** The client whose prompt runs and the node it is at, if any. */
  running: () => { clientId: string | null; nodeId: string } | null;
  serverFlags: Record<string, unknown>;
};

/** Python's websocket writer waits as soon as this much is unsent. */
const highWaterBytes = 65_536;

/**
 * The sockets by client id, and the one FIFO through which all events go. Two flaws of the original are kept because
 * clients must survive them: closing an old socket deafens the newer one of the same id, and one reader that stops
 * reading stops delivery to everybody.
 */
export class SocketHub {
  readonly #clients = new Map<string, Client>();
  readonly #all = new Set<Client>();
  readonly #queue: Outgoing[] = [];
  readonly #greeting: Greeting;
  readonly #releases = new Set<() => void>();
  #publishing = false;

  constructor(greeting: Greeting) {
    this.#greeting = greeting;
  }

  /** `how` other than well is a fault that somebody asked for. */
  connect(socket: WebSocket, clientId: string, how: "well" | "deaf" | "stalled" = "well"): void {
    const sid = clientId || randomUUID().replaceAll("-", "");
    const client: Client = { socket, flags: {}, spoke: false, stalled: how === "stalled" };
    if (how !== "deaf") this.#clients.set(sid, client);
    this.#all.add(client);
    socket.on("close", () => {
      this.#all.delete(client);
      // By id, not by socket: this is the flaw that makes a reconnected client deaf.
      this.#clients.delete(sid);
      this.#wakeReleases();
    });
    socket.on("error", () => socket.terminate());
    socket.on("message", (data: Buffer, isBinary) => {
      this.#listen(client, isBinary ? null : data.toString("utf8"));
    });
    if (how === "deaf") return;
    const status = { exec_info: { queue_remaining: this.#greeting.queueRemaining() } };
    socket.send(textFrame("status", { status, sid }));
    const running = this.#greeting.running();
    if (running !== null && running.clientId === sid) {
      socket.send(textFrame("executing", { node: running.nodeId }));
    }
  }

  /** To one client, or to all when `to` is null. Events for an unknown client are lost silently. */
  send(type: string, data: PyObject, to: string | null): void {
    this.#enqueue({ to, frame: () => textFrame(type, data) });
  }

  sendBinary(frame: Buffer, to: string | null): void {
    this.#enqueue({ to, frame: () => frame });
  }

  supportsPreviewMetadata(clientId: string | null): boolean {
    return clientId !== null && this.#clients.get(clientId)?.flags["supports_preview_metadata"] === true;
  }

  /** Whether anybody would receive what is sent there. */
  reaches(clientId: string | null): boolean {
    return clientId === null ? this.#clients.size > 0 : this.#clients.has(clientId);
  }

  get openSockets(): number {
    return this.#all.size;
  }

  /** Cuts every connection without a closing handshake. */
  drop(): void {
    for (const { socket } of this.#all) socket.terminate();
  }

  /** They stay open and get nothing any more. */
  deafen(): void {
    this.#clients.clear();
  }

  /** As if the machine at the other end had lost its network: open for ever, and not even pings are answered. */
  vanish(): void {
    this.deafen();
    for (const { socket } of this.#all) socket.pause();
  }

  /** As if their peers had stopped reading: everybody's delivery stops until `resume` or until they close. */
  stall(): void {
    for (const client of this.#all) client.stalled = true;
  }

  resume(): void {
    for (const client of this.#all) client.stalled = false;
    this.#wakeReleases();
  }

  #listen(client: Client, text: string | null): void {
    if (text === null || client.spoke) return;
    const message = parseFrame(text);
    if (message === undefined) return;
    // Only the first frame that is JSON can declare flags.
    client.spoke = true;
    if (message?.type !== "feature_flags") return;
    client.flags = message.data ?? {};
    client.socket.send(JSON.stringify({ type: "feature_flags", data: this.#greeting.serverFlags }));
  }

  #enqueue(outgoing: Outgoing): void {
    this.#queue.push(outgoing);
    if (!this.#publishing) void this.#publish();
  }

  async #publish(): Promise<void> {
    this.#publishing = true;
    // Let the current turn of the event loop finish, as call_soon_threadsafe does.
    await Promise.resolve();
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      const { to, frame } = next;
      const addressed = to === null ? [...this.#clients.values()] : [this.#clients.get(to)];
      const receivers = addressed.filter((client) => client !== undefined);
      if (receivers.length === 0) continue;
      const written = frame();
      for (const client of receivers) await this.#deliver(client, written);
    }
    this.#publishing = false;
  }

  async #deliver(client: Client, frame: string | Buffer): Promise<void> {
    while (client.stalled && this.#all.has(client)) await this.#released();
    const { socket } = client;
    if (socket.readyState !== socket.OPEN) return;
    socket.send(frame);
    while (socket.bufferedAmount > highWaterBytes && this.#all.has(client)) await this.#drained();
  }

  /** `ws` has no drain event of its own. */
  #drained(): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }

  #released(): Promise<void> {
    return new Promise((resolve) => {
      this.#releases.add(resolve);
    });
  }

  #wakeReleases(): void {
    for (const release of this.#releases) release();
    this.#releases.clear();
  }
}

type ClientMessage = { type?: unknown; data?: Record<string, unknown> } | null;

/** Undefined when the text is not JSON. */
function parseFrame(text: string): ClientMessage | undefined {
  try {
    return JSON.parse(text) as ClientMessage;
  } catch {
    return undefined;
  }
}
