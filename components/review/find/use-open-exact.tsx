"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { toast } from "#components/ui/toast";
import { asProblem } from "#lib/http/browser/api-problem";
import { fetchOutputs } from "#lib/output/output-queries";
import { readExact } from "#lib/output/search-text";
import { plainFilter, reviewPath } from "#lib/review/browser/find/review-filter";
import { runQuery } from "#lib/run/run-queries";

/**
 * Opens the picture of a seed, an output, a run or a file, whatever its state. Resolves with false when the text names
 * none of these, or nothing that one may see.
 */
export function useOpenExact(): (typed: string) => Promise<boolean> {
  const router = useRouter();
  const client = useQueryClient();
  return useCallback(
    async (typed) => {
      const exact = readExact(typed);
      if (exact === null) return false;
      const { kind, text } = exact;
      try {
        const { items } = await fetchOutputs(
          kind === "seed" ? { seed: text, archived: "all" } : { q: text },
          { limit: 1 },
        );
        const [found] = items;
        if (found !== undefined) {
          const isPicture = found.kind === "image" || found.kind === "animation";
          const named = kind === "seed" ? { seed: text } : { q: text };
          const all = { ...plainFilter, state: "all", archived: "all", ...named };
          router.push(isPicture ? reviewPath(all, found.id) : `/runs/${found.runId}`);
          return true;
        }
        if (kind !== "id") return false;
        // A run that has made nothing yet, or never will.
        const run = await client.fetchQuery(runQuery(text)).catch(() => null);
        if (run !== null) router.push(`/runs/${run.id}`);
        return run !== null;
      } catch (error) {
        toast.error(`It could not be looked up. ${asProblem(error).message}`);
        return true;
      }
    },
    [client, router],
  );
}
