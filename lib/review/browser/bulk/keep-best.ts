import type { ReasonView } from "#lib/review/decision-schema";
import { isUndecided, rowAt } from "#lib/review/browser/desk/desk";
import type { DeskStore } from "#lib/review/browser/desk/desk-store";
import type { DeskLoader } from "#lib/review/browser/desk/desk-loader";
import type { BulkRuling } from "./eligibility.ts";
import { seedTail } from "#lib/review/browser/desk/words";

export type KeepBest = {
  /** The end of the seed of the one that is kept. */
  name: string;
  reason: ReasonView | undefined;
  asks: readonly { id: string; ruling: BulkRuling }[];
  approved: number;
  rejected: number;
  /** Decided before, which stay as they are. */
  decided: number;
};

/**
 * What keeping one of a pile would do: approve it and reject the undecided others as duplicates. The project's own
 * reason for that is taken, and the note says of which picture in any case. Rows not in memory are read first.
 */
export async function planKeepBest(
  { desk, loader }: { desk: DeskStore; loader: Pick<DeskLoader, "reach"> },
  [from, count]: readonly [number, number],
  best: string,
  reasons: readonly ReasonView[],
): Promise<KeepBest> {
  for (let at = from; at < from + count; at += 1) await loader.reach(at);
  const state = desk.read();
  const rows = Array.from({ length: count }, (_, index) => rowAt(state, from + index)).flatMap(
    (row) => row ?? [],
  );
  const reason = duplicateReason(reasons);
  const name = seedTail(rows.find(({ id }) => id === best)?.seed ?? null);
  const pending = rows.filter(({ id }) => isUndecided(state)(id));
  const reject: BulkRuling = {
    verdict: "rejected",
    ...(reason && { reason: reason.id }),
    note: `Duplicate of ${name}`,
  };
  const asks = pending.map(({ id }) => ({
    id,
    ruling: id === best ? { verdict: "approved" as const } : reject,
  }));
  const approved = asks.filter(({ id }) => id === best).length;
  return {
    name,
    reason,
    asks,
    approved,
    rejected: asks.length - approved,
    decided: rows.length - asks.length,
  };
}

/** The reason that comes closest to saying so: teams word it as they like. */
function duplicateReason(reasons: readonly ReasonView[]): ReasonView | undefined {
  return (
    reasons.find(({ label }) => /duplicate/i.test(label)) ??
    reasons.find(({ label }) => /similar/i.test(label))
  );
}

/** "Approve …123456 and reject 4 others as “Too similar”. 1 is decided already and stays as it is." */
export function describeKeepBest({ name, reason, approved, rejected, decided }: KeepBest): string {
  const others = rejected === 1 ? "1 other" : `${rejected} others`;
  const because = reason === undefined ? "as duplicates" : `as “${reason.label}”`;
  const verbs = [
    ...(approved > 0 ? [`Approve ${name}`] : []),
    ...(rejected > 0 ? [`reject ${others} ${because}`] : []),
  ];
  const what = verbs.join(" and ");
  const left =
    decided === 0
      ? ""
      : ` ${decided} ${decided === 1 ? "is decided already and stays as it is" : "are decided already and stay as they are"}.`;
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}.${left}`;
}
