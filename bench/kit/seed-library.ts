import pg from "pg";
import { createDb } from "#lib/db/client";
import { defaultProjectId } from "#lib/project/default-project";
import { loadWorkflowFiles } from "#lib/workflow/load-workflow-files";
import { syncWorkflows } from "#lib/workflow/sync-workflows";

export type LibraryPlan = {
  outputs: number;
  /** Outputs that a run made. */
  perRun: number;
  /** Nothing decided yet, or what a library looks like after years: nearly everything decided. */
  states: "pending" | "mostly-decided";
  /** Hashes of files that the outputs share; those that are not stored are rows only. */
  files: readonly string[];
};

/** What a prompt holds: the first word stands in all of them, the others in one of so many runs. */
export const promptWords = { everywhere: "light", uncommon: { word: "lighthouse", oneOf: 100 } } as const;

/** The workflow that most runs are of, and the one of a hundredth of them. */
export const workflowNames = { usual: "sdxl_base_refiner", rare: "model_free_card" } as const;

/** What is put on one output of 200. */
export const labelName = "hero";

const firstAt = "2024-01-01T00:00:00Z";
const everyMs = 10_000;

/**
 * Fills an empty, migrated database with runs, attempts, outputs and decisions as years of work leave them behind, in a
 * few statements: nothing of the product takes part. Ids grow with time, as those of the product do. The id of output n
 * is `outputId(n)`, the oldest is 1.
 */
export async function seedLibrary(databaseUrl: string, plan: LibraryPlan): Promise<void> {
  const db = createDb({ url: databaseUrl, poolSize: 2 });
  try {
    await syncWorkflows(db, await loadWorkflowFiles("workflows", "params"), new Date());
  } finally {
    await db.$disconnect();
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    // No foreign keys are looked up and no tallies kept: everything fits by the way it is made.
    await client.query("SET session_replication_role = replica");
    await client.query("SET synchronous_commit = off");
    const putBack = await takeIndexesAway(client);
    await insertRows(client, plan);
    await putBack();
    for (const table of tables) await client.query(`VACUUM (ANALYZE) ${table}`);
    await client.query("CHECKPOINT");
  } finally {
    await client.end();
  }
}

/** The id of the n-th output, the oldest being 1. */
export function outputId(n: number): string {
  return idOf(idKinds.output, n);
}

export function runId(n: number): string {
  return idOf(idKinds.run, n);
}

/** When the n-th run was made, and its outputs. */
export function runAt(n: number): Date {
  return new Date(Date.parse(firstAt) + n * everyMs);
}

const tables = ["run", "run_search", "attempt", "output", "output_label", "decision", "file"] as const;
const idKinds = {
  run: "01900000-0000-7000-8001",
  attempt: "01900000-0000-7000-8002",
  output: "01900000-0000-7000-8003",
};
const serverId = "01900000-0000-7000-8004-000000000001";

function idOf(kind: string, n: number): string {
  return `${kind}-${n.toString(16).padStart(12, "0")}`;
}

/** The same in SQL, of the number that `sql` is. */
function idSql(kind: string, sql: string): string {
  return `('${kind}-' || lpad(to_hex(${sql}), 12, '0'))::uuid`;
}

async function insertRows(client: pg.Client, { outputs, perRun, states, files }: LibraryPlan): Promise<void> {
  const runs = Math.ceil(outputs / perRun);
  const at = (n: string) => `'${firstAt}'::timestamptz + ${n} * interval '${everyMs} milliseconds'`;
  const version = (name: string) => `(SELECT published_version_id FROM workflow WHERE name = '${name}')`;
  const workflow = (name: string) => `(SELECT id FROM workflow WHERE name = '${name}')`;
  const isRare = "run % 100 = 7";
  await client.query(
    `INSERT INTO file (sha256, bytes, mime, width, height, thumbhash)
     SELECT sha256, 1234567, 'image/png', 1024, 1024, 'AAAA' FROM unnest($1::text[]) AS sha256 ON CONFLICT DO NOTHING`,
    [files],
  );
  await client.query(
    `INSERT INTO server (id, name, pool, url) VALUES ('${serverId}', 'bench', 'default', 'http://bench.invalid')`,
  );
  await client.query(`
    INSERT INTO run (id, project_id, version_id, batch_id, status, params, seed, submitter_kind, submitter_id,
                     submitter_name, created_at, started_at, finished_at)
    SELECT ${idSql(idKinds.run, "run")}, '${defaultProjectId}',
      CASE WHEN ${isRare} THEN ${version(workflowNames.rare)} ELSE ${version(workflowNames.usual)} END,
      ${idSql(idKinds.run, "run")}, 'succeeded',
      jsonb_build_object('prompt', 'a '
        || CASE WHEN run % ${promptWords.uncommon.oneOf} = 3 THEN '${promptWords.uncommon.word}'
           ELSE (ARRAY['vase', 'mountain', 'mug', 'chair', 'harbour', 'garden', 'portrait'])[1 + run % 7] END
        || ' in soft ${promptWords.everywhere}', 'steps', 20 + run % 10, 'width', 1024, 'height', 1024, 'seed', run),
      run::text, 'person', 'person-' || run % 9, 'Person ' || run % 9, ${at("run")}, ${at("run")}, ${at("run")}
    FROM generate_series(1, ${runs}) AS run`);
  await client.query(`
    INSERT INTO attempt (id, run_id, server_id, number, status, fence, worker_id, lease_until, graph, created_at, finished_at)
    SELECT ${idSql(idKinds.attempt, "run")}, ${idSql(idKinds.run, "run")}, '${serverId}', 1, 'done', run, 'bench', ${at("run")},
      '{"9":{"class_type":"SaveImage","inputs":{}}}', ${at("run")}, ${at("run")}
    FROM generate_series(1, ${runs}) AS run`);
  await client.query(
    "INSERT INTO run_search SELECT id, run_search_text(params), run_param_terms(params) FROM run",
  );
  const state = {
    pending: "'pending'",
    "mostly-decided":
      "CASE WHEN n % 20 < 9 THEN 'approved' WHEN n % 20 < 18 THEN 'rejected' WHEN n % 20 < 19 THEN 'reseeded' ELSE 'pending' END",
  }[states];
  const isDecided = states === "pending" ? "false" : "n % 20 < 19";
  // What triggers copy from run and file, and what people add to a few of them.
  await client.query(
    `INSERT INTO output (id, project_id, workflow_id, run_id, attempt_id, index, node_id, filename, kind, sha256, state,
                         revision, created_at, version_id, submitter_id, generation, width, height, decided_by_id,
                         reason_id, rating, comments)
     SELECT ${idSql(idKinds.output, "n")}, '${defaultProjectId}',
       CASE WHEN ${isRare} THEN ${workflow(workflowNames.rare)} ELSE ${workflow(workflowNames.usual)} END,
       ${idSql(idKinds.run, "run")}, ${idSql(idKinds.attempt, "run")}, (n - 1) % ${perRun}, '9', 'bench_' || n || '.png', 'image',
       ($1::text[])[1 + n % greatest(1, cardinality($1::text[]))], ${state},
       CASE WHEN ${isDecided} THEN 1 ELSE 0 END, ${at("run")},
       CASE WHEN ${isRare} THEN ${version(workflowNames.rare)} ELSE ${version(workflowNames.usual)} END,
       'person-' || run % 9, 0, 1024, CASE WHEN n % 50 = 9 THEN 768 ELSE 1024 END,
       CASE WHEN ${isDecided} THEN 'person-' || n % 5 END,
       CASE WHEN ${isDecided} AND n % 20 BETWEEN 9 AND 17 THEN
         (SELECT id FROM reason WHERE project_id = '${defaultProjectId}' AND digit = 1 LIMIT 1) END,
       CASE WHEN n % 100 = 5 THEN 5 END, CASE WHEN n % 50 = 11 THEN 1 ELSE 0 END
     FROM generate_series(1, ${outputs}) AS n, LATERAL (SELECT 1 + (n - 1) / ${perRun} AS run) AS made`,
    [files],
  );
  await client.query(`
    INSERT INTO decision (id, output_id, revision, verdict, reason_id, seen, actor_kind, actor_id, actor_name, created_at)
    SELECT gen_random_uuid(), id, 1, state, reason_id, '{}', 'person', decided_by_id, 'Somebody', created_at
    FROM output WHERE state <> 'pending'`);
  await client.query(`
    INSERT INTO output_label (output_id, name, project_id, labelled_by_id, labelled_at, output_at)
    SELECT output.id, '${labelName}', '${defaultProjectId}', 'person-1', output.created_at, output.created_at
    FROM generate_series(1, ${outputs}, 200) AS n JOIN output ON output.id = ${idSql(idKinds.output, "n")}`);
}

/** Drops what is quicker built at once than kept up row by row; the answer builds it again, as it was. */
async function takeIndexesAway(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid
     WHERE i.indrelid = ANY($1::text[]::regclass[]) AND c.oid IS NULL`,
    [tables],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return async () => {
    await client.query("SET maintenance_work_mem = '512MB'");
    for (const { definition } of rows) await client.query(definition);
  };
}
