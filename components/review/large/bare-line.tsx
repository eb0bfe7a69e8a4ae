"use client";

import { useDesk } from "#components/review/desk/desk-context";
import { useTargetId } from "#components/review/large/use-comparison";
import { VerdictGlyph } from "#components/review/decide/verdict-mark";
import { useKeyActions } from "#components/review/desk/use-key-actions";
import { useKeys } from "#components/shell/keymap-context";
import { Kbd } from "#components/ui/kbd";
import { stateWords } from "#lib/output/state-words";
import { positionOf, shownState } from "#lib/review/browser/desk/desk";

/** All that is left beside a bare picture: where one is, what stands, and the way back. */
export function BareLine({ onLeave }: { onLeave: () => void }) {
  const { caps } = useKeys();
  const id = useTargetId();
  const state = useDesk((desk) => (id === null ? "pending" : shownState(desk, id)));
  const place = useDesk((desk) => `${positionOf(desk, desk.cursor) + 1} of ${desk.order.length}`);
  // Mounted last, it has the first word on Esc.
  useKeyActions({ close: onLeave });
  return (
    <p className="flex h-8 shrink-0 items-center gap-3 bg-bg px-3 text-2xs text-soft tabular">
      <span>{place}</span>
      <span className="flex items-center gap-1">
        <VerdictGlyph state={state} />
        {stateWords[state]}
      </span>
      <button
        type="button"
        onClick={onLeave}
        className="ml-auto flex min-h-6 items-center pointer-coarse:min-h-11 gap-1.5 rounded-sm px-1.5 hover:text-text"
      >
        {caps("lights").map((cap) => (
          <Kbd key={cap}>{cap}</Kbd>
        ))}
        Lights on
      </button>
    </p>
  );
}
