import { type Actor, authorise } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { isId } from "#lib/ids";
import { requireOutput } from "./apply-decision.ts";
import type { Claims } from "./claim-schema.ts";
import { deleteClaim, putClaim } from "./claim-store.ts";
import { listClaims } from "./read-claims.ts";

/** Says that the actor has an output open; answers with what others have. 404, and 403 for who decides nothing here. */
export async function claimOutput(tx: Tx, actor: Actor, outputId: string): Promise<Claims> {
  const output = await requireOutput(tx, actor, outputId);
  authorise(actor, "output.reseed", output.projectId);
  await putClaim(tx, actor, output);
  return listClaims(tx, actor);
}

/** Says that the actor no longer has an output open. Doing so twice is doing it once. */
export async function releaseOutput(tx: Tx, actor: Actor, outputId: string): Promise<Claims> {
  if (isId(outputId)) await deleteClaim(tx, actor, outputId);
  return listClaims(tx, actor);
}
