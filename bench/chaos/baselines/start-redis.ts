import { spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { freePort } from "#lib/db/free-port";

export type Redis = { port: number; stop(): Promise<void> };

const readyWithinMs = 10_000;

/** A Redis that writes its log to disk every second (its own default for the append-only file); null without one on PATH. */
export async function startRedis(folder: string): Promise<Redis | null> {
  const port = await freePort();
  const directory = join(folder, "redis");
  await mkdir(directory);
  const child = spawn(
    "redis-server",
    ["--port", String(port), "--bind", "127.0.0.1", "--dir", directory, "--appendonly", "yes", "--save", ""],
    { stdio: "ignore" },
  );
  let isGone = false;
  const exited = new Promise<void>((resolve) => {
    const end = (): void => {
      isGone = true;
      resolve();
    };
    child.once("error", end);
    child.once("exit", end);
  });
  const startedAtMs = performance.now();
  while (!isGone && performance.now() - startedAtMs < readyWithinMs) {
    if (await answers(port)) {
      return {
        port,
        async stop() {
          child.kill("SIGTERM");
          await exited;
        },
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return null;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
