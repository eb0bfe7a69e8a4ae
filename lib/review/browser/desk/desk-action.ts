import type { DecisionView, OutputView } from "#lib/output/output-schema";
import type { OutputState } from "#lib/run/output-summary-schema";
import type { Pile } from "#lib/review/arrangement";
import type { Standing } from "#lib/review/standing-schema";
import type { Twin } from "#lib/review/twin-schema";
import type { Claimant, Conflict, Write } from "./desk.ts";

/** Everything that can happen to a desk. */
export type DeskAction =
  /** The next page of a list that is read from its beginning. */
  | { type: "page-read"; items: readonly OutputView[]; isWhole: boolean }
  /** Some rows of a list of known length; `items` stand from position `from` on. */
  | {
      type: "slice-read";
      from: number;
      items: readonly OutputView[];
      total: number;
      skipped?: readonly string[];
    }
  /** Listed rows once more, in the order of the list; the first is looked for from position `from` on. */
  | { type: "rows-read"; from: number; items: readonly OutputView[] }
  /** What was decided of copies before this page was opened. */
  | { type: "past-read"; items: readonly Twin[] }
  | { type: "read-failed"; failure: unknown }
  | { type: "read-retried" }
  /** The server's list has grown at its tail. */
  | { type: "extended"; total: number }
  /** Forgets rows far from position `around`, if there are many. */
  | { type: "evicted"; around: number }
  | { type: "arrived"; items: readonly OutputView[] }
  | { type: "arrivals-shown" }
  /** Takes an output in as the current one: at its position, where its age puts it, or at the end. */
  | { type: "put-back"; row: OutputView; at: number | "age" | "end" }
  | { type: "row-read"; row: OutputView }
  | {
      type: "row-told";
      id: string;
      state: OutputState;
      revision: number;
      decision: DecisionView | null;
      /** Where several decide: how many verdicts are in. */
      given?: number | undefined;
    }
  /** Put aside since that moment, or brought back. */
  | { type: "archived"; id: string; archivedAt: string | null }
  /** By itself, in a closed review: its verdict can be changed. */
  | { type: "reopened"; id: string }
  | { type: "moved"; to: string | null }
  /** Moves to a position; when its row is not in memory, the cursor follows as soon as it is. */
  | { type: "moved-to"; position: number }
  | { type: "seeking" }
  | { type: "sought" }
  | { type: "selected"; id: string }
  /** Selects these and no others; `standings` tell of those whose rows are not in memory. */
  | { type: "selection-made"; ids: Iterable<string>; standings?: readonly Standing[] }
  | { type: "selection-cleared" }
  | { type: "piles-found"; piles: readonly Pile[] }
  | { type: "pile-turned"; id: string; isOpen: boolean }
  | { type: "write-began"; id: string; write: Write }
  | { type: "write-ended"; id: string; row?: OutputView }
  | { type: "conflicted"; id: string; conflict: Conflict }
  | { type: "conflict-settled"; id: string }
  /** A write that cannot reach the server for now, or at last goes on. */
  | { type: "held-up"; id: string; isHeldUp: boolean }
  | { type: "skipped"; id: string; isSkipped: boolean }
  | { type: "claims-read"; claims: ReadonlyMap<string, Claimant> };
