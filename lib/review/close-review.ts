import { type Actor, authorise } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { AppError } from "#lib/errors";
import { readProject } from "#lib/project/read-projects";
import type { ReviewClosing } from "./closing-schema.ts";
import { writeClosing } from "./closing-store.ts";
import { closingOf } from "./read-closing.ts";

/**
 * Closes the review of a project: from its commit on no verdict is given, changed or withdrawn, by whatever door. 403
 * for who is no owner, 409 with the closing in force when it is closed already.
 */
export async function closeReview(
  tx: Tx,
  actor: Actor,
  project: string | undefined,
  now: Date,
): Promise<ReviewClosing> {
  const { id } = await readProject(tx, actor, project);
  authorise(actor, "review.close", id);
  const isClosed = await writeClosing(tx, actor, id, now);
  const current = await closingOf(tx, id);
  if (isClosed) return current;
  throw new AppError(
    "conflict",
    `${current.closing?.by.name ?? "Somebody"} has closed this review already.`,
    {
      current,
    },
  );
}
