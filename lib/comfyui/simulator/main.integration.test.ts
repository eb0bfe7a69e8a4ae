import { fork, type ChildProcess } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { afterEach, expect, test } from "vitest";

const program = path.join(import.meta.dirname, "main.ts");
let child: ChildProcess | undefined;

afterEach(() => {
  child?.kill("SIGKILL");
});

function start(settings: Record<string, string>): ChildProcess {
  child = fork(program, {
    env: { NODE_ENV: "test", SIMULATOR_PORT: "0", ...settings },
    execArgv: [],
    silent: true,
  });
  return child;
}

function ready(process: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    process.once("message", (message) => resolve((message as { url: string }).url));
  });
}

function exitCode(process: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    process.once("exit", resolve);
  });
}

/** Exit code and what was said about it. */
function ended(process: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = "";
  process.stderr?.on("data", (text: Buffer) => {
    said += text.toString("utf8");
  });
  return new Promise((resolve) => {
    process.once("close", (code) => resolve({ code, said }));
  });
}

test("the program serves, and ends cleanly when told to", async () => {
  const program = start({ SIMULATOR_PROFILE: "0.3.64" });
  const url = await ready(program);
  const stats = (await (await fetch(`${url}/system_stats`)).json()) as { system: object };
  expect(stats.system).toMatchObject({ comfyui_version: "0.3.64" });
  const end = exitCode(program);
  program.kill("SIGTERM");
  expect(await end).toBe(0);
});

test("the program ends when its parent is gone", async () => {
  const program = start({});
  await ready(program);
  const end = exitCode(program);
  program.disconnect();
  expect(await end).toBe(0);
});

test("a port in use and wrong settings are said in one sentence each", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => {
    other.listen(0, "127.0.0.1", resolve);
  });
  const { port } = other.address() as AddressInfo;
  const busy = await ended(start({ SIMULATOR_PORT: String(port) }));
  other.close();
  expect(busy).toMatchObject({ code: 1 });
  expect(busy.said).toContain(`Port ${port} is in use. Set SIMULATOR_PORT to a free one`);
  const wrong = await ended(start({ SIMULATOR_PROFILE: "1.0", SIMULATOR_SPEED: "fast" }));
  expect(wrong.code).toBe(1);
  expect(wrong.said).toMatch(/SIMULATOR_PROFILE: .*\nSIMULATOR_SPEED: /);
});
