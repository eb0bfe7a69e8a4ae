import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { cancelPrompt } from "./cancel-prompt.ts";
import { createComfyClient } from "./comfy-client.ts";
import { featuresOf } from "./comfy-version.ts";
import { closedAddress } from "./testing/closed-address.ts";
import { startSimulator, type Simulator } from "./simulator/start-simulator.ts";

let simulator: Simulator;
beforeAll(async () => void (simulator = await startSimulator()));
afterAll(() => simulator.stop());

describe("against a server", () => {
  const graph = JSON.stringify({
    "1": { class_type: "EmptyImage", inputs: { width: 16, height: 16, batch_size: 1, color: 1 } },
    "2": { class_type: "SaveImage", inputs: { images: ["1", 0], filename_prefix: "client" } },
  });

  it("learns version and abilities", async () => {
    const facts = await createComfyClient(simulator.url).readFacts();
    expect(facts).toMatchObject({
      version: "0.33.0",
      jobsCancel: true,
      targetedInterrupt: true,
      maxUploadBytes: 104857600,
    });
  });

  it("sends equal pictures once, under a name made of their content", async () => {
    const client = createComfyClient(simulator.url);
    const bytes = new TextEncoder().encode("not checked by the server");
    const [first, second] = await Promise.all([
      client.uploadImage(bytes, "png"),
      client.uploadImage(bytes, "png"),
    ]);
    expect(first).toMatch(/^proofsheet\/[0-9a-f]{64}\.png$/);
    expect(second).toBe(first);
    expect(simulator.ledger.read().uploads).toHaveLength(1);
    client.forgetUploads();
    expect(await client.uploadImage(bytes, "png")).toBe(first);
  });

  it("does not send what is larger than the server said it takes", async () => {
    const client = createComfyClient(simulator.url);
    const { maxUploadBytes } = await client.readFacts();
    const connections = simulator.ledger.read().connectionsOpened;
    await expect(client.uploadImage(new Uint8Array(maxUploadBytes + 1), "png")).rejects.toMatchObject({
      status: 413,
    });
    expect(simulator.ledger.read().connectionsOpened).toBe(connections);
  });

  it("tells a missing file from a file", async () => {
    const client = createComfyClient(simulator.url);
    await expect(
      client.download({ filename: "no.png", subfolder: "", type: "output" }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it("knows what it never heard of as absent", async () => {
    const client = createComfyClient(simulator.url);
    expect(await client.readHistory("0190a000-0000-7000-8000-000000000000")).toBeNull();
    expect(await client.readQueue()).toEqual({ running: [], pending: [] });
    const outcome = await client.submitPrompt({ promptId: "not a uuid", clientId: "c", graph });
    expect(outcome).toMatchObject({ kind: "refused", refusal: { type: "invalid_prompt_id" } });
  });

  it("names the newest prompt that a history has, and none where it is empty", async () => {
    const fresh = await startSimulator();
    const client = createComfyClient(fresh.url);
    try {
      expect(await client.readNewestId()).toBeNull();
      for (const promptId of [
        "0190a000-0000-7000-8000-00000000000b",
        "0190a000-0000-7000-8000-00000000000a",
      ]) {
        await client.submitPrompt({ promptId, clientId: "c", graph });
        await expect.poll(() => client.readHistory(promptId)).not.toBeNull();
        expect(await client.readNewestId()).toBe(promptId);
      }
    } finally {
      await fresh.stop();
    }
  });

  it("calls a refused connection unsent and a lost answer unknown", async () => {
    const submission = { promptId: "0190a000-0000-7000-8000-000000000001", clientId: "c", graph };
    expect(await createComfyClient(await closedAddress()).submitPrompt(submission)).toMatchObject({
      kind: "unsent",
    });
    simulator.plan({ kind: "lose-reply" });
    expect(await createComfyClient(simulator.url).submitPrompt(submission)).toMatchObject({
      kind: "unknown",
    });
  });
});

describe("what goes over the wire", () => {
  const seen: { method: string; url: string; headers: Record<string, unknown>; body: string }[] = [];
  let reply: { status: number; body: string } = { status: 200, body: "{}" };
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      seen.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
      response.writeHead(reply.status, { "content-type": "application/json" }).end(reply.body);
    });
  });
  let url = "";
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());
  afterEach(() => {
    seen.length = 0;
    reply = { status: 200, body: "{}" };
  });

  it("posts a graph as it is written, and no Origin, Referer or cookie", async () => {
    const graph = '{"1": {"class_type": "KSampler", "inputs": {"seed": 18446744073709551615}}}';
    await createComfyClient(url).submitPrompt({ promptId: "p", clientId: "c", graph });
    expect(seen[0]?.body).toBe(`{"prompt":${graph},"prompt_id":"p","client_id":"c"}`);
    for (const name of ["origin", "referer", "cookie"]) expect(seen[0]?.headers).not.toHaveProperty(name);
  });

  it("sends the credentials of its address as a header, never in the address", async () => {
    const client = createComfyClient(url.replace("://", "://ada:s%40cret@"));
    await client.deleteQueued("p");
    expect(seen[0]?.headers["authorization"]).toBe(`Basic ${Buffer.from("ada:s@cret").toString("base64")}`);
  });

  it("assumes the least of a server that does not tell its version", async () => {
    reply = { status: 200, body: '{"system": {}}' };
    expect(await createComfyClient(url).readFacts()).toEqual({
      version: "unknown",
      targetedInterrupt: false,
      jobsApi: false,
      jobsCancel: false,
      maxUploadBytes: 104857600,
    });
  });

  it("asks only what the server has, once it knows the version", async () => {
    const client = createComfyClient(url);
    reply = { status: 200, body: '{"system": {"comfyui_version": "0.3.45"}}' };
    await client.readFacts();
    reply = { status: 200, body: '{"queue_running": [], "queue_pending": []}' };
    await client.readQueue();
    await client.locateInQueue("p");
    const asked = seen.map((request) => request.url);
    expect(asked).toEqual(["/system_stats", "/features", "/queue", "/queue"]);
  });

  it("T-42 reads a history with a bare NaN in it", async () => {
    reply = { status: 200, body: '{"p": {"outputs": {}, "status": {"status_str": "success"}, "x": NaN}}' };
    expect(await createComfyClient(url).readHistory("p")).toMatchObject({
      status: { status_str: "success" },
    });
  });

  it.each([
    ["0.3.50", "p", true],
    ["0.3.50", "somebody else's", false],
    ["0.3.64", "somebody else's", true],
  ])("on %s, while %s runs, interrupts: %s", async (version, running, interrupts) => {
    reply = { status: 200, body: JSON.stringify({ queue_running: [[1, running]], queue_pending: [] }) };
    await cancelPrompt(createComfyClient(url), featuresOf(version), "p");
    const sent = seen.find((request) => request.url === "/interrupt");
    expect(sent !== undefined).toBe(interrupts);
    if (sent) expect(JSON.parse(sent.body)).toEqual({ prompt_id: "p" });
  });
});
