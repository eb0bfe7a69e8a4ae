import { type Actor, authorise } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { presentOutput } from "#lib/output/output-row";
import type { OutputView } from "#lib/output/output-schema";
import { requireOutput } from "./apply-decision.ts";
import { lockOutputs } from "./decision-store.ts";
import { saveStars } from "./rating-store.ts";

/**
 * Gives an output one to five stars, or with null takes the actor's own away. Says nothing about the verdict and
 * changes none. 404 for an output that the actor may not see, 403.
 */
export async function rateOutput(
  tx: Tx,
  actor: Actor,
  outputId: string,
  stars: number | null,
  now: Date,
): Promise<OutputView> {
  await lockOutputs(tx, actor, [outputId]);
  const output = await requireOutput(tx, actor, outputId);
  authorise(actor, "output.rate", output.projectId);
  const ratings = await saveStars(tx, actor, [output], stars, now);
  const rating = ratings.get(outputId);
  return presentOutput(rating === undefined ? output : { ...output, rating });
}
