import { type Actor, authorise } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { readProject } from "#lib/project/read-projects";
import { csvStream, type CsvColumns } from "./csv.ts";
import { readRefusals, type Refusal } from "./read-refusals.ts";

const columns: CsvColumns<Refusal> = {
  decided_at: ({ at }) => at.toISOString(),
  verdict: ({ verdict }) => verdict,
  reason: ({ reason }) => reason,
  note: ({ note }) => note,
  reviewer: ({ reviewer }) => reviewer,
  workflow: ({ workflow }) => workflow,
  version: ({ version }) => version.slice(0, 12),
  seed: ({ seed }) => seed,
  output: ({ output }) => output,
  run: ({ run }) => run,
};

/**
 * Every rejection and re-seed in force, newest first, as CSV. 404 before the first byte for a project that the actor
 * may not see.
 */
export async function exportReasons(
  db: Db,
  actor: Actor,
  project: string | undefined,
): Promise<ReadableStream<Uint8Array>> {
  const { id } = await readProject(db, actor, project);
  authorise(actor, "project.read", id);
  return csvStream(columns, readRefusals(db, id));
}
