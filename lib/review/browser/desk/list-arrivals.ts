import type { OutputFilter } from "#lib/output/output-queries";
import type { OutputView } from "#lib/output/output-schema";
import type { DeskStore } from "./desk-store.ts";
import type { FetchPage } from "./filter-source.ts";

/** Outputs that have come to match a list's filter; they wait behind the pill. */
export type ListArrivals = { announce(id: string): void; stop(): void };

const pageSize = 100;
const gatherMs = 300;
const mostPages = 5;

export function createListArrivals(
  desk: DeskStore,
  filter: OutputFilter,
  fetchPage: FetchPage,
): ListArrivals {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let missing = new Set<string>();

  /** The server applies the filter to what arrived: newest first, until everything announced has been seen. */
  async function read(): Promise<void> {
    const wanted = missing;
    missing = new Set();
    const found: OutputView[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < mostPages && wanted.size > 0; pages += 1) {
      const page = await fetchPage({ ...filter, order: "newest" }, { cursor, limit: pageSize });
      for (const row of page.items) if (wanted.delete(row.id)) found.push(row);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    if (found.length === 0) return;
    desk.dispatch({ type: "arrived", items: found.reverse() });
    // An empty list has nothing that could be moved.
    if (desk.read().order.length === 0) desk.dispatch({ type: "arrivals-shown" });
  }

  return {
    announce(id) {
      missing.add(id);
      timer ??= setTimeout(() => {
        timer = undefined;
        // A failed read costs nothing: the next event asks again, and so does a reload.
        read().catch(() => undefined);
      }, gatherMs);
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
