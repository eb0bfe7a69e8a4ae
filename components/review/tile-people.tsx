"use client";

import { useDesk } from "#components/review/desk-context";
import { PersonChip } from "#components/review/person-chip";
import { useMe } from "#components/shell/me-context";
import type { DecisionView } from "#lib/output/output-schema";
import type { Claimant } from "#lib/review/browser/desk";
import { describeDecision } from "#lib/review/browser/words";

export type TilePeople = {
  claimant: Claimant | undefined;
  /** What stands here by somebody else. */
  decision: DecisionView | null;
  isUnsent: boolean;
  isSkipped: boolean;
};

/** Who else has to do with an output, and what became of it here that is no verdict. */
export function useTilePeople(output: string | null): TilePeople {
  const id = output ?? "";
  const me = useMe();
  const claimant = useDesk(({ claims }) => claims.get(id));
  const decision = useDesk(({ rows, writes }) => (writes.has(id) ? null : (rows.get(id)?.decision ?? null)));
  const isUnsent = useDesk(({ unsent }) => unsent.has(id));
  const isPending = useDesk(({ rows, writes }) => !writes.has(id) && rows.get(id)?.state === "pending");
  const isSkipped = useDesk(({ skipped }) => skipped.has(id)) && isPending;
  return { claimant, decision: decision?.by.id === me.id ? null : decision, isUnsent, isSkipped };
}

/** The same in words, for the name of the tile. */
export function namePeople({ claimant, decision, isUnsent, isSkipped }: TilePeople): string {
  return [
    ...(isSkipped ? [", skipped"] : []),
    ...(isUnsent ? [", not sent yet"] : []),
    ...(decision ? [`, by ${decision.by.name}`] : []),
    ...(claimant ? [`, open by ${claimant.name}`] : []),
  ].join("");
}

/** The same in the line under the picture. */
export function PeopleMarks({ claimant, decision, isUnsent, isSkipped }: TilePeople) {
  return (
    <>
      {isUnsent && <span className="font-semibold text-accent-text">unsent</span>}
      {isSkipped && <span className="text-faint">skipped</span>}
      {decision && <PersonChip name={decision.by.name} title={describeDecision(decision, new Date())} />}
      {claimant && <PersonChip name={claimant.name} title={`${claimant.name} has this open`} isPresent />}
    </>
  );
}
