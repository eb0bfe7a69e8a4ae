"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiSend, withQuery } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import { outputKeys } from "#lib/output/output-queries";
import { announce } from "#lib/review/browser/announcer";

/** Gives an output one's own stars, 0 to take them away. */
export function useStarsChange(outputId: string) {
  const client = useQueryClient();
  const path = `/api/v1/outputs/${outputId}/rating`;
  const { mutate, variables, isPending, error } = useMutation({
    mutationFn: (stars: number) => (stars === 0 ? apiSend("DELETE", path) : apiSend("PUT", path, { stars })),
    onSuccess: (_answer, stars) =>
      announce(stars === 0 ? "No stars" : `${stars} ${stars === 1 ? "star" : "stars"}`),
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

export type LabelChange = { name: string; isOwn: boolean; isOn: boolean };

/** Puts a label on an output or takes it off. */
export function useLabelChange(outputId: string) {
  const client = useQueryClient();
  const { mutate, error } = useMutation({
    mutationFn: ({ name, isOwn, isOn }: LabelChange) => {
      const path = `/api/v1/outputs/${outputId}/labels/${encodeURIComponent(name)}`;
      return isOn
        ? apiSend("PUT", path, { own: isOwn })
        : apiSend("DELETE", withQuery(path, { own: isOwn ? "true" : undefined }));
    },
    onSuccess: (_answer, { name, isOn }) => announce(isOn ? `Labelled ${name}` : `Label ${name} taken off`),
    onSettled: () => client.invalidateQueries({ queryKey: outputKeys.detail(outputId) }),
  });
  return { change: mutate, problem: error === null ? undefined : asProblem(error).message };
}
