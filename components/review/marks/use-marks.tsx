"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiSend, withQuery } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import { useDeskParts } from "#components/review/desk/desk-context";
import { outputKeys } from "#lib/output/output-queries";
import type { OutputView } from "#lib/output/output-schema";
import { announce } from "#lib/review/browser/desk/announcer";
import { describeStars, type LabelChange } from "#lib/review/browser/marks/marks";
import type { Labels } from "#lib/review/rating-schema";

/** Gives an output one's own stars, 0 to take them away. */
export function useStarsChange(outputId: string) {
  const client = useQueryClient();
  const { desk } = useDeskParts();
  const path = `/api/v1/outputs/${outputId}/rating`;
  const { mutate, variables, isPending, error } = useMutation({
    mutationFn: (stars: number) =>
      stars === 0 ? apiSend<OutputView>("DELETE", path) : apiSend<OutputView>("PUT", path, { stars }),
    onSuccess(row, stars) {
      desk.dispatch({ type: "row-read", row });
      announce(stars === 0 ? "No stars" : describeStars(stars));
    },
    // What the server then holds, whichever way it went.
    onSettled: () => client.invalidateQueries({ queryKey: outputKeys.detail(outputId) }),
  });
  return {
    give: mutate,
    /** What is on its way. */
    pending: isPending ? variables : undefined,
    problem: error === null ? undefined : asProblem(error).message,
  };
}

/** Puts a label on an output or takes it off. */
export function useLabelChange(outputId: string) {
  const client = useQueryClient();
  const { desk } = useDeskParts();
  const { mutate, error } = useMutation({
    mutationFn: ({ name, isOwn, isOn }: LabelChange) => {
      const path = `/api/v1/outputs/${outputId}/labels/${encodeURIComponent(name)}`;
      return isOn
        ? apiSend<Labels>("PUT", path, { own: isOwn })
        : apiSend<Labels>("DELETE", withQuery(path, { own: isOwn ? "true" : undefined }));
    },
    onSuccess({ items: labels }, { name, isOn }) {
      const row = desk.read().rows.get(outputId);
      if (row !== undefined) desk.dispatch({ type: "row-read", row: { ...row, labels } });
      announce(isOn ? `Labelled ${name}` : `Label ${name} taken off`);
    },
    onSettled: () => client.invalidateQueries({ queryKey: outputKeys.detail(outputId) }),
  });
  return { change: mutate, problem: error === null ? undefined : asProblem(error).message };
}
