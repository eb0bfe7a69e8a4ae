import { type Actor, authorise } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { AppError, errorStatuses, notFound } from "#lib/errors";
import { type OutputRow, presentOutput } from "#lib/output/output-row";
import { findOutputs } from "#lib/output/read-outputs";
import type { ReopenedOutputs, ReopenOutputs } from "./closing-schema.ts";
import { writeReopenings } from "./closing-store.ts";

/**
 * Reopens single outputs of closed reviews: whoever may decide may do so there until the review is closed again. The
 * reason goes on record with each. Each is answered as it would be alone, in the order asked: 404 for one that the
 * actor may not see, 403, and 409 for one that is open.
 */
export async function reopenOutputs(
  tx: Tx,
  actor: Actor,
  { outputs: asked, reason }: ReopenOutputs,
  now: Date,
): Promise<ReopenedOutputs> {
  const ids = [...new Set(asked)];
  const before = new Map((await findOutputs(tx, actor, ids)).map((output) => [output.id, output]));
  const refusals = new Map<string, AppError>();
  for (const id of ids) {
    const refusal = refusalOf(actor, before.get(id));
    if (refusal !== null) refusals.set(id, refusal);
  }
  const allowed = [...before.values()].filter(({ id }) => !refusals.has(id));
  const reopened = await writeReopenings(tx, actor, allowed, reason, now);
  const after = new Map((await findOutputs(tx, actor, ids)).map((output) => [output.id, output]));
  const items = ids.map((id): ReopenedOutputs["items"][number] => {
    const row = after.get(id);
    const output = row === undefined ? null : presentOutput(row);
    if (reopened.has(id)) return { id, status: 200, output, error: null };
    const { code, message } = refusals.get(id) ?? openAlready();
    return { id, status: errorStatuses[code], output, error: { code, message } };
  });
  return { items };
}

function refusalOf(actor: Actor, output: OutputRow | undefined): AppError | null {
  if (output === undefined) return notFound("output");
  try {
    authorise(actor, "review.close", output.projectId);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  return null;
}

function openAlready(): AppError {
  return new AppError("conflict", "This output is open already: its verdict can be changed.");
}
