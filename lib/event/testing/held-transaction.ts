import pg from "pg";
import { channelName } from "#lib/db/wake";

/** A transaction of another process that stays open until told. Its number is drawn at once, before it writes. */
export async function openTransaction(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("BEGIN");
  await client.query("SELECT pg_current_xact_id()");

  async function finish(word: "COMMIT" | "ROLLBACK"): Promise<void> {
    await client.query(word);
    await client.query(`NOTIFY ${channelName("event")}`);
    await client.end();
  }

  return {
    async append(subject: string, projectId: string | null = null): Promise<void> {
      await client.query(
        "INSERT INTO event (kind, project_id, subject_id, data) VALUES ('run.changed', $1, $2, '{}')",
        [projectId, subject],
      );
    },
    commit: () => finish("COMMIT"),
    rollBack: () => finish("ROLLBACK"),
    /** Ends as most do that write no event: nobody is told. */
    endSilently: () => client.end(),
  };
}
