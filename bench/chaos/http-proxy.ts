import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { WebSocket, WebSocketServer } from "ws";

/** What may happen to one request. It is whole or nothing here; broken lines are `lib/db/testing/tcp-proxy.ts`. */
export type RequestFault =
  /** The connection breaks before the request is passed on. */
  | { kind: "lose-request" }
  /** The request is acted on, and the connection breaks instead of the answer. */
  | { kind: "lose-reply" }
  /** The request arrives late: later ones overtake it. */
  | { kind: "delay-request"; ms: number }
  /** The request is acted on at once, and answered late. */
  | { kind: "delay-reply"; ms: number }
  /** The request arrives twice; the second answer is the one that comes back. */
  | { kind: "repeat" }
  /** The whole length is announced, and half of it sent. */
  | { kind: "truncate-reply" }
  /** Other bytes come back. */
  | { kind: "replace-reply"; body: Uint8Array }
  /** The proxy answers with a page of its own: in the place of the server, or of its answer when it was `passedOn`. */
  | { kind: "answer-instead"; status: number; passedOn: boolean };

/** What may happen to one socket message on its way to the client; a delayed one is overtaken by later ones. */
export type MessageFault = { kind: "drop" } | { kind: "repeat" } | { kind: "delay"; ms: number };

export type HttpProxy = {
  readonly url: string;
  /** Asked for every request. */
  chooseRequestFault: (asked: { method: string; path: string }) => RequestFault | null;
  /** Asked for every socket message from the server. */
  chooseMessageFault: () => MessageFault | null;
  /** No faults from now on. */
  mend(): void;
  stop(): Promise<void>;
};

/** Stands between an HTTP client and its server and loses, delays, repeats and reorders what passes. */
export async function startHttpProxy(target: string): Promise<HttpProxy> {
  const origin = new URL(target);
  const server = createServer((asked, reply) => {
    void pass(asked, reply).catch(() => reply.destroy());
  });
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });

  async function pass(asked: IncomingMessage, reply: ServerResponse): Promise<void> {
    const { method = "GET", url: path = "/" } = asked;
    const body = await buffer(asked);
    const fault = proxy.chooseRequestFault({ method, path });
    if (fault?.kind === "lose-request") return void reply.destroy();
    if (fault?.kind === "delay-request") await pause(fault.ms);
    if (fault?.kind === "repeat") await forward(asked, body);
    if (fault?.kind === "answer-instead") {
      if (fault.passedOn) await forward(asked, body);
      return void reply.writeHead(fault.status, { "content-type": "text/html" }).end(page);
    }
    const answer = await forward(asked, body);
    if (fault?.kind === "delay-reply") await pause(fault.ms);
    if (fault?.kind === "lose-reply") return void reply.destroy();
    if (fault?.kind === "replace-reply") return void reply.end(fault.body);
    reply.writeHead(answer.status, answer.headers);
    if (fault?.kind !== "truncate-reply") return void reply.end(answer.body);
    reply.write(answer.body.subarray(0, answer.body.length >> 1), () => reply.destroy());
  }

  function forward(asked: IncomingMessage, body: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const onward = request(
        {
          host: origin.hostname,
          port: origin.port,
          method: asked.method,
          path: asked.url,
          headers: asked.headers,
        },
        (answer) => {
          buffer(answer).then(
            (bytes) =>
              resolve({ status: answer.statusCode ?? 502, headers: headersOf(answer, bytes), body: bytes }),
            reject,
          );
        },
      );
      onward.once("error", reject);
      onward.end(body);
    });
  }

  server.on("upgrade", (asked, socket, head) => {
    const far = new WebSocket(`ws://${origin.host}${asked.url ?? "/"}`, { perMessageDeflate: false });
    far.once("error", () => socket.destroy());
    far.once("upgrade", () => {
      sockets.handleUpgrade(asked, socket, head, (near) => relay(near, far));
    });
  });

  function relay(near: WebSocket, far: WebSocket): void {
    near.on("message", (data, isBinary) => far.send(data, { binary: isBinary }, () => undefined));
    far.on("message", (data, isBinary) => {
      const fault = proxy.chooseMessageFault();
      const send = (): void => near.send(data, { binary: isBinary }, () => undefined);
      if (fault?.kind === "drop") return;
      if (fault?.kind === "delay") return void setTimeout(send, fault.ms);
      send();
      if (fault?.kind === "repeat") send();
    });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      socket.on("error", () => undefined);
      socket.on("close", () => other.terminate());
    }
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxy: HttpProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    chooseRequestFault: () => null,
    chooseMessageFault: () => null,
    mend() {
      proxy.chooseRequestFault = () => null;
      proxy.chooseMessageFault = () => null;
    },
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}

const page = "<html><body>Something is in between.</body></html>";

type Answer = { status: number; headers: Record<string, string>; body: Buffer };

function headersOf({ headers }: IncomingMessage, body: Buffer): Record<string, string> {
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || name === "transfer-encoding" || name === "connection"
      ? []
      : [[name, String(value)]],
  );
  return { ...Object.fromEntries(kept), "content-length": String(body.length) };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
