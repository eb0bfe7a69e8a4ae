import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "#lib/db/free-port";
import { buildWeb, isBuildCurrent } from "../../ops/build.ts";
import { webArguments } from "../../ops/web.ts";
import { migrate } from "../../prisma/migrate.ts";
import { provideAppLogin } from "../../prisma/provide-app-role.ts";
import { startChild, type Child } from "./child.ts";
import { startRigPostgres, type RigPostgres } from "./postgres.ts";
import { startRigSimulator, type RigSimulator, type RigSimulatorOptions } from "./simulator.ts";

export type WorkerSettings = {
  name: string;
  /** As in COMFYUI_URL. */
  servers: string;
  slots?: number;
  /** Another program that starts the worker, such as one that kills itself at a named point. */
  program?: string;
  /** Another address of the database, such as a proxy that can be cut. */
  databaseUrl?: string;
  env?: Readonly<Record<string, string>>;
};

export type RigWeb = { readonly url: string; readonly key: string; readonly child: Child };

/** The whole system as separate processes on this machine, in a folder that is thrown away. */
export type Rig = {
  readonly folder: string;
  readonly files: string;
  readonly postgres: RigPostgres;
  /** The migrated database, as its owner. */
  readonly databaseUrl: string;
  /** The same as web and worker sign in to it. */
  readonly appUrl: string;
  /** An API key with the rights of an owner. */
  readonly key: string;
  simulator(options: Omit<RigSimulatorOptions, "folder">): Promise<RigSimulator>;
  worker(settings: WorkerSettings): Promise<Child>;
  /** The built web app, built first when the build is not current. Answers its address and an owner's API key. */
  web(settings?: {
    port?: number;
    databaseUrl?: string;
    env?: Readonly<Record<string, string>>;
  }): Promise<RigWeb>;
  stop(): Promise<void>;
};

/** Starts a Postgres and migrates it; everything else starts when it is asked for. `stop` ends and removes all. */
export async function startRig(): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), "proofsheet-rig-"));
  await chmod(folder, 0o755);
  const logFolder = join(folder, "logs");
  const files = join(folder, "data", "files");
  const postgres = await startRigPostgres(folder);
  await migrate(postgres.url);
  const appUrl = await provideAppLogin(postgres.url);
  const children: { stop(): Promise<void> }[] = [postgres];
  const key = `rig-${"k".repeat(28)}`;

  function environment(databaseUrl: string): Record<string, string> {
    return {
      DATABASE_URL: databaseUrl,
      DATA_DIR: join(folder, "data"),
      PROOFSHEET_API_KEY: key,
      // What a server is given is counted: only runs, unless a bench asks for more.
      COMFYUI_WARM_UP: "off",
      NEXT_TELEMETRY_DISABLED: "1",
    };
  }

  // Looked at once: what is edited while a rig stands must not take the build away from under its web app.
  let built: Promise<void> | undefined;
  async function buildOnce(): Promise<void> {
    if (!(await isBuildCurrent())) await buildWeb();
  }

  return {
    folder,
    files,
    postgres,
    databaseUrl: postgres.url,
    appUrl,
    key,
    async simulator(options) {
      const simulator = await startRigSimulator({ folder, ...options });
      children.push(simulator);
      return simulator;
    },
    async worker({
      name,
      servers,
      slots = 1,
      program = "lib/dispatch/main.ts",
      databaseUrl = appUrl,
      env = {},
    }) {
      const child = await startChild({
        name,
        args: [program],
        env: {
          ...environment(databaseUrl),
          COMFYUI_URL: servers,
          COMFYUI_SLOTS: String(slots),
          ...env,
        },
        logFolder,
      });
      children.push(child);
      return child;
    },
    async web({ port, databaseUrl = appUrl, env = {} } = {}) {
      await (built ??= buildOnce());
      const at = port ?? (await freePort());
      const child = await startChild({
        name: `web-${at}`,
        args: webArguments("start", "127.0.0.1", at),
        env: {
          ...environment(databaseUrl),
          NODE_ENV: "production",
          HOST: "127.0.0.1",
          PORT: String(at),
          ...env,
        },
        logFolder,
      });
      children.push(child);
      return { url: `http://127.0.0.1:${at}`, key, child };
    },
    async stop() {
      for (const child of children.toReversed()) await child.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
