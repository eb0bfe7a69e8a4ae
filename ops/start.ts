import { join, resolve } from "node:path";
import process from "node:process";
import { createDb } from "#lib/db/client";
import { freePort } from "#lib/db/free-port";
import { env, parseEnvironment, type Environment } from "#lib/env";
import { ensureFirstRunLink } from "#lib/account/first-run";
import { migrate } from "../prisma/migrate.ts";
import { provideAppLogin } from "../prisma/provide-app-role.ts";
import { buildWeb, isBuildCurrent } from "./build.ts";
import {
  CannotStart,
  keptPort,
  lockDataDirectory,
  requireDatabase,
  requireFreePort,
  requireServers,
} from "./preflight.ts";
import { step } from "./progress.mjs";
import { supervise, type Supervised } from "./supervise.ts";
import { untilReady } from "./until-ready.ts";
import { webArguments } from "./web.ts";

// Runs everything on one machine: Postgres, simulator, worker, web. Started last, stopped first.
const running: Supervised[] = [];
let unlock: (() => void) | undefined;
let stopping = false;
/** Set by `npm run dev`: the web app is compiled as it is edited instead of built. */
const developing = process.env["PROOFSHEET_DEV"] === "1";

async function start(): Promise<void> {
  console.log("\n  Proofsheet\n");
  const settings = readSettings();
  await requireFreePort(settings.HOST, settings.PORT);
  unlock = lockDataDirectory(settings.DATA_DIR);
  // What stands in the way is said before anything takes time.
  const givenDatabase = process.env["DATABASE_URL"] || undefined;
  if (givenDatabase !== undefined) await requireDatabase(givenDatabase);
  const silent = await requireServers(settings.COMFYUI_URL);
  if (!developing && !(await isBuildCurrent())) await step("Web app", "built once, then kept", buildWeb);
  const databaseUrl = givenDatabase ?? (await startDatabase(settings));
  await step("Database", "", () => migrate(databaseUrl));
  // Nobody but us is in the built-in one: its owner's password stays with this process.
  const appUrl = givenDatabase ?? (await provideAppLogin(databaseUrl));
  for (const { url } of silent) console.log(`  ! ${url} does not answer yet; its runs wait until it does.`);
  const comfyUrl =
    settings.COMFYUI_URL.length > 0 ? (process.env["COMFYUI_URL"] ?? "") : await startSimulator(settings);
  const shared = {
    DATABASE_URL: appUrl,
    COMFYUI_URL: comfyUrl,
    NODE_ENV: developing ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
  };
  launch("worker", ["lib/dispatch/main.ts"], shared, settings).markReady();
  const web = launch(
    "web",
    webArguments(developing ? "dev" : "start", settings.HOST, settings.PORT),
    shared,
    settings,
  );
  const host = settings.HOST === "0.0.0.0" || settings.HOST === "::" ? "127.0.0.1" : settings.HOST;
  await step("Web", "", () => untilReady(web, `http://${host}:${settings.PORT}/api/health/ready`));
  await announce(settings, appUrl, `http://${host}:${settings.PORT}`);
}

/** The settings of this machine; the database may still be missing, because an embedded one may be about to start. */
function readSettings(): Environment {
  const placeholder = "postgresql://embedded";
  try {
    return parseEnvironment({ ...process.env, DATABASE_URL: process.env["DATABASE_URL"] || placeholder });
  } catch (error) {
    throw new CannotStart(error instanceof Error ? error.message : String(error));
  }
}

async function startDatabase(settings: Environment): Promise<string> {
  const directory = resolve(settings.DATA_DIR, "postgres");
  const port = await freePort();
  return step("Postgres", "", async () => {
    const postgres = launch("postgres", ["ops/postgres.ts", directory, String(port)], {}, settings);
    return untilReady(postgres, { directory, port });
  });
}

async function startSimulator(settings: Environment): Promise<string> {
  const port = await keptPort(join(settings.DATA_DIR, "simulator.port"));
  const url = `http://127.0.0.1:${port}`;
  await step("ComfyUI simulator", "no COMFYUI_URL given", () =>
    untilReady(
      launch("simulator", ["lib/comfyui/simulator/main.ts"], { SIMULATOR_PORT: String(port) }, settings),
      `${url}/system_stats`,
    ),
  );
  return url;
}

function launch(
  name: string,
  args: string[],
  extra: Record<string, string>,
  settings: Environment,
): Supervised {
  const child = supervise({
    name,
    args,
    env: extra,
    logDirectory: join(settings.DATA_DIR, "logs"),
    onRestart: (which) =>
      console.log(
        `  ! ${which} stopped and is started again (see ${join(settings.DATA_DIR, "logs", `${which}.log`)})`,
      ),
  });
  running.push(child);
  return child;
}

async function announce(settings: Environment, databaseUrl: string, address: string): Promise<void> {
  process.env["DATABASE_URL"] = databaseUrl;
  const db = createDb({ url: databaseUrl, poolSize: 1 });
  const link = await ensureFirstRunLink(db, env(), new Date());
  await db.$disconnect();
  const simulated =
    settings.COMFYUI_URL.length === 0
      ? "Pictures come from the built-in simulator. Set COMFYUI_URL to use your ComfyUI.\n  "
      : "";
  console.log(
    link === null
      ? `\n  Ready at ${settings.PUBLIC_URL ?? address}\n\n  ${simulated}Ctrl-C stops everything.\n`
      : `\n  Ready. Open this link to become the owner (it works once):\n\n  ${link}\n\n  ${simulated}Ctrl-C stops everything.\n`,
  );
}

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (code === 0) console.log("\n  Stopping …");
  for (const child of running.reverse()) await child.stop();
  unlock?.();
  process.exit(code);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));

try {
  await start();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  console.error(`\n  Proofsheet cannot start. ${message}\n`);
  await stop(1);
}
