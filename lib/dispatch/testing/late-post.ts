import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/**
 * Something between the worker and a server that cuts the connection of the first POST /prompt at once and delivers
 * it `lateMs` later all the same. Sockets do not pass: the worker has to get along by asking. Answers its address.
 */
export async function holdBackFirstPost(target: string, lateMs: number): Promise<string> {
  let isFirst = true;
  const server = createServer((request, response) => {
    void (async () => {
      const body = await buffer(request);
      if (isFirst && request.method === "POST" && request.url === "/prompt") {
        isFirst = false;
        request.socket.destroy();
        setTimeout(() => void forward(target, request, body), lateMs);
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
