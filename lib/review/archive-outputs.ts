import { type Actor, authorise } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { AppError, errorStatuses, notFound } from "#lib/errors";
import { type OutputRow, presentOutput } from "#lib/output/output-row";
import type { OutputView } from "#lib/output/output-schema";
import { findOutputs } from "#lib/output/read-outputs";
import { requireOutput } from "./apply-decision.ts";
import type { ArchivedMany, ArchiveMany } from "./archive-schema.ts";
import { saveArchiving } from "./archive-store.ts";
import { lockOutputs } from "./decision-store.ts";

/**
 * Puts an output aside, or brings it back; its verdict stays as it is, whatever it is. Doing so twice is doing it once.
 * 404 for an output that the actor may not see, 403.
 */
export async function archiveOutput(
  tx: Tx,
  actor: Actor,
  outputId: string,
  isArchived: boolean,
  now: Date,
): Promise<OutputView> {
  await lockOutputs(tx, actor, [outputId]);
  const output = await requireOutput(tx, actor, outputId);
  authorise(actor, "output.decide", output.projectId);
  await saveArchiving(tx, actor, [output], isArchived, now);
  return presentOutput(moved(output, isArchived, now));
}

/** The same for many, each answered as it would be alone, in the order asked. */
export async function archiveOutputs(
  tx: Tx,
  actor: Actor,
  { outputs: ids, isArchived }: ArchiveMany,
  now: Date,
): Promise<ArchivedMany> {
  await lockOutputs(tx, actor, ids);
  const found = new Map((await findOutputs(tx, actor, ids)).map((output) => [output.id, output]));
  const allowed = new Map<string, OutputRow>();
  const items = ids.map((id): ArchivedMany["items"][number] => {
    const output = found.get(id);
    try {
      if (output === undefined) throw notFound("output");
      authorise(actor, "output.decide", output.projectId);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const { code, message } = error;
      const current = output === undefined ? null : presentOutput(output);
      return { id, status: errorStatuses[code], output: current, error: { code, message } };
    }
    allowed.set(id, output);
    return { id, status: 200, output: presentOutput(moved(output, isArchived, now)), error: null };
  });
  await saveArchiving(tx, actor, [...allowed.values()], isArchived, now);
  return { items };
}

/** An output that is archived already keeps the moment it was. */
function moved(output: OutputRow, isArchived: boolean, now: Date): OutputRow {
  return { ...output, archivedAt: isArchived ? (output.archivedAt ?? now) : null };
}
