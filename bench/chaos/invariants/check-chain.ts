import { verifyAudit } from "#lib/audit/verify-audit";
import { createDb, type Db } from "#lib/db/client";
import type { Evidence, Violation } from "./evidence.ts";

/**
 * I4, that what is on record stays so: the hash chain is whole, and whoever signs in as web and worker do has no right
 * to alter, delete or empty lines and seals, nor to write seals. That lines are all sealed in the end, `untilQuiet` waits for.
 */
export async function checkChain({ url }: Evidence): Promise<Violation[]> {
  // As the product opens it, so that it has the product's role.
  const db = createDb({ url, poolSize: 1 });
  try {
    const { wrong } = await verifyAudit(db);
    const broken = wrong.map(({ why }): Violation => ({ invariant: "I4", subject: "audit chain", why }));
    return [...broken, ...(await findRights(db))];
  } finally {
    await db.$disconnect();
  }
}

async function findRights(db: Db): Promise<Violation[]> {
  const rows = await db.$queryRaw<{ role: string; name: string; right: string }[]>`
    SELECT current_user AS role, name, asked AS right
    FROM unnest(ARRAY['audit', 'audit_seal']) AS name, unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) AS asked
    WHERE has_table_privilege(name, asked)
    UNION ALL
    SELECT current_user, 'audit_seal', 'INSERT' WHERE has_table_privilege('audit_seal', 'INSERT')`;
  return rows.map(({ role, name, right }) => ({
    invariant: "I4",
    subject: `role ${role}`,
    why: `has the right to ${right} ${name}`,
  }));
}
