import type { Standing } from "#lib/review/standing-schema";
import { positionOf, rowAt } from "#lib/review/browser/desk/desk";
import type { DeskLoader } from "#lib/review/browser/desk/desk-loader";
import { standingOf } from "#lib/review/browser/desk/desk-list";
import type { DeskStore } from "#lib/review/browser/desk/desk-store";
import type { OutputSource } from "#lib/review/browser/desk/output-source";

type SelectParts = {
  desk: DeskStore;
  loader: Pick<DeskLoader, "reach" | "more">;
  source: Pick<OutputSource, "standings">;
};

export type Selecting = {
  /** Selects or unselects outputs as one: all of a pile, or just one. */
  toggle(ids: readonly string[]): void;
  /**
   * Selects everything from where the last plain move ended to `position`, and on to `through` where more lie in that
   * place; unselects what an earlier reach held.
   */
  extendTo(position: number, through?: number): Promise<void>;
  /** Selects everything from one position to another, besides what is selected. */
  add(first: number, last: number): Promise<void>;
  /** Selects everything that is in the list now; what arrives later is never part of it. */
  selectAll(): Promise<void>;
};

/** A selection reaches over outputs whose rows are not in memory; of those it keeps what a verdict has to know. */
export function createSelecting({ desk, loader, source }: SelectParts): Selecting {
  /** Where the current reach began, how it is recognised, and what was selected before it. */
  let reach: { from: number; to: string | null; before: ReadonlySet<string> } | undefined;

  async function readBetween(first: number, last: number): Promise<Standing[]> {
    const found: Standing[] = [];
    for (let position = first; position <= last; position += 1) {
      if (rowAt(desk.read(), position) === undefined) await loader.reach(position);
      const row = rowAt(desk.read(), position);
      if (row !== undefined) found.push(standingOf(row));
    }
    return found;
  }

  /** The rest of a list that is read from its beginning, page by page. */
  async function readToEnd(): Promise<Standing[]> {
    while (!desk.read().isWhole && desk.read().failure === null) await loader.more();
    return readBetween(0, desk.read().order.length - 1);
  }

  async function readStandings(read: NonNullable<OutputSource["standings"]>): Promise<Standing[]> {
    const found: Standing[] = [];
    const { length } = desk.read().order;
    while (found.length < length) {
      const { items } = await read(found.length);
      if (items.length === 0) break;
      found.push(...items);
    }
    // The list may have grown while it was read; what came then was not meant.
    return found.slice(0, length);
  }

  return {
    toggle(ids) {
      const { selection } = desk.read();
      const next = new Set(selection);
      const areAll = ids.every((id) => selection.has(id));
      for (const id of ids) {
        if (areAll) next.delete(id);
        else next.add(id);
      }
      desk.dispatch({ type: "selection-made", ids: next });
    },
    async extendTo(position, through = position) {
      const state = desk.read();
      const goesOn = reach !== undefined && reach.to === state.cursor && state.selection.size > 0;
      if (reach === undefined || !goesOn) {
        const from = positionOf(state, state.cursor);
        reach = { from: from === -1 ? position : from, to: null, before: state.selection };
      }
      const { from, before } = reach;
      const standings = await readBetween(Math.min(from, position), Math.max(from, through));
      desk.dispatch({
        type: "selection-made",
        ids: [...before, ...standings.map(({ id }) => id)],
        standings,
      });
      reach = { from, before, to: desk.read().order[position] ?? null };
    },
    async add(first, last) {
      const standings = await readBetween(first, last);
      const ids = [...desk.read().selection, ...standings.map(({ id }) => id)];
      desk.dispatch({ type: "selection-made", ids, standings });
    },
    async selectAll() {
      const standings = source.standings ? await readStandings(source.standings) : await readToEnd();
      desk.dispatch({ type: "selection-made", ids: standings.map(({ id }) => id), standings });
    },
  };
}
