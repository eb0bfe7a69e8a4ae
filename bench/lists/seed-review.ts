import pg from "pg";
import { defaultProjectId } from "#lib/project/default-project";
import { outputId } from "../kit/seed-library.ts";

export type ReviewPlan = {
  /** Positions of the open session and lines of the receipt; not more than there are outputs. */
  listed: number;
  sessions: number;
  comments: number;
};

/** Whose sessions these are. */
export const reviewer = { kind: "person", id: "bench", name: "Bench" } as const;
export const openSessionId = sessionId(1);
export const closedSessionId = sessionId(2);
/** The output that everybody talks about. */
export const discussedId = outputId(1);

function sessionId(n: number): string {
  return `01900000-0000-7000-8005-${n.toString(16).padStart(12, "0")}`;
}

/** Adds to a seeded library what reviewing leaves behind: sessions with a long list, a long receipt, a long talk. */
export async function seedReview(
  databaseUrl: string,
  { listed, sessions, comments }: ReviewPlan,
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const idOf = (kind: string, n: string) =>
    `('01900000-0000-7000-${kind}-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
  const at = "'2026-01-01'::timestamptz + n * interval '1 minute'";
  const who = `'${reviewer.kind}', '${reviewer.id}', '${reviewer.name}'`;
  const project = `'${defaultProjectId}'::uuid`;
  try {
    await client.query("SET session_replication_role = replica");
    await client.query("SET synchronous_commit = off");
    await client.query(`
      INSERT INTO review_session (id, reviewer_kind, reviewer_id, reviewer_name, project_ids, scope, scope_key,
                                  list_order, total, listed_at, started_at, used_at, closed_at)
      SELECT ${idOf("8005", "n")}, ${who}, ARRAY[${project}], '{"state":"pending","kind":"reviewable"}', n::text, 'oldest',
        CASE WHEN n <= 2 THEN ${listed} ELSE 0 END, ${at}, ${at}, ${at}, CASE WHEN n > 1 THEN ${at} END
      FROM generate_series(1, ${sessions}) AS n`);
    await client.query(`
      INSERT INTO review_session_output (session_id, position, output_id)
      SELECT '${openSessionId}', n - 1, ${idOf("8003", "n")} FROM generate_series(1, ${listed}) AS n`);
    await client.query(`
      INSERT INTO review_receipt (session_id, reviewer_kind, reviewer_id, reviewer_name, project_ids, scope, list_order,
                                  total, counts, own, skipped, undone, started_at, ended_at)
      SELECT id, reviewer_kind, reviewer_id, reviewer_name, project_ids, scope, list_order, total,
        '{"pending":0,"approved":${listed},"rejected":0,"reseeded":0}', '{"approved":${listed},"rejected":0,"reseeded":0}',
        0, 0, started_at, used_at
      FROM review_session WHERE id = '${closedSessionId}'`);
    await client.query(`
      INSERT INTO review_receipt_output (session_id, position, output_id, workflow, state, revision, is_skipped, undone)
      SELECT '${closedSessionId}', n - 1, ${idOf("8003", "n")}, 'bench', 'approved', 1, false, 0
      FROM generate_series(1, ${listed}) AS n`);
    await client.query(`
      INSERT INTO comment (id, project_id, output_id, number, body, actor_kind, actor_id, actor_name, created_at)
      SELECT gen_random_uuid(), ${project}, '${discussedId}', n, 'comment ' || n, ${who}, ${at}
      FROM generate_series(1, ${comments}) AS n`);
    for (const table of ["review_session", "review_session_output", "review_receipt_output", "comment"]) {
      await client.query(`VACUUM (ANALYZE) ${table}`);
    }
  } finally {
    await client.end();
  }
}
