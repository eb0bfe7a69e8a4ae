import { appRole } from "#lib/db/app-role";
import type { Db } from "#lib/db/client";
import type { Readiness } from "./health-schema.ts";

const answerWithinMs = 3000;

/**
 * Whether this process can serve: the database answers and has every migration of `expected` (names, in any order).
 * A worker that is away is only warned of; people can still review. Tells nothing of addresses or versions.
 */
export async function readReadiness(db: Db, expected: readonly string[]): Promise<Readiness> {
  const facts = await Promise.race([readFacts(db).catch(() => null), timeout()]);
  if (facts === null) {
    return {
      status: "unready",
      database: "unreachable",
      migrations: "unknown",
      worker: "unknown",
      warnings: ["The database cannot be reached. Check that it runs and that DATABASE_URL leads to it."],
    };
  }
  const isPending = expected.some((name) => !facts.applied.has(name));
  const warnings = [
    ...(isPending ? ["Migrations are missing. Run npm run migrate."] : []),
    ...(facts.isWorkerSeen
      ? []
      : [
          "No ComfyUI server has answered a worker within the last minute; queued runs wait. Check that a worker runs and that a server can be reached.",
        ]),
    ...(facts.belowFloor === 0 ? [] : [floorWarning(facts.belowFloor)]),
    ...(facts.isAuditGuarded || isPending ? [] : [ownerWarning]),
  ];
  return {
    status: isPending ? "unready" : "ready",
    database: "reachable",
    migrations: isPending ? "pending" : "applied",
    worker: facts.isWorkerSeen ? "seen" : "silent",
    warnings,
  };
}

const ownerWarning = `The database role in use owns the audit, and only triggers keep it from altering what is on record. Let npm run migrate sign in as somebody who may make roles (CREATEROLE), or make the role ${appRole} and grant it to the one who migrates; then start again.`;

function floorWarning(servers: number): string {
  const who = servers === 1 ? "1 connected ComfyUI server runs" : `${servers} connected ComfyUI servers run`;
  return `${who} a release with known security holes. The servers screen says which and what closes them; until it is updated, let nobody else reach it.`;
}

type Facts = { applied: Set<string>; isWorkerSeen: boolean; belowFloor: number; isAuditGuarded: boolean };

async function readFacts(db: Db): Promise<Facts> {
  const [table] = await db.$queryRaw<{ isThere: boolean }[]>`
    SELECT to_regclass('_prisma_migrations') IS NOT NULL AS "isThere"`;
  if (table?.isThere !== true) {
    return { applied: new Set(), isWorkerSeen: false, belowFloor: 0, isAuditGuarded: true };
  }
  const rows = await db.$queryRaw<{ migration_name: string }[]>`
    SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  return {
    applied: new Set(rows.map(({ migration_name }) => migration_name)),
    isWorkerSeen: await isWorkerSeen(db).catch(() => false),
    belowFloor: await countBelowFloor(db).catch(() => 0),
    isAuditGuarded: await isAuditGuarded(db).catch(() => true),
  };
}

async function isWorkerSeen(db: Db): Promise<boolean> {
  const [row] = await db.$queryRaw<{ isSeen: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM server WHERE removed_at IS NULL AND last_seen_at > now() - interval '1 minute'
    ) AS "isSeen"`;
  return row?.isSeen === true;
}

async function countBelowFloor(db: Db): Promise<number> {
  return db.server.count({
    where: { removedAt: null, capabilities: { path: ["isBelowFloor"], equals: true } },
  });
}

async function isAuditGuarded(db: Db): Promise<boolean> {
  const [row] = await db.$queryRaw<{ mayAlter: boolean }[]>`
    SELECT has_table_privilege('audit', 'UPDATE, DELETE, TRUNCATE')
      OR has_table_privilege('audit_seal', 'INSERT, UPDATE, DELETE, TRUNCATE') AS "mayAlter"`;
  return row?.mayAlter !== true;
}

function timeout(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), answerWithinMs).unref());
}
