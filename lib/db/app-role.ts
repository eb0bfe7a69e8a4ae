/** The role that web and worker have in the database: it may do everything but alter what is on record. */
export const appRole = "proofsheet_app";

/** Of pg_roles: whether `user` may take it. Postgres 16 tells apart who belongs to a role and who may take it. */
export function mayTakeSql(user: "session_user" | "current_user"): string {
  const right = "CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'SET' END";
  return `pg_has_role(${user}, oid, ${right})`;
}

/**
 * Takes that role for the rest of a connection, where there is one, this database knows it, and who signed in may have
 * it. Else the connection stays what it was, and /api/health/ready warns of it.
 */
export const takeAppRole = `
  SELECT set_config('role', rolname, false) FROM pg_roles
  WHERE rolname = '${appRole}' AND has_table_privilege(oid, to_regclass('audit_seal'), 'SELECT')
    AND ${mayTakeSql("session_user")}`;
