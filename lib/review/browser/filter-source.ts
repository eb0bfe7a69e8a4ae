import type { Page } from "#lib/http/page-schema";
import type { OutputFilter } from "#lib/output/output-queries";
import type { OutputView } from "#lib/output/output-schema";
import type { OutputSource } from "./output-source.ts";

export type FetchPage = (
  filter: OutputFilter,
  page: { cursor?: string | undefined; limit: number },
) => Promise<Page<OutputView>>;

/**
 * Everything that matches a filter, read from its beginning and as it then was: what was read once is read again by
 * its id, because by then the filter may not let it in any more.
 */
export function createFilterSource(filter: OutputFilter, fetchPage: FetchPage): OutputSource {
  let cursor: string | undefined;
  return {
    async read(_from, limit, known) {
      const ids = known.flatMap((id) => id ?? []);
      if (ids.length > 0) {
        const { items } = await fetchPage({ ids: ids.join(",") }, { limit: ids.length });
        return { type: "rows", items };
      }
      const page = await fetchPage(filter, { cursor, limit });
      cursor = page.nextCursor ?? cursor;
      return { type: "page", items: page.items, isWhole: page.nextCursor === null };
    },
    locate: async () => null,
    findUndecided: async (from) => from,
  };
}
