import type pg from "pg";

/** Lines that one transaction writes. */
const perCommit = 5000;

/**
 * Fills the audit with `lines` lines as a working house leaves them behind, and seals them with the product's own
 * function. Answers how many milliseconds that took.
 */
export async function fillAudit(owner: pg.Client, lines: number): Promise<{ sealMs: number }> {
  await owner.query("SET synchronous_commit = off");
  for (let first = 1; first <= lines; first += perCommit) {
    await owner.query(
      `INSERT INTO audit (at, actor_kind, actor_id, actor_name, action, subject_type, subject_id, project_id, data)
       SELECT '2024-01-01T00:00:00Z'::timestamptz + n * interval '1.234 seconds',
         CASE n % 4 WHEN 0 THEN 'person' ELSE 'system' END, 'actor-' || n % 40, 'Actor No. ' || n % 40,
         (ARRAY['run.created', 'run.running', 'attempt.submitting', 'attempt.done', 'output.created', 'output.approved'])[1 + n % 6],
         (ARRAY['run', 'run', 'attempt', 'attempt', 'output', 'output'])[1 + n % 6],
         md5(n::text)::uuid::text, '01900000-0000-7000-8000-000000000001',
         jsonb_build_object('serverId', md5((n / 6)::text)::uuid, 'sha256', md5((n + 1)::text) || md5((n + 2)::text), 'n', n)
       FROM generate_series($1::int, $2::int) AS n`,
      [first, Math.min(lines, first + perCommit - 1)],
    );
  }
  const startedAtMs = performance.now();
  for (let left = lines; left > 0;) {
    const { rows } = await owner.query<{ sealed: number }>("SELECT seal_audit(5000) AS sealed");
    left -= rows[0]?.sealed ?? 0;
  }
  const sealMs = performance.now() - startedAtMs;
  await owner.query("RESET synchronous_commit");
  await owner.query("VACUUM (ANALYZE) audit");
  await owner.query("VACUUM (ANALYZE) audit_seal");
  return { sealMs };
}
