"use client";

import { PersonChip } from "#components/review/grid/person-chip";
import type { TileState } from "#lib/review/browser/grid/tile-state";
import { describeDecision } from "#lib/review/browser/desk/words";
import { setApart } from "#lib/set-apart";

/** Who else has to do with an output, and what became of it here that is no verdict. */
export type TilePeople = Pick<TileState, "claimant" | "decision" | "isUnsent" | "isSkipped" | "isArchived">;

/** The same in words, for the name of the tile. */
export function namePeople({ claimant, decision, isUnsent, isSkipped, isArchived }: TilePeople): string {
  return [
    ...(isSkipped ? [", skipped"] : []),
    ...(isArchived ? [", archived"] : []),
    ...(isUnsent ? [", not sent yet"] : []),
    ...(decision ? [`, by ${decision.by.name}`] : []),
    ...(claimant ? [`, open by ${claimant.name}`] : []),
  ].join("");
}

/** The same in the line under the picture. */
export function PeopleMarks({ claimant, decision, isUnsent, isSkipped, isArchived }: TilePeople) {
  return (
    <>
      {isUnsent && <span className="font-semibold text-accent-text">unsent</span>}
      {isSkipped && <span className="text-faint">skipped</span>}
      {isArchived && <span className="text-faint">archived</span>}
      {decision && <PersonChip name={decision.by.name} title={describeDecision(decision, new Date())} />}
      {claimant && (
        <PersonChip name={claimant.name} title={`${setApart(claimant.name)} has this open`} isPresent />
      )}
    </>
  );
}
