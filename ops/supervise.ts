import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { longLived } from "./long-lived.mjs";

/** A process kept running: started again when it dies, ended when this process ends. */
export type Supervised = {
  name: string;
  logFile: string;
  stop(): Promise<void>;
  /** Resolves with the exit code if the process dies before `ready`. */
  readonly failedEarly: Promise<number>;
  markReady(): void;
};

export type SuperviseOptions = {
  name: string;
  args: readonly string[];
  env: Record<string, string>;
  logDirectory: string;
  onRestart?: (name: string) => void;
};

const restartDelaysMs = [200, 500, 1000, 2000, 5000];
const stopGraceMs = 10_000;

/**
 * Starts `args` under this runtime with an IPC channel. The child watches the channel: when this process is killed,
 * even with -9, the channel closes and the child ends, so that nothing is left to block the next start.
 */
export function supervise(options: SuperviseOptions): Supervised {
  mkdirSync(options.logDirectory, { recursive: true });
  const logFile = join(options.logDirectory, `${options.name}.log`);
  // The child writes into the file itself: a pipe through this process would break when this process is killed.
  const log = openSync(logFile, "a");
  let child: ChildProcess | undefined;
  let stopping = false;
  let ready = false;
  let deaths = 0;
  let reportEarly: (code: number) => void = () => undefined;
  const failedEarly = new Promise<number>((resolve) => (reportEarly = resolve));

  function start(): void {
    child = launch(options, log);
    const began = Date.now();
    child.once("exit", (code) => {
      if (stopping) return;
      if (!ready) return reportEarly(code ?? 1);
      deaths = Date.now() - began > 30_000 ? 0 : deaths + 1;
      const delay = restartDelaysMs[Math.min(deaths, restartDelaysMs.length - 1)] ?? 5000;
      options.onRestart?.(options.name);
      setTimeout(() => {
        if (!stopping) start();
      }, delay);
    });
  }

  start();
  return {
    name: options.name,
    logFile,
    failedEarly,
    markReady: () => void (ready = true),
    async stop() {
      stopping = true;
      const running = child;
      if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
      await new Promise<void>((resolve) => {
        const kill = setTimeout(() => running.kill("SIGKILL"), stopGraceMs);
        running.once("exit", () => {
          clearTimeout(kill);
          resolve();
        });
        running.kill("SIGTERM");
      });
    },
  };
}

function launch(options: SuperviseOptions, log: number): ChildProcess {
  return spawn(process.execPath, [...longLived, ...options.args], {
    stdio: ["ignore", log, log, "ipc"],
    env: { ...process.env, ...options.env },
    // Ctrl-C reaches the whole terminal group; only the supervisor may act on it, so that things stop in order.
    detached: process.platform !== "win32",
  });
}
