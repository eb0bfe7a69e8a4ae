import pg from "pg";

export type IdReader = {
  /** Reads on to the end and answers everything it ever read, by the ids of the stream. */
  stop(): Promise<string[]>;
};

const pollMs = 5;

/**
 * The control: a reader that asks for ids above its last, as one does who takes ids for the order of commits. It steps
 * over a transaction that commits late, and never comes back for it.
 */
export async function startIdReader(databaseUrl: string, prefix: string): Promise<IdReader> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const received: string[] = [];
  let last = "0";
  let isStopped = false;

  async function readOn(): Promise<void> {
    const { rows } = await client.query<{ id: string; position: string }>(
      "SELECT id, xid || '-' || id AS position FROM event WHERE id > $1 AND subject_id LIKE $2 ORDER BY id",
      [last, `${prefix}%`],
    );
    received.push(...rows.map(({ position }) => position));
    last = rows.at(-1)?.id ?? last;
  }

  async function follow(): Promise<void> {
    while (!isStopped) {
      await readOn();
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }

  const following = follow();
  return {
    async stop() {
      isStopped = true;
      await following;
      await readOn();
      await client.end();
      return received;
    },
  };
}
