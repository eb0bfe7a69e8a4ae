/** The role that web and worker have in the database: it may do everything but alter what is on record. */
export const appRole = "proofsheet_app";

/**
 * Takes that role for the rest of a connection, where there is one, this database knows it, and who signed in may have
 * it. Else the connection stays what it was, and /api/health/ready warns of it. Postgres 16 tells apart who belongs to a
 * role and who may take it.
 */
export const takeAppRole = `
  SELECT set_config('role', rolname, false) FROM pg_roles
  WHERE rolname = '${appRole}' AND has_table_privilege(oid, to_regclass('audit_seal'), 'SELECT')
    AND pg_has_role(session_user, oid, CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'SET' END)`;
