import { type Actor, authorise } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { AppError, errorStatuses, notFound } from "#lib/errors";
import type { OutputRow } from "#lib/output/output-row";
import { findOutputs } from "#lib/output/read-outputs";
import { lockOutputs } from "./decision-store.ts";
import { saveLabel } from "./label-store.ts";
import {
  type LabelMany,
  type MarksAnswer,
  mostLabels,
  type RateMany,
  tooManyLabels,
} from "./rating-schema.ts";
import { saveStars } from "./rating-store.ts";

/**
 * Gives many outputs the same stars, 0 to take one's own away. Each is answered as it would be alone: one that the
 * actor may not see or rate is refused by name and stops no other. No verdict changes.
 */
export async function rateOutputs(
  tx: Tx,
  actor: Actor,
  { outputs: ids, stars }: RateMany,
  now: Date,
): Promise<MarksAnswer> {
  return markEach(tx, actor, ids, {
    save: (outputs) => saveStars(tx, actor, outputs, stars === 0 ? null : stars, now),
  });
}

/** Puts a label on many outputs, or takes it off, answered one by one as `rateOutputs` does. */
export async function labelOutputs(
  tx: Tx,
  actor: Actor,
  { outputs: ids, name, own: isOwn, on: isOn }: LabelMany,
  now: Date,
): Promise<MarksAnswer> {
  const has = ({ labels }: OutputRow) => labels.some((label) => label.name === name && label.isOwn === isOwn);
  return markEach(tx, actor, ids, {
    refuse: (output) =>
      isOn && !has(output) && output.labels.length >= mostLabels
        ? new AppError("invalid", tooManyLabels)
        : null,
    save: (outputs) => saveLabel(tx, actor, outputs, { name, isOwn, isOn }, now),
  });
}

type Marking = {
  refuse?: (output: OutputRow) => AppError | null;
  save: (outputs: readonly OutputRow[]) => Promise<unknown>;
};

async function markEach(
  tx: Tx,
  actor: Actor,
  asked: readonly string[],
  { refuse, save }: Marking,
): Promise<MarksAnswer> {
  const ids = [...new Set(asked)];
  // Locked before they are read: means and numbers of labels are counted from what stands.
  await lockOutputs(tx, actor, ids);
  const found = new Map((await findOutputs(tx, actor, ids)).map((output) => [output.id, output]));
  const refusals = new Map<string, AppError>();
  for (const id of ids) {
    const refusal = refusalOf(actor, found.get(id), refuse);
    if (refusal !== null) refusals.set(id, refusal);
  }
  await save([...found.values()].filter(({ id }) => !refusals.has(id)));
  const after = new Map((await findOutputs(tx, actor, ids)).map((output) => [output.id, output]));
  return { items: ids.map((id) => answer(id, after.get(id), refusals.get(id))) };
}

function refusalOf(actor: Actor, output: OutputRow | undefined, refuse: Marking["refuse"]): AppError | null {
  if (output === undefined) return notFound("output");
  try {
    authorise(actor, "output.rate", output.projectId);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  return refuse?.(output) ?? null;
}

function answer(
  id: string,
  output: OutputRow | undefined,
  refusal: AppError | undefined,
): MarksAnswer["items"][number] {
  if (refusal !== undefined || output === undefined) {
    const { code, message } = refusal ?? notFound("output");
    return { id, status: errorStatuses[code], marks: null, error: { code, message } };
  }
  const { rating, labels } = output;
  return { id, status: 200, marks: { rating, labels }, error: null };
}
