import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { Duplex } from "node:stream";
import { buffer } from "node:stream/consumers";
import { onTestFinished } from "vitest";

export type Asked = {
  method: string;
  /** Without its query. */
  path: string;
  /** How often that was asked before, with this method. */
  before: number;
};

export type Answered = {
  status: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** More is announced than comes: the line breaks in the middle. */
  isCut?: boolean;
};

/** Has the request acted on, as often as it is called; answers what came back. */
export type PassOn = () => Promise<Response>;

/**
 * Something between the worker and a server that answers in its place. `meddle` is asked about each request: what it
 * answers comes back, and the request was passed on only if it did so; null leaves the request alone. Sockets pass as
 * they are, once `socketAfterMs` have gone by, without the messages of the type `loses`. Answers its address.
 */
export async function standBetween(
  target: string,
  meddle: (asked: Asked, passOn: PassOn) => Answered | null | Promise<Answered | null>,
  { socketAfterMs = 0, loses }: { socketAfterMs?: number; loses?: string } = {},
): Promise<string> {
  const asks = new Map<string, number>();

  async function answer(request: IncomingMessage): Promise<Answered | Response> {
    const { method = "GET", url = "/" } = request;
    const body = await buffer(request);
    const passOn = () =>
      fetch(target + url, {
        method,
        headers: { "content-type": request.headers["content-type"] ?? "" },
        ...(body.byteLength > 0 ? { body: new Uint8Array(body) } : {}),
      });
    const [path = ""] = url.split("?");
    const before = asks.get(method + path) ?? 0;
    asks.set(method + path, before + 1);
    return (await meddle({ method, path, before }, passOn)) ?? passOn();
  }

  const server = createServer((request, response) => {
    void (async () => {
      const reply = await answer(request);
      if (!(reply instanceof Response)) {
        const { status, headers, body = "", isCut } = reply;
        if (!isCut) return response.writeHead(status, headers).end(body);
        response.writeHead(status, { ...headers, "content-length": String(2 * body.length) });
        return response.write(body, () => setTimeout(() => response.destroy(), 20));
      }
      const bytes = Buffer.from(await reply.arrayBuffer());
      response.writeHead(reply.status, Object.fromEntries(reply.headers)).end(bytes);
    })();
  });
  const sockets = new Set<Duplex>();
  server.on("upgrade", (request, near) => {
    const { hostname, port } = new URL(target);
    const far = connect(Number(port), hostname, () => {
      const head = Object.entries(request.headers).map(([name, value]) => `${name}: ${String(value)}`);
      setTimeout(() => {
        far.write([`GET ${request.url} HTTP/1.1`, ...head, "", ""].join("\r\n"));
        near.pipe(far);
        if (loses === undefined) return void far.pipe(near);
        far.on("data", (bytes: Buffer) => void near.write(renamed(bytes, loses)));
      }, socketAfterMs);
    });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => void [near, far].map((end) => end.destroy()));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Messages of this type under a name of the same length that nobody knows: as good as lost, in frames that stay whole. */
function renamed(bytes: Buffer, type: string): Buffer {
  const text = bytes
    .toString("latin1")
    .replaceAll(`"type": "${type}"`, `"type": "${"x".repeat(type.length)}"`);
  return Buffer.from(text, "latin1");
}
