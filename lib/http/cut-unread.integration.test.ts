import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { Writable } from "node:stream";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { cutUnread } from "./cut-unread.ts";

const stream = "/api/v1/events?lastEventId=1-1";
/** Long enough that a busy machine does not seem to be a client that does not read. */
const afterMs = 1500;
const clients: Socket[] = [];
let closed: string[] = [];

/** Endless, and piped as Next does it: a write that is stuck keeps everything behind it waiting. */
function pour(path: string, response: ServerResponse): void {
  const source = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)),
  });
  response.on("close", () => closed.push(path));
  void source.pipeTo(Writable.toWeb(response)).catch(() => undefined);
}

const server = createServer((request, response) => {
  cutUnread(request, response, afterMs);
  pour(request.url ?? "", response);
});

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  for (const client of clients) client.destroy();
  server.closeAllConnections();
  server.close();
});

function open(path: string): Socket {
  const client = connect((server.address() as AddressInfo).port, "127.0.0.1");
  client.on("error", () => undefined);
  client.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  clients.push(client);
  return client;
}

test("an event stream that nobody reads is closed; one that is read, and any other answer, is not", async () => {
  closed = [];
  const reader = open(stream);
  let bytes = 0;
  reader.on("data", (part: Buffer) => (bytes += part.byteLength));
  open("/files/large").pause();
  const startedAt = performance.now();
  open(stream).pause();
  await vi.waitUntil(() => closed.length > 0, { timeout: 20_000 });
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(afterMs - 50);
  const before = bytes;
  await vi.waitUntil(() => bytes > before, { timeout: 20_000 });
  expect(closed).toEqual([stream]);
  expect(reader.destroyed).toBe(false);
});
