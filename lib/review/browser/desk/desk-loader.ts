import type { Frame } from "#lib/event/browser/frame";
import type { DecisionView, OutputView } from "#lib/output/output-schema";
import type { OutputState } from "#lib/run/output-summary-schema";
import { rowAt } from "./desk.ts";
import type { DeskStore } from "./desk-store.ts";
import { admits } from "#lib/review/browser/find/review-filter";
import type { ListArrivals } from "./list-arrivals.ts";
import type { OutputSource } from "./output-source.ts";

export type LoaderParts = {
  desk: DeskStore;
  source: OutputSource;
  /** Told of outputs that came to be in `state`, or were made; left out where arrivals come from elsewhere. */
  arrivals?: ListArrivals;
  /** Reads one output by itself. */
  find?: (id: string) => Promise<OutputView>;
  /** The state that the list asks for, if it asks for one. */
  state?: string | undefined;
};

export type DeskLoader = {
  /** Reads the rows at these positions and around them, nearest first; forgets what was wanted before. */
  want(first: number, last: number): void;
  /** Reads the rows at a position; beyond the end of a list that goes on, the next page. Never rejects. */
  reach(position: number): Promise<void>;
  /** Reads on at the end of the list, or what failed. */
  more(): Promise<void>;
  /** Moves the cursor to a position, as soon as its row is read. */
  goTo(position: number): void;
  /** Takes an output into the list, where it belongs, as the current one. */
  show(row: OutputView): Promise<void>;
  /** Takes an event of the stream. */
  hear(frame: Frame): void;
  /** Reads the first rows; returns the way to stop. */
  start(): () => void;
};

/** Rows are read by windows of so many, so that the same request serves all positions in it. */
export const windowSize = 100;
/** Rows read beyond what is in sight, so that scrolling meets no blank. */
const ahead = 60;
const mostAtOnce = 2;

export function createDeskLoader({ desk, source, arrivals, find, state: asked }: LoaderParts): DeskLoader {
  const reading = new Map<number, Promise<void>>();
  /** Windows that were read and still lack rows: asking again by itself would never end. */
  const lacking = new Set<number>();
  let wanted = { first: 0, last: 0 };
  let stopped = false;

  /** Where the window begins that holds `position`; what is not listed yet is one window, read as the next page. */
  function windowOf(position: number): number {
    const { order, isWhole } = desk.read();
    return !isWhole && position >= order.length
      ? order.length
      : Math.floor(position / windowSize) * windowSize;
  }

  function readWindow(from: number): Promise<void> {
    const running = reading.get(from);
    if (running !== undefined) return running;
    const run = answerWindow(from).finally(() => {
      reading.delete(from);
      if (!stopped) pump();
    });
    reading.set(from, run);
    return run;
  }

  async function answerWindow(from: number): Promise<void> {
    const { order } = desk.read();
    try {
      const read = await source.read(from, windowSize, order.slice(from, from + windowSize));
      if (stopped) return;
      const { items } = read;
      if (read.type === "page") desk.dispatch({ type: "page-read", items, isWhole: read.isWhole });
      else if (read.type === "slice") {
        const { total, skipped = [] } = read;
        desk.dispatch({ type: "slice-read", from, items, total, skipped });
      } else desk.dispatch({ type: "rows-read", from, items });
      if (read.type !== "page" && lacks(from)) lacking.add(from);
      desk.dispatch({ type: "evicted", around: (wanted.first + wanted.last) / 2 });
    } catch (failure) {
      if (!stopped) desk.dispatch({ type: "read-failed", failure });
    }
  }

  /** Begins the next read that is wanted, the nearest to the middle of what is in sight. */
  function pump(): void {
    const state = desk.read();
    if (state.failure !== null) return;
    const middle = (wanted.first + wanted.last) / 2;
    const windows = missingWindows().toSorted(
      (a, b) => Math.abs(a + windowSize / 2 - middle) - Math.abs(b + windowSize / 2 - middle),
    );
    for (const from of windows) {
      if (reading.size >= mostAtOnce) return;
      if (!reading.has(from)) void readWindow(from);
    }
  }

  function lacks(from: number): boolean {
    const state = desk.read();
    const last = Math.min(from + windowSize, state.order.length) - 1;
    for (let position = from; position <= last; position += 1) if (!rowAt(state, position)) return true;
    return false;
  }

  function missingWindows(): number[] {
    const state = desk.read();
    const missing = new Set<number>();
    const last = Math.min(wanted.last + ahead, state.order.length - 1);
    for (let position = Math.max(0, wanted.first - ahead); position <= last; position += 1) {
      if (rowAt(state, position) === undefined) missing.add(windowOf(position));
    }
    if (!state.isWhole && wanted.last + ahead >= state.order.length)
      missing.add(windowOf(state.order.length));
    return [...missing].filter((from) => !lacking.has(from));
  }

  async function reach(position: number): Promise<void> {
    const state = desk.read();
    if (rowAt(state, position) !== undefined) return;
    desk.dispatch({ type: "read-retried" });
    await readWindow(windowOf(position));
  }

  /**
   * All rows in memory are read again, window by window, once those on their way are there: the stream could not say
   * what was missed, or it begins only now, and what happened since they were read is told by nobody.
   */
  async function readAgain(): Promise<void> {
    lacking.clear();
    await Promise.all(reading.values());
    const held = [...desk.read().positions.values()];
    for (const from of new Set(held.map(windowOf))) if (!stopped) await readWindow(from);
    const { order, listed, rows } = desk.read();
    // What was taken in from outside is in no window of a frozen list.
    const guests = source.isFrozen === true ? order.slice(listed) : [];
    for (const id of guests) if (id !== null && rows.has(id) && !stopped) await readOne(id);
    // What could not be read again is still there to be looked at; reading on does not wait for it.
    if (!stopped && held.length > 0) desk.dispatch({ type: "read-retried" });
  }

  /** Of several verdicts an event tells only how many there are; which ones we may see, the server knows. */
  async function readOne(id: string): Promise<void> {
    const row = await find?.(id).catch(() => undefined);
    if (row !== undefined && !stopped) desk.dispatch({ type: "row-read", row });
  }

  function hear(frame: Frame): void {
    if (frame.type === "reset" || frame.type === "ready") void readAgain();
    if (frame.type !== "event") return;
    const { kind, subject, data } = frame.event;
    if (kind === "output.archived") {
      const archivedAt = typeof data["archivedAt"] === "string" ? data["archivedAt"] : null;
      desk.dispatch({ type: "archived", id: subject, archivedAt });
    }
    if (kind === "output.reopened") desk.dispatch({ type: "reopened", id: subject });
    // The review was closed or reopened: how every output stands is another matter now.
    if (kind === "project.changed" && data["what"] === "review") void readAgain();
    if (kind !== "output.created" && kind !== "output.changed") return;
    const state = data["state"] as OutputState;
    const { rows, standings, past, order } = desk.read();
    if (rows.has(subject) || standings.has(subject) || past.has(subject)) {
      const revision = Number(data["revision"]);
      const decision = (data["decision"] ?? null) as DecisionView | null;
      const given = typeof data["given"] === "number" ? data["given"] : undefined;
      desk.dispatch({ type: "row-told", id: subject, state, revision, decision, given });
      if (given !== undefined) void readOne(subject);
    } else if (admits(asked, state) && !order.includes(subject)) {
      arrivals?.announce(subject);
    }
  }

  return {
    want(first, last) {
      wanted = { first, last };
      pump();
    },
    reach,
    more: () => {
      const { order, failure, isWhole } = desk.read();
      desk.dispatch({ type: "read-retried" });
      if (failure !== null) pump();
      return isWhole ? Promise.resolve() : readWindow(order.length);
    },
    goTo(position) {
      desk.dispatch({ type: "moved-to", position });
      const { goal } = desk.read();
      if (typeof goal === "number") void reach(goal);
    },
    async show(row) {
      const { positions, order } = desk.read();
      const known = positions.get(row.id) ?? order.indexOf(row.id);
      const at = known === -1 ? await source.locate(row.id).catch(() => null) : known;
      // Where every position is known an age has its place; among unread ones, or in a frozen list, it has none.
      const hasAges = source.isFrozen !== true && !desk.read().order.includes(null);
      desk.dispatch({ type: "put-back", row, at: at ?? (hasAges ? "age" : "end") });
    },
    hear,
    start() {
      stopped = false;
      if (!desk.read().isRead) void readWindow(0);
      return () => {
        stopped = true;
        reading.clear();
        arrivals?.stop();
      };
    },
  };
}
