import type pg from "pg";
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

/** Runs the statements once more and judges how Postgres went about them. */
export async function readPlans(client: pg.Client, statements: readonly Statement[]): Promise<PlanJudgement> {
  const scanned = new Set<string>();
  let rows = 0;
  for (const { text, values } of statements) {
    if (!/^\s*(SELECT|WITH)/i.test(text)) continue;
    const { rows: answer } = await client.query<{ "QUERY PLAN": [{ Plan: PlanNode }] }>({
      text: `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
      values: [...values],
    });
    const plan = answer[0]?.["QUERY PLAN"][0].Plan;
    if (plan === undefined) continue;
    const judged = judgePlan(plan);
    judged.scanned.forEach((table) => scanned.add(table));
    rows = Math.max(rows, judged.rows);
  }
  return { scanned: [...scanned], rows };
}
