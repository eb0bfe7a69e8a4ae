import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { once } from "node:events";
import { afterEach, expect, test, vi } from "vitest";
import { startSimulator, type Simulator } from "#lib/comfyui/simulator/start-simulator";
import { startHttpProxy, type RequestFault } from "./http-proxy.ts";
import { startTcpProxy } from "#lib/db/testing/tcp-proxy";

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

/** A line through the proxy to a server that says everything back; what arrived there, and what came back so far. */
async function openLine() {
  let arrived = "";
  const far = createServer((socket) => {
    socket.on("data", (chunk: Buffer) => (arrived += chunk.toString()));
    socket.pipe(socket).on("error", () => undefined);
  });
  await once(far.listen(0, "127.0.0.1"), "listening");
  const farPort = (far.address() as AddressInfo).port;
  const proxy = await startTcpProxy({ host: "127.0.0.1", port: farPort });
  endings.push(() => new Promise((resolve) => far.close(resolve)), proxy.stop);
  function dial(port = proxy.port): { socket: Socket; heard: () => string } {
    const socket = connect(port, "127.0.0.1");
    let heard = "";
    socket.on("data", (chunk: Buffer) => (heard += chunk.toString()));
    socket.on("error", () => undefined);
    endings.push(async () => socket.destroy());
    return { socket, heard: () => heard };
  }
  return { proxy, dial, dialDirectly: () => dial(farPort), arrived: () => arrived };
}

test("a cut line breaks what is open and refuses what is new, until it is mended", async () => {
  const { proxy, dial } = await openLine();
  const { socket, heard } = dial();
  socket.write("before");
  await vi.waitFor(() => expect(heard()).toBe("before"));
  proxy.cut();
  await closed(socket);
  const refused = dial();
  await closed(refused.socket);
  proxy.mend();
  const again = dial();
  again.socket.write("after");
  await vi.waitFor(() => expect(again.heard()).toBe("after"));
});

test("a partition on the way up keeps bytes from arriving and loses none", async () => {
  const { proxy, dial, dialDirectly, arrived } = await openLine();
  const { socket, heard } = dial();
  proxy.hold("up");
  socket.write("held");
  const direct = dialDirectly();
  direct.socket.write("direct");
  await vi.waitFor(() => expect(direct.heard()).toBe("direct"));
  expect(arrived()).toBe("direct");
  proxy.mend();
  await vi.waitFor(() => expect(heard()).toBe("held"));
});

test("a partition on the way down keeps answers back and loses none", async () => {
  const { proxy, dial, arrived } = await openLine();
  const { socket, heard } = dial();
  proxy.hold("down");
  socket.write("held");
  await vi.waitFor(() => expect(arrived()).toBe("held"));
  expect(heard()).toBe("");
  proxy.mend();
  await vi.waitFor(() => expect(heard()).toBe("held"));
});

test("a stranded line stays silent without being closed, and the next one works", async () => {
  const { proxy, dial } = await openLine();
  const { socket, heard } = dial();
  socket.write("one");
  await vi.waitFor(() => expect(heard()).toBe("one"));
  proxy.strand();
  socket.write("two");
  const next = dial();
  next.socket.write("three");
  await vi.waitFor(() => expect(next.heard()).toBe("three"));
  expect(heard()).toBe("one");
  expect(socket.destroyed).toBe(false);
});

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) resolve();
    else socket.once("close", () => resolve());
  });
}

async function openHttp(): Promise<{
  simulator: Simulator;
  proxy: Awaited<ReturnType<typeof startHttpProxy>>;
}> {
  const simulator = await startSimulator();
  const proxy = await startHttpProxy(simulator.url);
  endings.push(simulator.stop, proxy.stop);
  return { simulator, proxy };
}

test.each<[RequestFault, number, number | null]>([
  [{ kind: "lose-request" }, 0, null],
  [{ kind: "lose-reply" }, 1, null],
  [{ kind: "repeat" }, 2, 400],
  [{ kind: "delay-request", ms: 5 }, 1, 400],
  [{ kind: "delay-reply", ms: 5 }, 1, 400],
  [{ kind: "answer-instead", status: 404, passedOn: false }, 0, 404],
  [{ kind: "answer-instead", status: 200, passedOn: true }, 1, 200],
])("%o: the server sees it %i times, the client is answered with %s", async (fault, arrivals, status) => {
  const { simulator, proxy } = await openHttp();
  proxy.chooseRequestFault = () => fault;
  const answer = await fetch(`${proxy.url}/prompt`, { method: "POST", body: "{}" }).then(
    ({ status }) => status,
    () => null,
  );
  expect(answer).toBe(status);
  expect(simulator.ledger.read().arrivals).toHaveLength(arrivals);
});

test("a truncated reply announces more than it brings", async () => {
  const { proxy } = await openHttp();
  proxy.chooseRequestFault = () => ({ kind: "truncate-reply" });
  const reply = await fetch(`${proxy.url}/object_info`);
  await expect(reply.text()).rejects.toThrow(/terminated/);
});

test("socket messages are dropped, repeated and overtaken on demand", async () => {
  const { proxy } = await openHttp();
  proxy.chooseMessageFault = () => ({ kind: "repeat" });
  const socket = new WebSocket(`${proxy.url.replace("http", "ws")}/ws?clientId=a`);
  endings.push(async () => socket.close());
  const heard: unknown[] = [];
  socket.addEventListener("message", ({ data }) => void heard.push(data));
  await vi.waitFor(() => expect(heard).toHaveLength(2));
  expect(heard[0]).toEqual(heard[1]);
});
