import { systemActor, type Actor } from "#lib/account/actor";
import { appendAudit } from "#lib/audit/audit-store";
import type { Db } from "#lib/db/client";
import { inTransaction, wakeAfterCommit, type Tx } from "#lib/db/transaction";
import type { ConfiguredServer } from "#lib/env";
import { appendEvents } from "#lib/event/event-store";
import { newId } from "#lib/ids";
import { freeName, serverName } from "./server-name.ts";
import type { ServerHealth } from "./server-schema.ts";

/** A server as the dispatcher knows it. The url stays in the worker. */
export type ServerRow = { id: string; name: string; pool: string; url: string; capacity: number };

/**
 * Brings the rows in line with what is configured: new servers are added with their slots, those gone are marked as
 * removed and keep their history. Several workers may call at once.
 */
export async function registerServers(
  db: Db,
  configured: readonly ConfiguredServer[],
  slotsPerServer: number,
  now: Date,
): Promise<ServerRow[]> {
  return inTransaction(db, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('proofsheet register servers'))`;
    const known = await tx.server.findMany({
      select: { id: true, name: true, url: true, pool: true, capacity: true, weight: true, removedAt: true },
    });
    const taken = new Set(known.map(({ name }) => name));
    const rows: ServerRow[] = [];
    for (const { pool, url, ...own } of new Map(configured.map((server) => [server.url, server])).values()) {
      const { slots: capacity = slotsPerServer, weight = 1 } = own;
      const old = known.find((server) => server.url === url);
      const row = old ?? { id: newId(), name: freeName(serverName(url), taken) };
      taken.add(row.name);
      const told = { name: row.name, pool, slots: capacity, weight };
      if (!old) {
        const { id, name } = row;
        await tx.server.create({ data: { id, name, pool, url, capacity, weight, healthSince: now } });
        await record(tx, systemActor, "server.added", id, told);
      }
      // Slots before their server, as a claim locks them.
      await setCapacity(tx, row.id, capacity);
      if (old && (old.removedAt !== null || old.pool !== pool)) {
        await tx.server.update({ where: { id: row.id }, data: { pool, capacity, weight, removedAt: null } });
        await record(tx, systemActor, "server.added", row.id, told);
      } else if (old && (old.capacity !== capacity || old.weight !== weight)) {
        await tx.server.update({ where: { id: row.id }, data: { capacity, weight } });
        await record(tx, systemActor, "server.changed", row.id, told);
      }
      rows.push({ id: row.id, name: row.name, pool, url, capacity });
    }
    for (const { id, name, pool } of known.filter(
      (old) => old.removedAt === null && !rows.some((row) => row.id === old.id),
    )) {
      await tx.server.update({ where: { id }, data: { removedAt: now } });
      await record(tx, systemActor, "server.removed", id, { name, pool });
    }
    return rows;
  });
}

/** One row per unit of capacity. A slot in use outlives a smaller configuration; freeing it removes it then. */
async function setCapacity(tx: Tx, serverId: string, slots: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO server_slot (server_id, index)
    SELECT ${serverId}::uuid, generate_series(0, ${slots - 1}::int) ON CONFLICT DO NOTHING`;
  await tx.serverSlot.deleteMany({ where: { serverId, index: { gte: slots }, attemptId: null } });
}

export type ObservedHealth = {
  health: ServerHealth;
  reason: string | null;
  version: string | null;
  warnings: readonly string[];
  /** Its release has known security holes; it is used all the same. */
  isBelowFloor: boolean;
};

/**
 * Writes down what a probe found; `isAlive` when the server answered. An event only when something people see has
 * changed, so that several workers probing one server do not repeat each other.
 */
export async function recordHealth(
  db: Db,
  serverId: string,
  observed: ObservedHealth,
  isAlive: boolean,
): Promise<void> {
  const { health, reason, version } = observed;
  const { warnings, isBelowFloor } = observed;
  const capabilities = JSON.stringify({ warnings, isBelowFloor });
  await inTransaction(db, async (tx) => {
    const changed = await tx.$executeRaw`
      UPDATE server SET
        health_since = CASE WHEN health = ${health} THEN health_since ELSE now() END,
        health = ${health}, health_reason = ${reason},
        version = coalesce(${version}, version),
        capabilities = CASE WHEN ${version}::text IS NULL THEN capabilities ELSE ${capabilities}::jsonb END
      WHERE id = ${serverId}::uuid AND (
        (health, health_reason) IS DISTINCT FROM (${health}, ${reason})
        OR (${version}::text IS NOT NULL AND (version, capabilities) IS DISTINCT FROM (${version}, ${capabilities}::jsonb)))`;
    if (changed > 0) await announce(tx, serverId, { health, reason });
  });
  if (isAlive) {
    await db.$executeRaw`
      UPDATE server SET last_seen_at = now()
      WHERE id = ${serverId}::uuid AND (last_seen_at IS NULL OR last_seen_at < now() - interval '5 seconds')`;
  }
}

/** Whoever resumes a server vouches for it: what it did wrong before is forgotten. */
const forgiven = { faults: [], openings: 0, openUntil: null, trialAttemptId: null };

/** Stops (`drained`) or resumes giving runs to the server. False when it already was so. */
export async function setDrained(
  tx: Tx,
  actor: Actor,
  serverId: string,
  drained: boolean,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.server.updateMany({
    where: { id: serverId, drainedAt: drained ? null : { not: null } },
    data: drained ? { drainedAt: now } : { drainedAt: null, ...forgiven },
  });
  if (count === 0) return false;
  await record(tx, actor, drained ? "server.drained" : "server.resumed", serverId, { drained });
  wakeAfterCommit(tx, "queue");
  return true;
}

async function record(tx: Tx, actor: Actor, action: string, id: string, data: EventData) {
  await announce(tx, id, data);
  await appendAudit(tx, actor, [{ action, subjectType: "server", subjectId: id, projectId: null, data }]);
}

type EventData = { [key: string]: string | number | boolean | null };

/** Tells screens that slots were freed without a change of any run. */
export async function announceFreedSlots(tx: Tx, serverId: string, freed: number): Promise<void> {
  await announce(tx, serverId, { freed });
}

async function announce(tx: Tx, id: string, data: EventData): Promise<void> {
  await appendEvents(tx, [{ kind: "server.changed", projectId: null, subjectId: id, data }]);
}
