import type { Actor } from "#lib/account/actor";
import type { Contract } from "#lib/contract/contract";
import type { Db } from "#lib/db/client";
import { notFound } from "#lib/errors";
import { type ExactJson, parseExactJson } from "#lib/json";
import { findVersion } from "#lib/run/present-run";
import { settingsOf } from "./graph-settings.ts";
import {
  type DecisionRow,
  type OutputRow,
  presentDecision,
  presentOutput,
  verdictsOf,
} from "./output-row.ts";
import type { DecisionView, LineageEntry, OutputDetail } from "./output-schema.ts";
import { hidesVerdicts, isSame } from "./panel.ts";
import { readClosings } from "./read-closings.ts";
import { readRatings } from "./read-labels.ts";
import { findOutput } from "./read-outputs.ts";

/** One output with its history, its family and how it was made. 404 when there is none that the actor may see. */
export async function readOutput(db: Db, actor: Actor, id: string): Promise<OutputDetail> {
  const output = await findOutput(db, actor, id);
  if (output === null) throw notFound("output");
  const [decisions, closings, ratings, lineage, attempt, version] = await Promise.all([
    readDecisions(db, output),
    readClosings(db, output),
    readRatings(db, id),
    readLineage(db, output),
    readAttempt(db, id),
    findVersion(db, output.versionId),
  ]);
  return {
    ...presentOutput(output),
    decisions,
    closings,
    ratings,
    lineage,
    ...attempt,
    fields: fieldsOf(version?.contract, output),
    settings: settingsOf(attempt.graph),
  };
}

/** The history, or as long as others' verdicts are none of the reader's business the reader's part of it. */
async function readDecisions(db: Db, output: OutputRow): Promise<DecisionView[]> {
  const rows = await db.decision.findMany({ where: { outputId: output.id }, orderBy: { revision: "asc" } });
  const shown = rows.map((row) =>
    presentDecision({ ...row, verdict: row.verdict as DecisionRow["verdict"], withdraws: row.withdrawsId }),
  );
  const reader = { kind: output.readerKind, id: output.readerId };
  const { isBlind, state } = output;
  const verdicts = verdictsOf(output).map(({ actorKind: kind, actorId: id }) => ({ by: { kind, id } }));
  const isHidden = hidesVerdicts({ isBlind, state, verdicts }, reader);
  return isHidden ? shown.filter(({ by }) => isSame(by, reader)) : shown;
}

/** The filled graph with every digit, and the name (never the address) of the server that ran it. */
async function readAttempt(db: Db, outputId: string): Promise<{ graph: ExactJson; server: string | null }> {
  const found = await db.output.findUnique({
    where: { id: outputId },
    select: { attempt: { select: { graph: true, server: { select: { name: true } } } } },
  });
  const graph = found?.attempt.graph ?? null;
  return {
    graph: graph === null ? null : parseExactJson(graph),
    server: found?.attempt.server.name ?? null,
  };
}

/** Parent and root as outputs; children as runs from the moment they queue, with their outputs once there are any. */
async function readLineage(db: Db, output: OutputRow): Promise<OutputDetail["lineage"]> {
  const { parentOutputId, rootOutputId } = output;
  const rows = await db.$queryRaw<(LineageEntry & { relation: string; ancestorId: string | null })[]>`
    SELECT 'ancestor' AS relation, o.id AS "ancestorId", o.id AS "outputId", r.id AS "runId", r.seed, r.generation,
           r.status, o.sha256, o.state, r.queue_seq, o.index
    FROM output o JOIN run r ON r.id = o.run_id
    WHERE o.id IN (${parentOutputId}::uuid, ${rootOutputId}::uuid)
    UNION ALL
    SELECT 'child', NULL, o.id, r.id, r.seed, r.generation, r.status, o.sha256, o.state, r.queue_seq, o.index
    FROM run r LEFT JOIN output o ON o.run_id = r.id
    WHERE r.parent_output_id = ${output.id}::uuid
    ORDER BY queue_seq, index`;
  const ancestor = (id: string | null) => {
    const row = id === null ? undefined : rows.find(({ ancestorId }) => ancestorId === id);
    return row === undefined ? null : presentEntry(row);
  };
  return {
    parent: ancestor(parentOutputId),
    root: ancestor(rootOutputId),
    children: rows.filter(({ relation }) => relation === "child").map(presentEntry),
  };
}

function presentEntry(row: LineageEntry): LineageEntry {
  const { outputId, runId, seed, generation, status, sha256, state } = row;
  return { outputId, runId, seed, generation, status, sha256, state };
}

/** Params in the contract's order and under its titles; as stored when the contract cannot be read. */
function fieldsOf(contract: Contract | undefined, { params }: OutputRow): OutputDetail["fields"] {
  const known =
    contract?.properties ?? Object.keys(params).map((name) => ({ name, title: name, choices: null }));
  return known.flatMap(({ name, title, choices }) => {
    const value = params[name];
    if (value === undefined) return [];
    const text = typeof value === "string" ? value : JSON.stringify(value);
    const label = choices?.find((choice) => choice.value === value)?.label;
    return [{ name, title, value: text, ...(label !== undefined && label !== text && { label }) }];
  });
}
