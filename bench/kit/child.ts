import { spawn } from "node:child_process";
import { mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { longLived } from "../../ops/long-lived.mjs";
import { askProcess } from "./serve-commands.ts";

/** A process of the rig, started once: when it dies it stays dead until somebody starts another. */
export type Child = {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** What the process said with its first message, such as its address. */
  readonly hello: Record<string, unknown>;
  readonly isAlive: boolean;
  /** Resolves when the process is gone. */
  readonly exited: Promise<void>;
  /** Has the process carry out a command it serves (`serveCommands`) and resolves with its answer. */
  ask(command: string, argument?: unknown): Promise<unknown>;
  /** Sends a signal at once; SIGSTOP and SIGCONT make a zombie and wake it. */
  signal(signal: NodeJS.Signals): void;
  /** SIGKILL, resolved when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM, and SIGKILL when that is not heard. */
  stop(): Promise<void>;
};

export type ChildOptions = {
  name: string;
  /** For the runtime: a script and its arguments. */
  args: readonly string[];
  env?: Readonly<Record<string, string>>;
  logFolder: string;
  readyWithinMs?: number;
};

const graceMs = 10_000;

/** Starts a process of this project and waits for its `ready` message. Throws with its log file when none comes. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const { name, args, env = {}, logFolder, readyWithinMs = 60_000 } = options;
  mkdirSync(logFolder, { recursive: true });
  const logFile = join(logFolder, `${name}.log`);
  const log = openSync(logFile, "a");
  const child = spawn(process.execPath, [...longLived, "--disable-warning=ExperimentalWarning", ...args], {
    stdio: ["ignore", log, log, "ipc"],
    env: { ...process.env, ...env },
  });
  let isAlive = true;
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => {
      isAlive = false;
      resolve();
    });
  });
  const hello = await new Promise<Record<string, unknown>>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${name} ${why}; its log is ${logFile}`));
    const timer = setTimeout(() => fail("did not become ready"), readyWithinMs);
    child.once("exit", () => fail("ended before it was ready"));
    child.once("error", (error) => fail(error.message));
    child.once("message", (message) => {
      clearTimeout(timer);
      resolve(message as Record<string, unknown>);
    });
  });
  return {
    name,
    ask: (command, argument) => askProcess(child, name, command, argument),
    pid: child.pid ?? 0,
    logFile,
    hello,
    get isAlive() {
      return isAlive;
    },
    exited,
    signal: (signal) => void child.kill(signal),
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
    async stop() {
      if (!isAlive) return;
      child.kill("SIGCONT");
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}
