import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { arrayBuffer } from "node:stream/consumers";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterEach, expect, it } from "vitest";
import { addressOf, type ComfyRequest, sendRequest } from "./send-request.ts";
import { closedAddress } from "./testing/closed-address.ts";

// Each server here speaks as its test says, mostly past all rules of HTTP: what counts is what a fault is called.

const servers: Server[] = [];
const sockets = new Set<Socket>();

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

async function listen(server: Server, host = "127.0.0.1"): Promise<string> {
  servers.push(server);
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** A server that reads whole requests and has each of them, with its connection, dealt with by `onRequest`. */
async function rawServer(onRequest: (socket: Socket, count: number) => void) {
  const seen: string[] = [];
  const url = await listen(
    createServer((socket) => {
      socket.on("data", (data) => {
        seen.push(data.toString("latin1"));
        onRequest(socket, seen.length);
      });
    }),
  );
  return { url, seen };
}

const httpServer = (listener: RequestListener) => listen(createHttpServer(listener));

const post: ComfyRequest = { method: "POST", path: "/prompt", body: "{}", timeoutMs: 5000 };
const get: ComfyRequest = { path: "/history/p", timeoutMs: 5000 };
const send = (url: string, request: ComfyRequest) => sendRequest(addressOf(url), request);
const whole = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
const textOf = ({ bytes }: { bytes: Uint8Array }) => Buffer.from(bytes).toString();

it("says that nothing was sent as long as there was no connection", async () => {
  expect(await send(await closedAddress(), post).catch((fault: unknown) => fault)).toMatchObject({
    kind: "unsent",
    message: "Nothing answers at its address",
    status: null,
  });
  await expect(send("http://nowhere.invalid:8188", post)).rejects.toMatchObject({
    kind: "unsent",
    message: "Its host name is not known",
  });
  // A connection of which nobody knows yet who is at its other end has carried nothing either.
  const silent = await listen(createServer());
  await expect(send(silent.replace("http", "https"), { ...post, timeoutMs: 100 })).rejects.toMatchObject({
    kind: "unsent",
    message: "No answer within 0.1 s",
  });
  const { url, seen } = await rawServer((socket) => void socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  await expect(send(url.replace("http", "https"), post)).rejects.toMatchObject({ kind: "unsent" });
  expect(seen.join("")).not.toContain("/prompt");
});

it("leaves open what became of a request that was cut off before its answer, and sends it once", async () => {
  const { url, seen } = await rawServer((socket) => void socket.resetAndDestroy());
  const fault = { kind: "unanswered", message: "The connection was cut", status: null };
  await expect(send(url, post)).rejects.toMatchObject(fault);
  await expect(send(url, get)).rejects.toMatchObject(fault);
  expect(seen).toHaveLength(2);
});

it("sends nothing again that met a kept connection as the server was closing it", async () => {
  const { url, seen } = await rawServer((socket, count) => {
    if (count === 1) socket.write(whole);
    else socket.resetAndDestroy();
  });
  expect(textOf(await send(url, get))).toBe("{}");
  await expect(send(url, post)).rejects.toMatchObject({ kind: "unanswered" });
  expect(seen).toHaveLength(2);
});

it("goes on over another connection when the server has closed the one that rested", async () => {
  const { url, seen } = await rawServer((socket) => void socket.write(whole));
  await send(url, get);
  const [rested] = sockets;
  const closed = new Promise((resolve) => rested?.once("close", resolve));
  rested?.end();
  await closed;
  expect(textOf(await send(url, post))).toBe("{}");
  expect(seen).toHaveLength(2);
});

it.each([
  ["of a length that was told", "content-length: 500\r\n\r\n", "half"],
  ["in chunks", "transfer-encoding: chunked\r\n\r\n", "4\r\nhalf\r\n"],
])("tells how much had come when a file %s breaks off, and nothing of a page", async (_how, head, body) => {
  let status = '200 OK\r\netag: "1f-4"';
  const { url } = await rawServer((socket, count) => {
    const answer = `HTTP/1.1 ${status}\r\n${head}${body}`;
    if (count === 1) socket.end(answer);
    else socket.write(answer, () => setImmediate(() => socket.resetAndDestroy()));
  });
  for (const _ending of ["closed", "reset"]) {
    await expect(send(url, get)).rejects.toMatchObject({
      kind: "unanswered",
      message: "The connection was cut",
      receivedBytes: 4,
    });
  }
  for (const other of ["200 OK", '502 Bad Gateway\r\netag: "1f-4"']) {
    status = other;
    await expect(send(url, get)).rejects.toMatchObject({ kind: "unanswered", receivedBytes: 0 });
  }
});

it("takes a body of the length that was told, whatever is written behind it", async () => {
  const { url, seen } = await rawServer(
    (socket) => void socket.end("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nhalf and more"),
  );
  expect(textOf(await send(url, get))).toBe("half");
  expect(textOf(await send(url, get))).toBe("half");
  expect(seen).toHaveLength(2);
});

it("takes a body that lasts until the connection is closed, from servers that close each", async () => {
  const { url, seen } = await rawServer((socket) => void socket.end("HTTP/1.0 200 OK\r\n\r\nto the end"));
  expect(textOf(await send(url, get))).toBe("to the end");
  expect(textOf(await send(url, post))).toBe("to the end");
  expect(seen).toHaveLength(2);
});

it.each([
  ["says nothing", ""],
  ["stops in the middle of its answer", "HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\nhalf"],
])("waits so long and no longer for a server that %s", async (_what, answer) => {
  const { url } = await rawServer((socket) => void socket.write(answer));
  await expect(send(url, { ...get, timeoutMs: 100 })).rejects.toMatchObject({
    kind: "unanswered",
    message: "No answer within 0.1 s",
  });
  await expect.poll(() => sockets.size).toBe(0);
});

it("cuts off what is too large, whether or not it says so beforehand", async () => {
  const url = await httpServer((request, response) => {
    if (request.url === "/told") response.setHeader("content-length", 1e9);
    const flood = (): void => void (response.destroyed || response.write("x".repeat(10_000), flood));
    flood();
  });
  for (const path of ["/told", "/untold"]) {
    await expect(send(url, { ...get, path, maxBytes: 50_000 })).rejects.toMatchObject({
      kind: "unusable",
      message: "The answer is larger than 50000 bytes",
      status: 200,
    });
  }
  await expect.poll(() => sockets.size).toBe(0);
});

it("waits for an answer that comes in pieces, and not for one that stops coming", async () => {
  const url = await httpServer((request, response) => {
    response.writeHead(200, { "content-length": "4" });
    let sent = 0;
    const timer = setInterval(() => {
      response.write("x");
      sent += 1;
      if (sent === 4 || (request.url === "/stops" && sent === 2)) clearInterval(timer);
    }, 150);
  });
  const request = { ...get, silenceMs: 400 };
  expect(textOf(await send(url, { ...request, path: "/comes" }))).toBe("xxxx");
  await expect(send(url, { ...request, path: "/stops" })).rejects.toMatchObject({
    kind: "unanswered",
    message: "Nothing came for 0.4 s",
  });
});

it("gives up with the caller's own reason, and closes the connection", async () => {
  const { url, seen } = await rawServer(() => undefined);
  const caller = new AbortController();
  const sent = send(url, { ...post, signal: caller.signal });
  const refused = expect(sent).rejects.toThrow("somebody stopped");
  await expect.poll(() => seen.length).toBe(1);
  caller.abort(new Error("somebody stopped"));
  await refused;
  await expect.poll(() => sockets.size).toBe(0);
  await expect(send(url, { ...post, signal: caller.signal })).rejects.toThrow("somebody stopped");
  expect(seen).toHaveLength(1);
});

it.each([301, 302, 303, 307, 308])("does not follow a %i, and calls the outcome open", async (status) => {
  const asked: string[] = [];
  const url = await httpServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(status, { location: "/elsewhere" }).end();
  });
  await expect(send(url, post)).rejects.toMatchObject({ kind: "unanswered", status: null });
  expect(asked).toEqual(["/prompt"]);
});

it("unpacks what was packed as it asked for, and no more than it takes", async () => {
  const text = JSON.stringify({ pictures: "many ".repeat(1000) });
  const bodies: Record<string, [coding: string, body: Uint8Array]> = {
    "/packed": ["gzip", gzipSync(text)],
    "/plain": ["identity", Buffer.from(text)],
    "/broken": ["gzip", gzipSync(text).subarray(0, 30)],
    "/other": ["br", brotliCompressSync(text)],
  };
  const url = await httpServer((request, response) => {
    const [coding, body] = bodies[request.url ?? ""] ?? ["", ""];
    expect(request.headers["accept-encoding"]).toBe("gzip");
    response.setHeader("content-encoding", coding).end(body);
  });
  for (const path of ["/packed", "/plain"]) expect(textOf(await send(url, { ...get, path }))).toBe(text);
  for (const [path, kind, message] of [
    ["/packed", "unusable", "The answer is larger than 4000 bytes"],
    ["/broken", "unanswered", "The answer cannot be unpacked"],
    ["/other", "unusable", "The answer is packed in a way that was not asked for"],
  ]) {
    const request = { ...get, path: path ?? "", maxBytes: 4000 };
    await expect(send(url, request)).rejects.toMatchObject({ kind, message, status: 200 });
  }
});

it("does not take packed bytes for so much of a file", async () => {
  const { url } = await rawServer(
    (socket) =>
      void socket.end("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 99\r\n\r\nhalf"),
  );
  await expect(send(url, get)).rejects.toMatchObject({ kind: "unanswered", receivedBytes: 0 });
});

it.each(["this is no HTTP", "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n"])(
  "leaves open what an answer means that is none: %s",
  async (answer) => {
    const { url } = await rawServer((socket) => void socket.end(answer));
    await expect(send(url, post)).rejects.toMatchObject({ kind: "unanswered" });
  },
);

it("sends a form as a browser would, and hears a refusal that comes before the whole of it was read", async () => {
  const parts: unknown[] = [];
  const lengths: (string | undefined)[] = [];
  const url = await httpServer((request, response) => {
    if (request.url === "/full") return void response.writeHead(413).end("too large");
    lengths.push(request.headers["content-length"]);
    const headers = { "content-type": request.headers["content-type"] ?? "" };
    void (async () => {
      const form = await new Response(new Uint8Array(await arrayBuffer(request)), { headers }).formData();
      const image = form.get("image");
      if (image instanceof File) parts.push(image.name, await image.text());
      parts.push(form.get("overwrite"));
      response.end();
    })();
  });
  const form = new FormData();
  form.set("image", new Blob(["pixels"]), "a.png");
  form.set("overwrite", "true");
  expect(await send(url, { ...post, path: "/upload/image", body: form })).toMatchObject({ status: 200 });
  expect(parts).toEqual(["a.png", "pixels", "true"]);
  expect(lengths).toEqual([expect.stringMatching(/^\d+$/)]);
  form.set("image", new Blob(["x".repeat(100_000)]), "a.png");
  expect(await send(url, { ...post, path: "/full", body: form })).toMatchObject({ status: 413 });
});

it("says nothing of itself but what the request needs", async () => {
  const { url, seen } = await rawServer((socket) => void socket.write(whole));
  await send(url, post);
  const [head = ""] = (seen[0] ?? "").split("\r\n\r\n");
  const [, ...lines] = head.split("\r\n");
  const names = new Set(lines.map((line) => line.split(":")[0]?.toLowerCase()));
  expect(names).toEqual(
    new Set(["accept", "accept-encoding", "connection", "content-length", "content-type", "host"]),
  );
});

it.each(["::1", "localhost"])("reaches a server at %s", async (host) => {
  const url = await listen(
    createHttpServer((_request, response) => response.end("{}")),
    host,
  );
  expect(await send(url, get)).toMatchObject({ status: 200 });
});
