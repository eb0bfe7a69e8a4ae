import { type Actor, authorise } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { invalid } from "#lib/errors";
import { readLabels } from "#lib/output/read-labels";
import { requireOutput } from "./apply-decision.ts";
import { saveLabel } from "./label-store.ts";
import { labelNameSchema, type Labels, mostLabels, tooManyLabels } from "./rating-schema.ts";

type Change = { outputId: string; name: string; isOwn: boolean; isOn: boolean };

/**
 * Puts a label on an output, or takes it off, for the project or for the actor alone; answers with all that the actor
 * sees there. 404 for an output that the actor may not see, 403, 422 for a name that cannot be one or one too many.
 */
export async function labelOutput(tx: Tx, actor: Actor, change: Change, now: Date): Promise<Labels> {
  const output = await requireOutput(tx, actor, change.outputId);
  authorise(actor, "output.rate", output.projectId);
  const name = requireName(change.name);
  await saveLabel(tx, actor, [output], { ...change, name }, now);
  const items = await readLabels(tx, actor, output.id);
  if (items.length > mostLabels && change.isOn) throw invalid([{ path: "/name", message: tooManyLabels }]);
  return { items };
}

function requireName(asked: string): string {
  const parsed = labelNameSchema.safeParse({ name: asked });
  if (parsed.success) return parsed.data.name;
  const message = "A label is a word or a colour of 1 to 40 characters, without commas.";
  throw invalid([{ path: "/name", message }]);
}
