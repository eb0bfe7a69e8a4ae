import { type Actor, visibleProjects } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { notFound } from "#lib/errors";
import { isId } from "#lib/ids";
import { isJsonObject } from "#lib/json";
import { readVersion } from "#lib/workflow/read-version";
import { authoriseHouse } from "./server-access.ts";
import type { ServerRow } from "./server-store.ts";
import { serverHealths, type ServerHealth, type ServersView, type ServerView } from "./server-schema.ts";

/** Every configured server and pool. Runs of projects the actor does not belong to count, but are not named. */
export async function listServers(db: Db | Tx, actor: Actor): Promise<ServersView> {
  authoriseHouse(actor, "server.read");
  const items = await readServers(db, actor);
  const queued = await countQueued(db);
  const pools = Map.groupBy(items, ({ pool }) => pool);
  return {
    pools: [...pools].map(([name, servers]) => ({
      name,
      servers: servers.length,
      slots: sum(servers.map(({ slots }) => slots)),
      slotsInUse: sum(servers.map(({ slotsInUse }) => slotsInUse)),
      // Runs that are bound to no pool could start in any of them.
      queued: (queued.get(name) ?? 0) + (queued.get(null) ?? 0),
    })),
    items,
    nextCursor: null,
  };
}

/** One server; 404 when there is none of that id. */
export async function readServer(db: Db | Tx, actor: Actor, id: string): Promise<ServerView> {
  authoriseHouse(actor, "server.read");
  const [server] = isId(id) ? await readServers(db, actor, id) : [];
  if (server === undefined) throw notFound("server");
  return server;
}

/** Any server we ever knew, configured or not, for the worker: `url` is for nobody else. */
export async function readServerRow(db: Db, id: string): Promise<ServerRow> {
  return db.server.findUniqueOrThrow({
    where: { id },
    select: { id: true, name: true, pool: true, url: true, capacity: true },
  });
}

async function readServers(db: Db | Tx, actor: Actor, id?: string): Promise<ServerView[]> {
  const rows = await db.server.findMany({
    where: { removedAt: null, ...(id === undefined ? {} : { id }) },
    orderBy: [{ pool: "asc" }, { name: "asc" }],
    include: {
      slots: {
        orderBy: { index: "asc" },
        include: {
          attempt: {
            select: {
              createdAt: true,
              run: {
                select: {
                  id: true,
                  projectId: true,
                  version: { select: { workflow: { select: { title: true } } } },
                },
              },
            },
          },
        },
      },
    },
  });
  const visible = new Set(visibleProjects(actor));
  return rows.map((row) => {
    const attempts = row.slots.flatMap(({ attempt }) => (attempt === null ? [] : [attempt]));
    return {
      id: row.id,
      name: row.name,
      pool: row.pool,
      health: healthOf(row.health),
      reason: row.healthReason,
      since: row.healthSince.toISOString(),
      version: row.version,
      slots: row.capacity,
      slotsInUse: attempts.length,
      weight: row.weight,
      drained: row.drainedAt !== null,
      running: attempts
        .filter(({ run }) => actor.kind === "system" || visible.has(run.projectId))
        .map(({ createdAt, run }) => ({
          runId: run.id,
          workflow: run.version.workflow.title,
          since: createdAt.toISOString(),
        })),
      lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
      warnings: warningsOf(row.capabilities),
    };
  });
}

/** Queued runs by the pool their contract names; null for those that may run anywhere. */
async function countQueued(db: Db | Tx): Promise<Map<string | null, number>> {
  const groups = await db.run.groupBy({ by: ["versionId"], where: { status: "queued" }, _count: true });
  const counts = new Map<string | null, number>();
  for (const { versionId, _count } of groups) {
    // A version this release cannot read counts as one without a pool rather than hiding the servers.
    const version = await readVersion(db, versionId).catch(() => null);
    const pool = version?.contract.pool ?? null;
    counts.set(pool, (counts.get(pool) ?? 0) + _count);
  }
  return counts;
}

function healthOf(text: string): ServerHealth {
  return serverHealths.find((health) => health === text) ?? "unknown";
}

function warningsOf(capabilities: unknown): string[] {
  const warnings = isJsonObject(capabilities) ? capabilities["warnings"] : [];
  return Array.isArray(warnings) ? warnings.filter((warning) => typeof warning === "string") : [];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
