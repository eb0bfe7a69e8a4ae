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

  it("is never taken for a refusal of a server that gave the prompt another id", async () => {
    onPost = (request, response) => {
      if (request.url === "/prompt") response.end(JSON.stringify({ prompt_id: "own", node_errors: {} }));
      else request.socket.destroy();
    };
    expect(await client.submitPrompt(submission)).toMatchObject({
      kind: "refused",
      refusal: { type: "foreign_prompt_id", isQueued: false },
    });
    expect(posts, "the prompt, and the deletion of its stranger").toBe(2);
  });
});

it("refuses bytes of another size than the file has, whatever length a proxy announces", async () => {
  let etag = '"18ebe66ad1257bdb-9"';
  const proxy = createServer((_, response) => response.writeHead(200, { etag }).end("somebody's"));
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const client = createComfyClient(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  const file = { filename: "a.png", subfolder: "", type: "output" };
  await expect(client.download(file)).rejects.toMatchObject({ kind: "unanswered", status: 200 });
  for (etag of ['"18ebe66ad1257bdb-a"', 'W/"of-another-kind"']) {
    expect((await client.download(file)).byteLength).toBe(10);
  }
  proxy.closeAllConnections();
  await new Promise((resolve) => proxy.close(resolve));
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
