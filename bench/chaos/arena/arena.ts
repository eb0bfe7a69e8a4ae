import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { freePort } from "#lib/db/free-port";
import { writeProbeWorkflows } from "#lib/dispatch/testing/probe-workflow";
import type { Timings } from "#lib/dispatch/timings";
import { startRig, type Rig } from "../../kit/rig.ts";
import { readSince, type Evidence, type Since } from "../invariants/evidence.ts";
import { openClientLedger, type ClientLedger } from "../ledger/client-ledger.ts";
import { startTcpProxy, type TcpProxy } from "#lib/db/testing/tcp-proxy";
import { createApiClient, type ApiClient } from "./api-client.ts";
import { mountSmallDisk, type SmallDisk } from "./small-disk.ts";
import { keepProcess, type KeptProcess } from "./keep-process.ts";
import { followStream, type StreamClient } from "./stream-client.ts";
import { untilQuiet } from "./until-quiet.ts";
import { startWitnessedServer, type WitnessedServer } from "./witnessed-server.ts";

/** The worker's usual order of events, quicker: a dead worker is noticed within two seconds. */
const hurried: Partial<Timings> = {
  lease: 1500,
  renew: 450,
  queuePoll: 200,
  probe: 300,
  follow: 200,
  absentGap: 300,
  deaf: 600,
  fileRetry: 50,
  spacePoll: 200,
  cancelRepeat: 200,
  surprise: 100,
  grace: 1000,
  objectInfoMissing: 1000,
  sealAudit: 200,
};

/** Both kinds of server: with and without jobs, with and without a targeted interrupt that is atomic. */
const profiles = ["0.33.0", "0.3.64", "0.33.0"] as const;
const collecting = {
  NODE_OPTIONS: `--import=${fileURLToPath(new URL("../collect-garbage.ts", import.meta.url))}`,
};

export type ArenaOptions = {
  /** Up to three. */
  servers?: number;
  workers?: number;
  streams?: number;
  slots?: number;
  /** The worker's own order of events instead of the quicker one. */
  usualTimings?: boolean;
  /** The size of the volume of the pictures: a long load fills one that is small. */
  diskMegabytes?: number;
  /** Has our processes collect their garbage once a minute, for their memory to be watched. */
  collectsGarbage?: boolean;
};

/** The whole product as processes, with a proxy on every line between them, watched from outside. */
export type Arena = {
  readonly rig: Rig;
  readonly servers: readonly WitnessedServer[];
  readonly workers: readonly KeptProcess[];
  readonly web: KeptProcess;
  /** The lines of the workers to the database, of web to the database, and of clients to web. */
  readonly lines: { workers: readonly TcpProxy[]; web: TcpProxy; clients: TcpProxy };
  readonly client: ApiClient;
  readonly streams: readonly StreamClient[];
  /** A line to the database that no fault touches. */
  readonly db: pg.Pool;
  readonly ledger: ClientLedger;
  /** Where this round began. */
  readonly since: Since;
  /** The volume of the pictures; null where none could be mounted. */
  readonly disk: SmallDisk | null;
  /** Where an order to die lies, as a file named by the point. */
  readonly orders: string;
  /** Starts a worker or web anew with more in its environment; without it, as it was. */
  restartWorker(index: number, env?: Readonly<Record<string, string>>): Promise<void>;
  restartWeb(env?: Readonly<Record<string, string>>): Promise<void>;
  /** Runs that were made to fail in this round. */
  readonly mayFail: Set<string>;
  /** Forgets what was judged and begins to watch. Only while everything rests. */
  openRound(): Promise<void>;
  /** Takes every fault off lines, disk and servers. */
  mend(): Promise<void>;
  /** Mends everything, and waits until every run has ended and every stream has arrived. */
  comeToRest(withinMs: number): Promise<void>;
  /** All that is known since `openRound`. */
  evidence(): Promise<Evidence>;
  stop(): Promise<void>;
};

export async function startArena(options: ArenaOptions = {}): Promise<Arena> {
  const rig = await startRig();
  const disk = mountSmallDisk(rig.files, options.diskMegabytes ?? 512);
  try {
    return await furnish(rig, disk, options);
  } catch (error) {
    disk?.unmount();
    await rig.stop();
    throw error;
  }
}

async function furnish(rig: Rig, disk: SmallDisk | null, options: ArenaOptions): Promise<Arena> {
  const { workers: workerCount = 2, streams: streamCount = 2, slots = 2 } = options;
  const orders = join(rig.folder, "orders");
  await mkdir(orders);
  const folders = await writeProbeWorkflows();
  const servers: WitnessedServer[] = [];
  for (const [index, profile] of profiles.slice(0, options.servers).entries()) {
    servers.push(await startWitnessedServer(rig, `gpu-${index + 1}`, profile));
  }
  const toDatabase = { host: "127.0.0.1", port: Number(new URL(rig.databaseUrl).port) };
  const databaseBehind = ({ port }: TcpProxy): string => {
    const address = new URL(rig.appUrl);
    address.port = String(port);
    return address.href;
  };

  const everyEnv: Record<string, string> = options.collectsGarbage === true ? collecting : {};
  const workerEnv = {
    ...everyEnv,
    CHAOS_WORKFLOWS: join(folders.workflows, ".."),
    CHAOS_ORDERS: orders,
    CHAOS_TIMINGS: JSON.stringify(options.usualTimings === true ? {} : hurried),
  };
  const workerLines: TcpProxy[] = [];
  const workers: KeptProcess[] = [];
  const startWorker = (index: number, line: TcpProxy, env: Readonly<Record<string, string>>) => () =>
    rig.worker({
      name: `worker-${index}`,
      program: "bench/chaos/worker-process.ts",
      servers: servers.map(({ url }) => url).join(","),
      slots,
      databaseUrl: databaseBehind(line),
      env: { ...workerEnv, ...env },
    });
  for (let index = 0; index < workerCount; index += 1) {
    const line = await startTcpProxy(toDatabase);
    workerLines.push(line);
    workers.push(await keepProcess(startWorker(index, line, {})));
  }

  const webLine = await startTcpProxy(toDatabase);
  const port = await freePort();
  const startWeb = (env: Readonly<Record<string, string>>) => async () =>
    (await rig.web({ port, databaseUrl: databaseBehind(webLine), env: { ...everyEnv, ...env } })).child;
  const web = await keepProcess(startWeb({}));
  const clientLine = await startTcpProxy({ host: "127.0.0.1", port });
  const door = { url: `http://127.0.0.1:${clientLine.port}`, key: rig.key };

  const db = new pg.Pool({ connectionString: rig.databaseUrl, max: 4 });
  // An idle connection that dies with its Postgres is no news here.
  db.on("error", () => undefined);
  let ledger = openClientLedger();
  let mayFail = new Set<string>();
  let since = await readSince(db);
  let restedAt: string | null = null;
  const streams = Array.from({ length: streamCount }, (_, index) => followStream(`stream-${index}`, door));

  async function mend(): Promise<void> {
    disk?.empty();
    for (const line of [...workerLines, webLine, clientLine]) line.mend();
    for (const server of servers) await server.mend();
  }

  return {
    rig,
    servers,
    workers,
    web,
    lines: { workers: workerLines, web: webLine, clients: clientLine },
    client: createApiClient(door, () => ledger),
    streams,
    db,
    disk,
    orders,
    get ledger() {
      return ledger;
    },
    get since() {
      return since;
    },
    get mayFail() {
      return mayFail;
    },
    async restartWorker(index, env = {}) {
      const line = workerLines[index];
      if (line) await workers[index]?.replace(startWorker(index, line, env));
    },
    restartWeb: (env = {}) => web.replace(startWeb(env)),
    async openRound() {
      ledger = openClientLedger();
      mayFail = new Set();
      for (const server of servers) await server.clearLedger();
      for (const stream of streams) stream.turnPage();
      ledger.streams.push(...streams.map(({ seen }) => seen));
      since = await readSince(db);
    },
    mend,
    async comeToRest(withinMs) {
      await mend();
      restedAt = await untilQuiet({ db, since, streams, withinMs });
    },
    async evidence() {
      // A copy, because streams go on hearing while the outbox is read.
      const client = structuredClone(ledger);
      const ledgers = await Promise.all(servers.map((server) => server.ledger()));
      return { db, url: rig.appUrl, files: rig.files, since, client, servers: ledgers, mayFail, restedAt };
    },
    async stop() {
      for (const stream of streams) stream.stop();
      await Promise.all([web, ...workers].map((kept) => kept.stop()));
      for (const server of servers) await server.stop();
      for (const line of [...workerLines, webLine, clientLine]) await line.stop();
      await db.end();
      disk?.unmount();
      await rig.stop();
    },
  };
}
