import type pg from "pg";

/**
 * Transactions are numbered anew in another cluster. A database that was restored into one goes on where it was: what is
 * added to their numbers is raised, so that audit lines and events written from now on come after all that are there.
 */
export async function carryOnAfterRestore(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ last: string }>(`
    SELECT last FROM (SELECT greatest((SELECT max(xid) FROM audit), (SELECT max(xid) FROM event)) AS last) lines
    WHERE last >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint + xid_base()`);
  const [row] = rows;
  if (row === undefined) return;
  await client.query("BEGIN");
  try {
    // Nobody is to write between the two numberings.
    await client.query("LOCK TABLE audit, event IN SHARE ROW EXCLUSIVE MODE");
    await client.query(
      `CREATE OR REPLACE FUNCTION xid_base() RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT ${BigInt(row.last)}::bigint'`,
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}
