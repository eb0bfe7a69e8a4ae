import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/**
 * What becomes of the first POST /prompt on its way. `cut-and-late`: its connection breaks at once, and it arrives
 * `lateMs` later all the same. The others are lines open at one end only: without a word the answer or the request is
 * gone.
 */
export type Mishap =
  | { kind: "cut-and-late"; lateMs: number }
  | { kind: "answer-swallowed" }
  | { kind: "request-swallowed" };

/**
 * Something between the worker and a server that lets a mishap happen to the first POST /prompt. Sockets do not pass:
 * the worker has to get along by asking. Answers its address.
 */
export async function letHappen(mishap: Mishap, target: string): Promise<string> {
  let isFirst = true;
  const server = createServer((request, response) => {
    void (async () => {
      const body = await buffer(request);
      if (isFirst && request.method === "POST" && request.url === "/prompt") {
        isFirst = false;
        if (mishap.kind === "cut-and-late") {
          request.socket.destroy();
          setTimeout(() => void forward(target, request, body), mishap.lateMs);
        } else if (mishap.kind === "answer-swallowed") await forward(target, request, body);
        return;
      }
      const reply = await forward(target, request, body);
      response.writeHead(reply.status, { "content-type": reply.headers.get("content-type") ?? "" });
      response.end(Buffer.from(await reply.arrayBuffer()));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function forward(target: string, { method = "GET", url = "/" }: IncomingMessage, body: Buffer) {
  return fetch(target + url, { method, ...(body.byteLength > 0 ? { body: new Uint8Array(body) } : {}) });
}
