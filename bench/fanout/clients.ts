import process from "node:process";
import { openEventStream, type EventStream, type StreamMessage } from "../kit/event-stream.ts";
import { seededRandom } from "../kit/random.ts";
import { serveCommands } from "../kit/serve-commands.ts";
import type { ConnectOrder, Receipt, ReconnectOrder } from "./client-fleet.ts";

// A process full of clients of one event stream: they receive, they note what and when, and they know nothing else.

type Client = {
  stream: EventStream | null;
  lastEventId: string | null;
  receipts: Receipt[];
  /** Called with every message; the first one of all says that the server has taken the client in. */
  greet: () => void;
};

const retryMs = 50;

let clients: Client[] = [];
let address: Omit<ConnectOrder, "count"> = { url: "", key: "", prefix: "" };
/** Streams that ended without our doing, or could not be had at the first try. */
let troubles = 0;

function newClient(): Client {
  return { stream: null, lastEventId: null, receipts: [], greet: () => undefined };
}

function hear(client: Client, { id, data, atMs }: StreamMessage): void {
  client.greet();
  if (id !== null) client.lastEventId = id;
  const { subject } = JSON.parse(data) as { subject?: string };
  if (subject?.startsWith(address.prefix)) client.receipts.push({ id: id ?? "", subject, atMs });
}

async function connect(client: Client): Promise<void> {
  const stream = openEventStream({
    url: address.url,
    key: address.key,
    lastEventId: client.lastEventId,
    onMessage: (message) => hear(client, message),
    onEnd: () => again(client, stream),
  });
  client.stream = stream;
  await stream.opened.catch(() => again(client, stream));
}

/** A stream that was cut on purpose has its successor already. */
function again(client: Client, ended: EventStream): void {
  if (client.stream !== ended) return;
  troubles += 1;
  client.stream = null;
  setTimeout(() => void (client.stream === null && connect(client)), retryMs);
}

serveCommands({
  async connect(order) {
    const { count, ...rest } = order as ConnectOrder;
    address = rest;
    clients = Array.from({ length: count }, newClient);
    await Promise.all(
      clients.map(async (client) => {
        const greeted = new Promise<void>((resolve) => (client.greet = resolve));
        await connect(client);
        await greeted;
      }),
    );
  },

  /** Breaks off and resumes at random moments, clients drawn at random; resolves after the last one. */
  async reconnect(order) {
    const { times, withinMs, seed } = order as ReconnectOrder;
    const random = seededRandom(seed);
    const moments = Array.from({ length: times }, () => random.between(0, withinMs));
    await Promise.all(
      moments.map(async (moment) => {
        const client = random.pick(clients);
        await new Promise((resolve) => setTimeout(resolve, moment));
        client.stream?.cut();
        await connect(client);
      }),
    );
  },

  fewest: async () => Math.min(...clients.map(({ receipts }) => receipts.length)),

  /** What each client received since it was last asked. */
  async take() {
    const taken = clients.map(({ receipts }) => receipts);
    for (const client of clients) client.receipts = [];
    return taken;
  },

  async disconnect() {
    for (const client of clients) {
      client.stream?.cut();
      client.stream = null;
    }
    clients = [];
  },

  troubles: async () => troubles,
});

process.send?.({ ready: true });
