import type { Page } from "#lib/http/page-schema";
import type { OutputFilter } from "#lib/output/output-queries";
import type { OutputView } from "#lib/output/output-schema";
import { arrange, type Grouping, type Traits } from "#lib/review/arrangement";
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
  // Kept of every row ever read, because rows far away are forgotten and sections are not.
  const read = new Map<string, OutputTraits>();
  const remember = (items: readonly OutputView[]) => {
    for (const row of items) if (!read.has(row.id)) read.set(row.id, traitsOf(row));
  };
  return {
    async read(_from, limit, known) {
      const ids = known.flatMap((id) => id ?? []);
      if (ids.length > 0) {
        const { items } = await fetchPage({ ids: ids.join(",") }, { limit: ids.length });
        remember(items);
        return { type: "rows", items };
      }
      const page = await fetchPage(filter, { cursor, limit });
      cursor = page.nextCursor ?? cursor;
      remember(page.items);
      return { type: "page", items: page.items, isWhole: page.nextCursor === null };
    },
    locate: async () => null,
    findUndecided: async (from) => from,
    async arrange(options, order) {
      const { group } = options;
      const list = order.map((id): Traits => {
        const { groups, ...traits } = read.get(id ?? "") ?? unknown;
        return { ...traits, group: group === null ? "" : groups[group] };
      });
      return arrange(list, options);
    },
  };
}

type OutputTraits = Omit<Traits, "group"> & { groups: Record<Grouping, string> };

const unknown: OutputTraits = {
  groups: { run: "", batch: "", prompt: "", parent: "" },
  batchId: "",
  rootId: "",
  perceptualHash: null,
};

function traitsOf(row: OutputView): OutputTraits {
  const { prompt } = row.params;
  return {
    groups: {
      run: row.runId,
      batch: row.batchId,
      prompt: typeof prompt === "string" ? prompt : "",
      parent: row.parentOutputId ?? "",
    },
    batchId: row.batchId,
    rootId: row.rootOutputId ?? row.id,
    perceptualHash: row.perceptualHash,
  };
}
