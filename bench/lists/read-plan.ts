import pg from "pg";
import { isPlannedByValue } from "#lib/db/client";
import type { Statement } from "./watch-statements.ts";

/** A node of what EXPLAIN answers in JSON, as far as it is judged. */
export type PlanNode = {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  Plans?: PlanNode[];
};

export type PlanJudgement = {
  /** Tables that are read from end to end although they are not small. */
  scanned: string[];
  /** The most rows that one node of the plan touched. */
  rows: number;
};

/** Reading a small table from end to end is what a planner should do. */
const mostRowsOfSmall = 5000;

export function judgePlan(root: PlanNode): PlanJudgement {
  const scanned = new Set<string>();
  let rows = 0;
  function visit(node: PlanNode): void {
    const table = node["Relation Name"];
    const loops = node["Actual Loops"] ?? 1;
    const removed = (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0);
    const touched = Math.round(((node["Actual Rows"] ?? 0) + removed) * loops);
    rows = Math.max(rows, touched);
    if (node["Node Type"] === "Seq Scan" && table !== undefined && touched > mostRowsOfSmall)
      scanned.add(table);
    node.Plans?.forEach(visit);
  }
  visit(root);
  return { scanned: [...scanned], rows };
}

/**
 * Runs the statements once more and judges how Postgres goes about them: those that keep a plan by that plan, which
 * knows no values, and the others by a plan for theirs. `client` has the options of the product's connections.
 */
export async function readPlans(client: pg.Client, statements: readonly Statement[]): Promise<PlanJudgement> {
  const scanned = new Set<string>();
  let rows = 0;
  for (const { text, values } of statements) {
    if (!/^\s*(\/\*.*?\*\/\s*)?(SELECT|WITH)/i.test(text)) continue;
    const mode = isPlannedByValue(text) ? "force_custom_plan" : "force_generic_plan";
    await client.query(`SET plan_cache_mode = ${mode}`);
    const plan = await explain(client, text, values);
    if (plan === undefined) continue;
    const judged = judgePlan(plan);
    judged.scanned.forEach((table) => scanned.add(table));
    rows = Math.max(rows, judged.rows);
  }
  return { scanned: [...scanned], rows };
}

/** Through a prepared statement: only those have plans that know no values, and EXPLAIN of one takes no parameters. */
async function explain(
  client: pg.Client,
  text: string,
  values: readonly unknown[],
): Promise<PlanNode | undefined> {
  await client.query(`PREPARE explained AS ${text}`);
  try {
    const { rows: known } = await client.query<{ types: string[] }>(
      "SELECT parameter_types::text[] AS types FROM pg_prepared_statements WHERE name = 'explained'",
    );
    const given = known[0]?.types.map((type, at) => `${literal(values[at])}::${type}`).join(", ");
    const { rows } = await client.query<{ "QUERY PLAN": [{ Plan: PlanNode }] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE explained${given ? `(${given})` : ""}`,
    );
    return rows[0]?.["QUERY PLAN"][0].Plan;
  } finally {
    await client.query("DEALLOCATE explained");
  }
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (Array.isArray(value)) return `ARRAY[${value.map(literal).join(", ")}]::text[]`;
  if (value instanceof Date) return pg.escapeLiteral(value.toISOString());
  return pg.escapeLiteral(typeof value === "string" ? value : JSON.stringify(value));
}
