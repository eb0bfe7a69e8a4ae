import { type Actor, visibleProjects } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import type { Tx } from "#lib/db/transaction";
import { notFound } from "#lib/errors";
import { isId } from "#lib/ids";
import { isJsonObject } from "#lib/json";
import type { Prisma } from "#prisma";
import { readActivity, type Activity, type VisibleProjects } from "./read-activity.ts";
import { readQueue, readWaiting, type QueueLine, type WaitingLine } from "./read-queue.ts";
import { authoriseHouse } from "./server-access.ts";
import type { ServerRow } from "./server-store.ts";
import {
  serverHealths,
  type PoolView,
  type ServerHealth,
  type ServersView,
  type ServerView,
  type SlotUse,
} from "./server-schema.ts";

/** Every configured server and pool. Runs of projects the actor does not belong to count, but are not named. */
export async function listServers(db: Db | Tx, actor: Actor): Promise<ServersView> {
  authoriseHouse(actor, "server.read");
  const items = await readServers(db, actor);
  const queue = await readQueue(db);
  const waiting = await readWaiting(db);
  const pools = Map.groupBy(items, ({ pool }) => pool);
  return {
    pools: [...pools].map(([name, servers]) => presentPool(name, servers, queue, waiting)),
    items,
    nextCursor: null,
  };
}

function presentPool(
  name: string,
  servers: readonly ServerView[],
  queue: readonly QueueLine[],
  waiting: readonly WaitingLine[],
): PoolView {
  // Runs that are bound to no pool could start in any of them.
  const isHere = ({ pool }: { pool: string | null }) => pool === null || pool === name;
  const lines = queue.filter(isHere);
  const reasons = Map.groupBy(waiting.filter(isHere), ({ code, message }) => JSON.stringify([code, message]));
  return {
    name,
    servers: servers.length,
    slots: sum(servers.map(({ slots }) => slots)),
    slotsInUse: sum(servers.map(({ slotsInUse }) => slotsInUse)),
    queued: sum(lines.map(({ runs }) => runs)),
    oldestQueuedAt: earliest(lines.map(({ oldestAt }) => oldestAt))?.toISOString() ?? null,
    waiting: [...reasons.values()].flatMap(([first, ...others]) =>
      first === undefined
        ? []
        : [
            {
              code: first.code,
              message: first.message,
              runs: sum([first, ...others].map(({ runs }) => runs)),
            },
          ],
    ),
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
      slots: { orderBy: { index: "asc" }, select: { index: true, attempt: { select: shownAttempt } } },
    },
  });
  const visible = actor.kind === "system" ? "all" : visibleProjects(actor);
  const ids = rows.map((row) => row.id);
  const activities = await readActivity(db, ids, visible);
  return rows.map((row) => {
    const running = row.slots.flatMap(({ index, attempt }) =>
      attempt === null ? [] : [presentSlot(index, attempt, visible)],
    );
    return {
      id: row.id,
      name: row.name,
      pool: row.pool,
      health: healthOf(row.health),
      reason: row.healthReason,
      since: row.healthSince.toISOString(),
      version: row.version,
      slots: row.capacity,
      slotsInUse: running.length,
      weight: row.weight,
      drained: row.drainedAt !== null,
      drainedSince: row.drainedAt?.toISOString() ?? null,
      running,
      lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
      warnings: warningsOf(row.capabilities),
      ...(activities.get(row.id) ?? idle),
    };
  });
}

const idle: Activity = {
  medianSeconds: null,
  lastHour: [],
  lastDay: { ended: 0, failed: 0, gpuSeconds: 0 },
  lastErrors: [],
};

const shownAttempt = {
  createdAt: true,
  run: {
    select: {
      id: true,
      projectId: true,
      version: { select: { workflow: { select: { title: true } } } },
      progress: { select: { fraction: true, nodeTitle: true } },
    },
  },
} satisfies Prisma.AttemptSelect;

function presentSlot(
  slot: number,
  { createdAt, run }: Prisma.AttemptGetPayload<{ select: typeof shownAttempt }>,
  visible: VisibleProjects,
): SlotUse {
  return {
    slot,
    since: createdAt.toISOString(),
    run:
      visible === "all" || visible.includes(run.projectId)
        ? {
            id: run.id,
            workflow: run.version.workflow.title,
            fraction: run.progress?.fraction ?? null,
            node: run.progress?.nodeTitle ?? null,
          }
        : null,
  };
}

function healthOf(text: string): ServerHealth {
  return serverHealths.find((health) => health === text) ?? "unknown";
}

function warningsOf(capabilities: unknown): string[] {
  const warnings = isJsonObject(capabilities) ? capabilities["warnings"] : [];
  return Array.isArray(warnings) ? warnings.filter((warning) => typeof warning === "string") : [];
}

function earliest(dates: readonly Date[]): Date | undefined {
  return dates.toSorted((a, b) => a.getTime() - b.getTime())[0];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
