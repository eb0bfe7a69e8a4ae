"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useDeskParts } from "#components/review/desk/desk-context";
import { toast } from "#components/ui/toast";
import { asProblem } from "#lib/http/browser/api-problem";
import { outputQuery } from "#lib/output/output-queries";

/**
 * Puts the cursor on an output by its id; one that is not in the list is read and takes its place by age. Until then no
 * key decides about the picture that is to be left, and whoever goes elsewhere meanwhile stays there. `onFailed` is called
 * when it cannot be had.
 */
export function useShowOutput(): (id: string, onFailed?: () => void) => void {
  const client = useQueryClient();
  const { desk, loader } = useDeskParts();
  return useCallback(
    (id: string, onFailed?: () => void) => {
      if (desk.read().rows.has(id)) {
        desk.dispatch({ type: "moved", to: id });
        return;
      }
      desk.dispatch({ type: "seeking" });
      client.fetchQuery(outputQuery(id)).then(
        (row) => (desk.read().goal === "seeking" ? loader.show(row) : undefined),
        (error: unknown) => {
          desk.dispatch({ type: "sought" });
          onFailed?.();
          toast.error(`The picture could not be opened. ${asProblem(error).message}`);
        },
      );
    },
    [client, desk, loader],
  );
}
