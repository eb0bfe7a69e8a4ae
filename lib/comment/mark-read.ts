import type { Actor } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { notFound } from "#lib/errors";
import { findOutput } from "#lib/output/read-outputs";
import type { ReadMarkAnswer } from "./comment-schema.ts";
import { saveReadMark } from "./comment-store.ts";

/** Says that the actor has read an output's comments up to a number, and answers with what is left. 404. */
export async function markRead(
  tx: Tx,
  actor: Actor,
  outputId: string,
  upTo: number,
  now: Date,
): Promise<ReadMarkAnswer> {
  if ((await findOutput(tx, actor, outputId)) === null) throw notFound("output");
  await saveReadMark(tx, actor, outputId, upTo, now);
  const output = await findOutput(tx, actor, outputId);
  if (output === null) throw notFound("output");
  return { upTo: Math.min(upTo, output.lastComment), unread: output.unread };
}
