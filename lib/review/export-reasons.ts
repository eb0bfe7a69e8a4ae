import { type Actor, authorise } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { readProject } from "#lib/project/read-projects";
import { csvLine } from "./csv.ts";
import { readRefusals, type Refusal } from "./read-refusals.ts";

const columns = {
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
} satisfies Record<string, (refusal: Refusal) => string | null>;

/**
 * Every rejection and re-seed in force, newest first, as CSV. Pages are read as they are taken, so that the length of
 * a project's history costs no memory. 404 before the first byte for a project that the actor may not see.
 */
export async function exportReasons(
  db: Db,
  actor: Actor,
  project: string | undefined,
): Promise<ReadableStream<Uint8Array>> {
  const { id } = await readProject(db, actor, project);
  authorise(actor, "project.read", id);
  const pages = readRefusals(db, id);
  const encoder = new TextEncoder();
  let isBegun = false;
  return new ReadableStream({
    async pull(controller) {
      if (!isBegun) controller.enqueue(encoder.encode(csvLine(Object.keys(columns))));
      isBegun = true;
      const { value, done } = await pages.next();
      if (done) return controller.close();
      const lines = value.map((refusal) => csvLine(Object.values(columns).map((read) => read(refusal))));
      controller.enqueue(encoder.encode(lines.join("")));
    },
    async cancel() {
      await pages.return(undefined);
    },
  });
}
