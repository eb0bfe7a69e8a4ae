import { get, type ClientRequest } from "node:http";
import { now } from "./clock.ts";

export type StreamMessage = {
  /** Null on what is never replayed. */
  id: string | null;
  event: string;
  /** As it came: reading it is left to who needs it. */
  data: string;
  /** When its last bytes arrived, by `now`. */
  atMs: number;
};

export type EventStream = {
  /** Resolves when the server has begun to answer; rejects when the stream cannot be had. */
  readonly opened: Promise<void>;
  /** Breaks the connection off, as a lost network does. */
  cut(): void;
};

export type EventStreamOptions = {
  url: string;
  key: string;
  lastEventId: string | null;
  onMessage: (message: StreamMessage) => void;
  /** The server ended it, or the line broke; not after `cut`. */
  onEnd: () => void;
};

/** A client of server-sent events as thin as can be, on a connection of its own: what is measured is the server. */
export function openEventStream(options: EventStreamOptions): EventStream {
  const { url, key, lastEventId, onMessage, onEnd } = options;
  let isCut = false;
  let request: ClientRequest | undefined;
  const opened = new Promise<void>((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${key}`,
      ...(lastEventId === null ? {} : { "last-event-id": lastEventId }),
    };
    request = get(url, { headers, agent: false }, (response) => {
      if (response.statusCode !== 200)
        reject(new Error(`The stream was refused with ${response.statusCode}.`));
      else resolve();
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        const atMs = now();
        const blocks = (text + chunk).split("\n\n");
        text = blocks.pop() ?? "";
        if (isCut) return;
        for (const block of blocks) {
          const message = parse(block, atMs);
          if (message !== null) onMessage(message);
        }
      });
      response.on("error", () => undefined);
      response.on("close", () => !isCut && onEnd());
    });
    request.on("error", reject);
  });
  return {
    opened,
    cut() {
      isCut = true;
      request?.destroy();
    },
  };
}

/** Null for comments and for `retry`. */
function parse(block: string, atMs: number): StreamMessage | null {
  const fields: Record<string, string> = {};
  for (const line of block.split("\n")) {
    const colon = line.indexOf(": ");
    fields[line.slice(0, colon)] = line.slice(colon + 2);
  }
  const { id = null, event, data } = fields;
  return event === undefined || data === undefined ? null : { id, event, data, atMs };
}
