import type { Frame } from "#lib/event/browser/frame";
import type { Page } from "#lib/http/page-schema";
import type { OutputFilter } from "#lib/output/output-queries";
import type { DecisionView, OutputView } from "#lib/output/output-schema";
import type { OutputState } from "#lib/run/output-summary-schema";
import type { DeskStore } from "./desk-store.ts";

export type LoaderParts = {
  desk: DeskStore;
  filter: OutputFilter;
  fetchPage: (
    filter: OutputFilter,
    page: { cursor?: string | undefined; limit: number },
  ) => Promise<Page<OutputView>>;
  fetchOne: (id: string) => Promise<OutputView>;
};

export type DeskLoader = {
  /** Reads the next page; at the end, or while one is being read, the same promise is given again. */
  more(): Promise<void>;
  /** Takes an event of the stream. */
  hear(frame: Frame): void;
  /** Reads the first page; returns the way to stop. */
  start(): () => void;
};

const pageSize = 100;
const gatherMs = 300;
const mostArrivalPages = 5;

export function createDeskLoader({ desk, filter, fetchPage, fetchOne }: LoaderParts): DeskLoader {
  let reading: Promise<void> | undefined;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let missing = new Set<string>();

  async function readPage(): Promise<void> {
    const { nextCursor } = desk.read();
    if (nextCursor === null || stopped) return;
    try {
      const page = await fetchPage(filter, { cursor: nextCursor, limit: pageSize });
      if (!stopped) desk.dispatch({ type: "page-read", items: page.items, nextCursor: page.nextCursor });
    } catch (failure) {
      if (!stopped) desk.dispatch({ type: "page-failed", failure });
    }
  }

  function more(): Promise<void> {
    reading ??= readPage().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  /** The server applies the filter to what arrived: newest first, until everything announced has been seen. */
  async function readArrivals(): Promise<void> {
    const wanted = missing;
    missing = new Set();
    const found: OutputView[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < mostArrivalPages && wanted.size > 0; pages += 1) {
      const page = await fetchPage({ ...filter, order: "newest" }, { cursor, limit: pageSize });
      for (const row of page.items) if (wanted.delete(row.id)) found.push(row);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    if (stopped || found.length === 0) return;
    desk.dispatch({ type: "arrived", items: found.reverse() });
    // An empty list has nothing that could be moved.
    if (desk.read().order.length === 0) desk.dispatch({ type: "arrivals-shown" });
  }

  function announceArrival(id: string): void {
    missing.add(id);
    timer ??= setTimeout(() => {
      timer = undefined;
      // A failed read costs nothing: the next event asks again, and so does a reload.
      readArrivals().catch(() => undefined);
    }, gatherMs);
  }

  /** The stream could not say what was missed, so the listed ones are asked for; a few at a time. */
  async function readAgain(): Promise<void> {
    const ids = [...desk.read().order];
    const readNext = async (): Promise<void> => {
      for (let id = ids.shift(); id !== undefined && !stopped; id = ids.shift()) {
        desk.dispatch({ type: "row-read", row: await fetchOne(id) });
      }
    };
    await Promise.all([readNext(), readNext(), readNext(), readNext()]);
  }

  function hear(frame: Frame): void {
    if (frame.type === "reset") readAgain().catch(() => undefined);
    if (frame.type !== "event") return;
    const { kind, subject, data } = frame.event;
    if (kind !== "output.created" && kind !== "output.changed") return;
    const state = data["state"] as OutputState;
    if (desk.read().rows.has(subject)) {
      const revision = Number(data["revision"]);
      const decision = (data["decision"] ?? null) as DecisionView | null;
      desk.dispatch({ type: "row-told", id: subject, state, revision, decision });
    } else if (filter.state === undefined || filter.state === state) announceArrival(subject);
  }

  return {
    more,
    hear,
    start() {
      stopped = false;
      if (desk.read().nextCursor === undefined) void more();
      return () => {
        stopped = true;
        clearTimeout(timer);
        timer = undefined;
      };
    },
  };
}
