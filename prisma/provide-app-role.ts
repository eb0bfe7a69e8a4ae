import { createHash } from "node:crypto";
import pg from "pg";
import { appRole, mayTakeSql } from "#lib/db/app-role";

const role = pg.escapeIdentifier(appRole);
const login = pg.escapeIdentifier("proofsheet_login");

/**
 * A login that belongs to that role and to nothing else, for a database that is ours alone. Answers the address that web
 * and worker get; its password follows from the owner's, and not the other way.
 */
export async function provideAppLogin(ownerUrl: string): Promise<string> {
  const address = new URL(ownerUrl);
  const password = createHash("sha256").update(`web and worker ${address.password}`).digest("hex");
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = 'proofsheet_login'");
    if (rowCount === 0) await client.query(`CREATE ROLE ${login} IN ROLE ${role}`);
    await client.query(`ALTER ROLE ${login} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
  } finally {
    await client.end();
  }
  return Object.assign(address, { username: "proofsheet_login", password }).href;
}

/**
 * Makes the role that web and worker take (lib/db/app-role.ts) and gives it what it lacks, also of tables that came since.
 * Answers false, and changes nothing, where the one who migrates may not make roles: triggers alone guard the audit then.
 */
export async function provideAppRole(client: pg.Client): Promise<boolean> {
  if (!(await makeRole(client))) return false;
  const { rows } = await client.query<{ grant: string }>(lackingSql, [appRole]);
  if (rows.length === 0) return true;
  await client.query("BEGIN");
  try {
    for (const { grant } of rows) await client.query(grant);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
  return true;
}

async function makeRole(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ isMine: boolean }>(
    `SELECT ${mayTakeSql("current_user")} AS "isMine" FROM pg_roles WHERE rolname = $1`,
    [appRole],
  );
  if (rows[0]?.isMine === true) return true;
  try {
    if (rows.length === 0) await client.query(`CREATE ROLE ${role} NOLOGIN`);
    await client.query(`GRANT ${role} TO CURRENT_USER`);
    return true;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    // Roles belong to the whole server: somebody else who migrates in it was quicker.
    if (error.code === "42710" || error.code === "23505") return makeRole(client);
    if (error.code === "42501") return false;
    throw error;
  }
}

/** What the app says of a line on record. Its number, its transaction and its time are Postgres' to give. */
const saidOfAudit = "actor_kind, actor_id, actor_name, action, subject_type, subject_id, project_id, data";

/**
 * The statements that are still needed, in their order: a right to a whole table goes before that to its columns, which
 * it would take along. What is on record is left out of the first, and named in the last.
 */
const lackingSql = `
  WITH own AS (
    SELECT oid, oid::regclass::text AS name, relkind = 'S' AS is_sequence,
      relname IN ('audit', 'audit_seal', '_prisma_migrations') AS is_record
    FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'S') AND pg_has_role(relowner, 'USAGE')
  )
  SELECT 'GRANT SELECT, INSERT, UPDATE, DELETE ON ' || name || ' TO ${role}' AS grant FROM own
  WHERE NOT is_sequence AND NOT is_record AND NOT (has_table_privilege($1, oid, 'SELECT')
    AND has_table_privilege($1, oid, 'INSERT') AND has_table_privilege($1, oid, 'UPDATE') AND has_table_privilege($1, oid, 'DELETE'))
  UNION ALL
  SELECT 'GRANT USAGE ON SEQUENCE ' || name || ' TO ${role}' FROM own
  WHERE is_sequence AND NOT has_sequence_privilege($1, oid, 'USAGE')
  UNION ALL
  SELECT 'GRANT SELECT ON ' || name || ' TO ${role}' FROM own WHERE is_record AND NOT has_table_privilege($1, oid, 'SELECT')
  UNION ALL
  SELECT 'REVOKE INSERT ON ' || name || ' FROM ${role}, PUBLIC' FROM own
  WHERE is_record AND has_table_privilege($1, oid, 'INSERT')
  UNION ALL
  SELECT 'GRANT INSERT (${saidOfAudit}) ON ' || name || ' TO ${role}' FROM own
  WHERE oid = to_regclass('audit')
    AND (has_table_privilege($1, oid, 'INSERT') OR NOT has_any_column_privilege($1, oid, 'INSERT'))
  UNION ALL
  SELECT 'REVOKE UPDATE, DELETE, TRUNCATE ON ' || name || ' FROM ${role}, PUBLIC' FROM own
  WHERE is_record AND has_table_privilege($1, oid, 'UPDATE, DELETE, TRUNCATE')`;
