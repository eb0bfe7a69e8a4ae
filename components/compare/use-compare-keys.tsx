"use client";

import { useDeskParts } from "#components/review/desk/desk-context";
import { useKeyActions } from "#components/review/desk/use-key-actions";
import { moveToUndecided } from "#lib/review/browser/desk/advance";
import { announce } from "#lib/review/browser/desk/announcer";
import { stepCandidate } from "#lib/review/browser/compare/begin-compare";

/** What keys do while comparing: moving changes the candidate and passes over what is pinned. */
export function useCompareKeys(onLeave: () => void): void {
  const parts = useDeskParts();
  const { desk, loader, compare } = parts;
  const goTo = (position: number, then: 1 | -1) => {
    compare.passOver(() => stepCandidate(parts, then));
    loader.goTo(position);
  };
  const seek = async (step: 1 | -1) => {
    compare.passOver((pin) => moveToUndecided(parts, pin, step));
    const isFound = await moveToUndecided(parts, desk.read().cursor, step);
    if (!isFound) announce("No other picture is undecided");
  };
  useKeyActions({
    previous: () => stepCandidate(parts, -1),
    next: () => stepCandidate(parts, 1),
    first: () => goTo(0, 1),
    last: () => goTo(desk.read().order.length - 1, -1),
    "next-undecided": () => void seek(1),
    "previous-undecided": () => void seek(-1),
    close: onLeave,
    "compare-flip": () => compare.dispatch({ type: "flipped" }),
    "compare-mode": () => compare.dispatch({ type: "mode-cycled" }),
    "compare-target": () => {
      compare.dispatch({ type: "target-swapped" });
      const isCandidate = compare.read()?.target === null;
      announce(`Verdicts go to the ${isCandidate ? "candidate" : "pinned picture"}`);
    },
  });
}
