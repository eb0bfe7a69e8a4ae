import { type Actor, authorise } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { AppError } from "#lib/errors";
import { isId } from "#lib/ids";
import { readProject } from "#lib/project/read-projects";
import type { ReopenReview, ReviewClosing } from "./closing-schema.ts";
import { endClosing } from "./closing-store.ts";
import { closingOf } from "./read-closing.ts";

/**
 * Reopens the review of a project as a whole; the reason goes on record. 403 for who is no owner, 409 with what stands
 * when the closing that was on screen is no longer in force.
 */
export async function reopenReview(
  tx: Tx,
  actor: Actor,
  project: string | undefined,
  asked: ReopenReview,
  now: Date,
): Promise<ReviewClosing> {
  const { id } = await readProject(tx, actor, project);
  authorise(actor, "review.close", id);
  if (isId(asked.closing) && (await endClosing(tx, actor, id, asked, now))) return closingOf(tx, id);
  const current = await closingOf(tx, id);
  const message =
    current.closing === null
      ? "This review is open already."
      : `This review was reopened meanwhile, and ${current.closing.by.name} closed it again. Look at it once more.`;
  throw new AppError("conflict", message, { current });
}
