import type { Verdict } from "#lib/review/decision-schema";
import { policyRefusalOf, refusalOf } from "#lib/review/decision-status";
import type { Standing } from "#lib/review/standing-schema";
import type { Desk } from "#lib/review/browser/desk/desk";

/** What a bulk verdict would do to one output; `ready` is the one that says it would be decided. */
export type Eligibility =
  | "ready"
  | "saving"
  | "decided"
  | "given"
  | "closed"
  | "blind"
  | "own"
  | "set-aside"
  | "reason-missing"
  | "note-missing"
  | "unread";

/** What is asked for many outputs at once. */
export type BulkRuling = {
  verdict: Verdict;
  reason?: string;
  note?: string;
  /** With `reseeded`: how many new runs for each. */
  count?: number;
};

type Who = { kind: string; id: string };

/** The selected outputs by what a verdict would do to them. Nothing that is decided already is overwritten. */
export function sortSelection(
  desk: Pick<Desk, "selection" | "rows" | "standings" | "writes">,
  ruling: BulkRuling,
  who: Who,
): ReadonlyMap<Eligibility, readonly string[]> {
  const sorted = new Map<Eligibility, string[]>();
  for (const id of desk.selection) {
    const standing = desk.rows.get(id) ?? desk.standings.get(id);
    const found = desk.writes.has(id) ? "saving" : judge(standing, ruling, who);
    const ids = sorted.get(found);
    if (ids === undefined) sorted.set(found, [id]);
    else ids.push(id);
  }
  return sorted;
}

function judge(standing: Standing | undefined, { verdict, reason, note }: BulkRuling, who: Who): Eligibility {
  if (standing === undefined) return "unread";
  if (standing.state !== "pending") return "decided";
  if (standing.panel !== null && standing.panel.own !== null) return "given";
  if (standing.locked !== null) return "closed";
  if (refusalOf(standing, verdict) !== null) return "set-aside";
  const asked = { verdict, hasReason: reason !== undefined, note: note ?? null };
  const refusal = policyRefusalOf(standing, asked, who);
  if (refusal === null) return "ready";
  if (refusal.code === "forbidden") return verdict === "approved" ? "own" : "blind";
  return refusal.path === "/note" ? "note-missing" : "reason-missing";
}

const can: Record<Verdict, string> = {
  approved: "can be approved",
  rejected: "can be rejected",
  reseeded: "can be re-seeded",
};

const words: Record<Exclude<Eligibility, "ready">, (count: number) => string> = {
  saving: (count) => `${count} being saved`,
  decided: (count) => `${count} already decided`,
  given: (count) => `${count} ${count === 1 ? "has" : "have"} your verdict`,
  closed: (count) => `${count} in a closed review`,
  blind: (count) => `${count} in a blind review`,
  own: (count) => `${count} ${count === 1 ? "is" : "are"} your own`,
  "set-aside": (count) => `${count} set aside`,
  "reason-missing": (count) => `${count} ${count === 1 ? "needs" : "need"} a reason`,
  "note-missing": (count) => `${count} ${count === 1 ? "needs" : "need"} a note`,
  unread: (count) => `${count} not read yet`,
};

/** "40 can be approved, 5 already decided, 3 are your own"; an empty text when all of them can. */
export function describeEligibility(
  sorted: ReadonlyMap<Eligibility, readonly string[]>,
  verdict: Verdict,
): string {
  const parts = [`${sorted.get("ready")?.length ?? 0} ${can[verdict]}`];
  for (const [code, ids] of sorted) if (code !== "ready") parts.push(words[code](ids.length));
  return parts.length === 1 ? "" : parts.join(", ");
}

/** Those of the selection that stand in a closed review, decided ones as well. */
export function closedOf({
  selection,
  rows,
  standings,
}: Pick<Desk, "selection" | "rows" | "standings">): readonly string[] {
  return [...selection].filter((id) => (rows.get(id) ?? standings.get(id))?.locked);
}

/** "48 selected" or "all 312 matching, 48 loaded". */
export function describeScope({ selection, order, isWhole, rows }: Desk): string {
  const count = selection.size.toLocaleString();
  if (!isWhole || selection.size < order.length || order.length < 2) return `${count} selected`;
  return `all ${count} matching, ${Math.min(rows.size, order.length).toLocaleString()} loaded`;
}
