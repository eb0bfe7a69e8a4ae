"use client";

import { type InfiniteData, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useProject } from "#components/shell/me-context";
import { stringifyExactJson } from "#lib/json";
import type { FormDesk } from "#lib/form/form-desk";
import { apiSend, newIdempotencyKey } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import type { Page } from "#lib/http/page-schema";
import { runKeys, runListQuery } from "#lib/run/run-queries";
import type { CreateRun, RunView } from "#lib/run/run-schema";

type SentRequest = { readonly body: string; readonly key: string };

/** How many of a workflow's newest runs stand beside its form. */
export const shownRuns = 24;

/**
 * Sends the form. A refusal goes to the fields it names. When an answer was lost, pressing again repeats the same
 * request under the same key, so that nobody gets twice what they asked for once.
 */
export function useGenerate(desk: FormDesk, workflow: string, onRefused: () => void) {
  const cache = useQueryClient();
  const project = useProject();
  const lost = useRef<SentRequest | null>(null);
  return useMutation({
    mutationFn: async (input: Omit<CreateRun, "workflow" | "project">) => {
      const request: CreateRun = { workflow, ...input, ...(project && { project: project.slug }) };
      const body = stringifyExactJson(request);
      const sent = lost.current?.body === body ? lost.current : { body, key: newIdempotencyKey() };
      lost.current = sent;
      const answer = await apiSend<{ items: RunView[] }>("POST", "/api/v1/runs", request, {
        idempotencyKey: sent.key,
      });
      lost.current = null;
      return answer.items;
    },
    onSuccess: (runs) => {
      for (const run of runs) cache.setQueryData(runKeys.detail(run.id), run);
      // Beside the form at once; the event that follows brings the list up to date by itself.
      cache.setQueryData<InfiniteData<Page<RunView>, string | undefined>>(
        runListQuery({ workflow }, shownRuns).queryKey,
        (data) =>
          data && {
            ...data,
            pages: data.pages.map((page, index) => (index === 0 ? prepend(runs, page) : page)),
          },
      );
      void cache.invalidateQueries({ queryKey: runKeys.lists });
    },
    onError: (error) => {
      const problem = asProblem(error);
      if (problem.code !== "offline") lost.current = null;
      desk.refuse(problem.fields, problem.message);
      onRefused();
    },
  });
}

function prepend(runs: readonly RunView[], page: Page<RunView>): Page<RunView> {
  const ids = new Set(runs.map(({ id }) => id));
  const newest = [...runs].toReversed();
  return { ...page, items: [...newest, ...page.items.filter(({ id }) => !ids.has(id))] };
}
