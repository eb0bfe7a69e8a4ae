import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createComfyClient, type ComfyClient } from "./comfy-client.ts";
import { startSimulator, type Simulator } from "./simulator/start-simulator.ts";

const submission = {
  promptId: "0190a000-0000-7000-8000-000000000001",
  clientId: "c",
  graph: JSON.stringify({
    "1": { class_type: "EmptyImage", inputs: { width: 16, height: 16, batch_size: 1, color: 1 } },
    "2": { class_type: "PreviewImage", inputs: { images: ["1", 0] } },
  }),
};

it("keeps its connections", async () => {
  const simulator: Simulator = await startSimulator();
  const client = createComfyClient(simulator.url);
  for (let asked = 0; asked < 30; asked += 1) await client.readHistory("none");
  expect(await client.submitPrompt(submission)).toMatchObject({ kind: "accepted" });
  expect(simulator.ledger.read().connectionsOpened).toBeLessThan(4);
  await simulator.stop();
});

/** Answers GETs; what it does to a POST is the test's. Knows how often a prompt reached it. */
describe("a connection that dies", () => {
  let posts = 0;
  const sockets = new Set<Socket>();
  let onPost: (request: IncomingMessage, response: ServerResponse) => void;
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    if (request.method === "POST") {
      posts += 1;
      onPost(request, response);
    } else response.end("{}");
  });
  server.on("connection", (socket) => sockets.add(socket));
  let client: ComfyClient;

  beforeEach(async () => {
    posts = 0;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    client = createComfyClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await client.readHistory("none");
  });
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    return new Promise((resolve) => server.close(resolve));
  });

  const accept = (_: IncomingMessage, response: ServerResponse): void =>
    void response.end(JSON.stringify({ prompt_id: submission.promptId, node_errors: {} }));

  it("with a prompt on it leaves its outcome unknown, and nothing posts it a second time", async () => {
    onPost = (request) => request.socket.destroy();
    expect(await client.submitPrompt(submission)).toMatchObject({ kind: "unknown" });
    expect(posts).toBe(1);
  });

  it("in the middle of the answer leaves the outcome unknown too", async () => {
    onPost = (request, response) => {
      response.writeHead(200, { "content-length": "500" });
      response.write('{"prompt_id":', () => request.socket.destroy());
    };
    expect(await client.submitPrompt(submission)).toMatchObject({ kind: "unknown" });
    expect(posts).toBe(1);
  });

  it("while it was idle is not used for a prompt", async () => {
    onPost = accept;
    const closed = [...sockets].map((socket) => new Promise((resolve) => socket.once("close", resolve)));
    for (const socket of sockets) socket.destroy();
    await Promise.all(closed);
    // Both ends live here: in its next turn the process hears what it has sent itself.
    await new Promise((resolve) => setImmediate(resolve));
    await client.readHistory("none");
    expect(await client.submitPrompt(submission)).toMatchObject({ kind: "accepted" });
    expect(posts).toBe(1);
  });

  it.each(["own", "0190a000-0000-7000-8000-000000000002"])(
    "is nothing to an answer that names another prompt (%s), and neither prompt is touched",
    async (id) => {
      onPost = (_, response) => void response.end(JSON.stringify({ prompt_id: id, node_errors: {} }));
      expect(await client.submitPrompt(submission)).toMatchObject({ kind: "unknown" });
      expect(posts).toBe(1);
    },
  );
});

describe("a file", () => {
  const etag = '"18ebe66ad1257bdb-a"';
  let reply: { status: number; headers?: Record<string, string>; body?: string };
  const between = createServer((_, response) => {
    response.writeHead(reply.status, reply.headers).end(reply.body);
  });
  let client: ComfyClient;
  const file = { filename: "a.png", subfolder: "", type: "output" };

  beforeEach(async () => {
    await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
    client = createComfyClient(`http://127.0.0.1:${(between.address() as AddressInfo).port}`);
  });
  afterEach(() => {
    between.closeAllConnections();
    return new Promise((resolve) => between.close(resolve));
  });

  it.each<[string, typeof reply]>([
    [
      "of another size, whatever length is announced",
      { status: 200, headers: { etag: '"1-9"' }, body: "somebody's" },
    ],
    ["that is a page", { status: 200, headers: { "content-type": "text/html" }, body: "<html>" }],
    ["that is a message", { status: 200, headers: { "content-type": "application/json" }, body: "{}" }],
    ["that is empty and of no type", { status: 200 }],
    [
      "of another name",
      { status: 200, headers: { etag, "content-disposition": 'filename="b.png"' }, body: "somebody's" },
    ],
    ["refused in a proxy's words", { status: 404, body: "<html>" }],
    ["refused with a status ComfyUI does not know there", { status: 503 }],
  ])("%s says nothing of the file", async (_what, told) => {
    reply = told;
    await expect(client.download(file)).rejects.toMatchObject({ kind: "unanswered" });
  });

  it("is gone when ComfyUI says so, which it does without a word", async () => {
    reply = { status: 404 };
    await expect(client.download(file)).rejects.toMatchObject({ kind: "unusable", status: 404 });
  });

  it.each<[string, typeof file, Record<string, string>]>([
    ["of its size", file, { etag, "content-disposition": 'attachment; filename="a.png"' }],
    ["whose tag does not tell its size", file, { etag: 'W/"of-another-kind"' }],
    ["of a type", file, { "content-type": "image/png" }],
    ["of no type", file, {}],
    ["that is a page itself", { ...file, filename: "a.html" }, { "content-type": "text/html" }],
    [
      "of a name that is written in another way",
      { ...file, filename: "ä.png" },
      { etag, "content-disposition": 'filename="?.png"' },
    ],
  ])("%s is taken", async (_what, asked, headers) => {
    reply = { status: 200, headers, body: "somebody's" };
    expect((await client.download(asked)).byteLength).toBe(10);
  });
});

it.each([
  { other: {} },
  { "0190a000-0000-7000-8000-000000000001": { prompt: [1, "another", {}], outputs: {} } },
])("takes no history of another prompt for that of its own: %j", async (history) => {
  const between = createServer((_, response) => response.end(JSON.stringify(history)));
  await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
  const client = createComfyClient(`http://127.0.0.1:${(between.address() as AddressInfo).port}`);
  await expect(client.readHistory(submission.promptId)).rejects.toMatchObject({ kind: "unusable" });
  between.closeAllConnections();
  await new Promise((resolve) => between.close(resolve));
});

it("refuses an answer that is shorter than announced, or larger than allowed", async () => {
  const simulator = await startSimulator({ scenarios: [{ kind: "view-truncated" }] });
  const client = createComfyClient(simulator.url);
  const outcome = await client.submitPrompt(submission);
  expect(outcome.kind).toBe("accepted");
  await expect.poll(() => client.readHistory(submission.promptId), { timeout: 8000 }).not.toBeNull();
  const [file] = simulator.ledger.read().prompts[0]?.files ?? [];
  const { filename = "", subfolder = "", type = "" } = file ?? {};
  await expect(client.download({ filename, subfolder, type })).rejects.toMatchObject({
    kind: "unanswered",
  });
  expect((await client.download({ filename, subfolder, type })).byteLength).toBe(file?.bytes);
  await simulator.stop();
});
