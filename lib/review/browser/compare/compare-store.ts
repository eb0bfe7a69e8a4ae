import {
  compareModes,
  reduceComparison,
  type CompareAction,
  type CompareMode,
  type Comparison,
} from "./comparison.ts";
import { holdVerdicts } from "#lib/review/browser/decide/hold-verdicts";
import type { DeskStore } from "#lib/review/browser/desk/desk-store";

export type CompareStore = {
  /** Null while nothing is compared. */
  read(): Comparison | null;
  dispatch(action: CompareAction): void;
  /** Begins with these pinned, in the mode that was last used. */
  begin(pins: readonly string[]): void;
  /**
   * How to go on when a move lands on a pinned picture, until one lands elsewhere. Without it the outline goes to the
   * pinned one and the candidate stays.
   */
  passOver(goOn: (pin: string) => Promise<unknown> | void): void;
  subscribe(listener: () => void): () => void;
};

export type ModeStorage = Pick<Storage, "getItem" | "setItem">;

const modeName = "proofsheet.compare";

/** What is compared on one desk. The candidate is the desk's cursor, so a pinned picture never keeps the cursor. */
export function createCompareStore(desk: DeskStore, storage?: ModeStorage): CompareStore {
  let comparison: Comparison | null = null;
  let candidate: string | null = null;
  let goOn: ((pin: string) => Promise<unknown> | void) | null = null;
  let leaveDesk: () => void = () => undefined;
  const listeners = new Set<() => void>();

  function dispatch(action: CompareAction): void {
    const next = reduceComparison(comparison, action);
    if (next === comparison) return;
    if (next !== null && comparison !== null && next.mode !== comparison.mode) keepMode(next.mode);
    if (next === null) leaveDesk();
    // One picture or several is another question: whoever types fast has not seen it yet.
    if ((next === null) !== (comparison === null)) holdVerdicts();
    comparison = next;
    for (const listener of listeners) listener();
  }

  function keepMode(mode: CompareMode): void {
    try {
      storage?.setItem(modeName, mode);
    } catch {
      // Full or forbidden: the next comparison begins as the first one did.
    }
  }

  function followCursor(): void {
    const { cursor, goal } = desk.read();
    // On its way somewhere: what it passes is not where it lands.
    if (cursor === null || comparison === null || goal !== null) return;
    if (!comparison.pins.includes(cursor)) {
      candidate = cursor;
      goOn = null;
      return;
    }
    const proceed = goOn;
    goOn = null;
    if (proceed === null) {
      dispatch({ type: "target-chosen", target: cursor });
      desk.dispatch({ type: "moved", to: candidate });
      return;
    }
    void Promise.resolve(proceed(cursor)).then(() => {
      const state = desk.read();
      if (state.cursor === cursor && state.goal === null) desk.dispatch({ type: "moved", to: candidate });
    });
  }

  return {
    read: () => comparison,
    dispatch,
    begin(pins) {
      leaveDesk();
      candidate = desk.read().cursor;
      const kept = storage?.getItem(modeName);
      dispatch({ type: "began", pins, mode: compareModes.find((mode) => mode === kept) ?? "side" });
      leaveDesk = desk.subscribe(followCursor);
    },
    passOver(next) {
      goOn = next;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
