import type { OutputView } from "#lib/output/output-schema";
import type { ArrangeOptions, Arrangement } from "#lib/review/arrangement";
import type { StandingsView } from "#lib/review/standing-schema";
import type { Twin } from "#lib/review/twin-schema";

/**
 * Rows as a source answers: `page` continues a list that is read from its beginning; `slice` stands at positions of
 * a list whose length is known; `rows` are rows of the list read again.
 */
export type Read =
  | { type: "page"; items: readonly OutputView[]; isWhole: boolean }
  | {
      type: "slice";
      from: number;
      items: readonly OutputView[];
      total: number;
      /** Those of `items` that the reviewer passed by. */
      skipped?: readonly string[];
    }
  | { type: "rows"; items: readonly OutputView[] };

/** Where a desk's list comes from. */
export type OutputSource = {
  /** `known` holds the ids at the positions asked for, as far as they were ever read. Rejects with what failed. */
  read(from: number, limit: number, known: readonly (string | null)[]): Promise<Read>;
  /** Positions are the server's and stay: what is taken in from outside stands behind them, whatever its age. */
  isFrozen?: boolean;
  /** The position of an output in the list; null when it is not in it. */
  locate(id: string): Promise<number | null>;
  /**
   * The first undecided at `from` or beyond it (before it, with step -1), going round once; null when none is left.
   * A source that cannot tell answers `from`, and the rows are looked through.
   */
  findUndecided(from: number, step: 1 | -1): Promise<number | null>;
  /** How the list falls into sections and piles, as far as it is known. */
  arrange?(options: ArrangeOptions, order: readonly (string | null)[]): Promise<Arrangement>;
  /** How outputs from a position on stand, by the thousand; left out where only the rows tell. */
  standings?(from: number): Promise<StandingsView>;
  /** Own verdicts of the session on files that the list holds more than once; left out where there is no session. */
  twins?(): Promise<readonly Twin[]>;
};
