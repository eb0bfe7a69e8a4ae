import type { SeenStream } from "../ledger/client-ledger.ts";

export type StreamClient = {
  readonly seen: SeenStream;
  /** Begins to write down afresh from where it stands. Only while nothing happens. */
  turnPage(): void;
  /** Breaks its connection; it comes back by itself. */
  hangUp(): void;
  stop(): void;
};

const backAfterMs = 100;

/** Follows the event stream as a browser does: comes back with its last id whenever the line breaks. */
export function followStream(name: string, { url, key }: { url: string; key: string }): StreamClient {
  const seen: SeenStream = { name, from: null, positions: [], resets: 0 };
  const stopping = new AbortController();
  let connection = new AbortController();

  function take({ id, event }: Message): void {
    if (id === null) return;
    if (event === "ready") seen.from ??= id;
    else if (event === "reset") seen.resets += 1;
    else seen.positions.push(id);
  }

  async function follow(): Promise<void> {
    while (!stopping.signal.aborted) {
      connection = new AbortController();
      try {
        await readOnce(AbortSignal.any([stopping.signal, connection.signal]));
      } catch {
        // Whatever it was, the answer is to come back.
      }
      await new Promise((resolve) => setTimeout(resolve, backAfterMs));
    }
  }

  async function readOnce(signal: AbortSignal): Promise<void> {
    const last = seen.positions.at(-1) ?? seen.from;
    const reply = await fetch(`${url}/api/v1/events`, {
      headers: { authorization: `Bearer ${key}`, ...(last === null ? {} : { "last-event-id": last }) },
      signal,
    });
    if (!reply.ok || reply.body === null) return;
    let text = "";
    for await (const chunk of reply.body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) take(parseMessage(block));
    }
  }

  void follow();
  return {
    seen,
    turnPage() {
      seen.from = seen.positions.at(-1) ?? seen.from;
      seen.positions = [];
    },
    hangUp: () => connection.abort(),
    stop: () => stopping.abort(),
  };
}

type Message = { id: string | null; event: string };

function parseMessage(block: string): Message {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1] ?? null;
  return { id: field("id"), event: field("event") ?? "message" };
}
