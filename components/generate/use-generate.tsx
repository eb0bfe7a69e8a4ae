"use client";

import { type InfiniteData, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useProject } from "#components/shell/me-context";
import { stringifyExactJson } from "#lib/json";
import type { FormDesk } from "#lib/form/form-desk";
import { apiSend, newIdempotencyKey } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import type { Page } from "#lib/http/page-schema";
import type { OutputView } from "#lib/output/output-schema";
import { wantsNews, watchBatch } from "#lib/run/browser/watched-batches";
import { runKeys, runListQuery } from "#lib/run/run-queries";
import type { CreateRun, RunView } from "#lib/run/run-schema";

type SentRequest = { readonly body: string; readonly key: string };

type Input = Omit<CreateRun, "workflow" | "project">;

type GenerateParts = {
  desk: FormDesk;
  workflow: string;
  /** Sending re-seeds this output: the runs become its children, and it is passed over. */
  parent: OutputView | null;
  onRefused: () => void;
  onPassedOver: () => void;
};

/** How many of a workflow's newest runs stand beside its form. */
export const shownRuns = 24;

/**
 * Sends the form. A refusal goes to the fields it names. When an answer was lost, pressing again repeats the same
 * request under the same key, so that nobody gets twice what they asked for once.
 */
export function useGenerate({ desk, workflow, parent, onRefused, onPassedOver }: GenerateParts) {
  const cache = useQueryClient();
  const project = useProject();
  const lost = useRef<SentRequest | null>(null);

  function requestOf({ params, ...input }: Input) {
    if (parent !== null) {
      const body = { ...input, expected: parent.revision, vary: { grain: "edits", params } };
      return { path: `/api/v1/outputs/${parent.id}/reseeds`, request: body };
    }
    const request: CreateRun = { workflow, params, ...input, ...(project && { project: project.slug }) };
    return { path: "/api/v1/runs", request };
  }

  return useMutation({
    mutationFn: async (input: Input) => {
      const { path, request } = requestOf(input);
      const body = stringifyExactJson(request);
      const sent = lost.current?.body === body ? lost.current : { body, key: newIdempotencyKey() };
      lost.current = sent;
      const answer = await apiSend<{ items: RunView[] }>("POST", path, request, {
        idempotencyKey: sent.key,
      });
      lost.current = null;
      return answer.items;
    },
    onSuccess: (runs) => {
      if (parent !== null) onPassedOver();
      const [first] = runs;
      if (first !== undefined && wantsNews(localStorage))
        watchBatch(localStorage, { id: first.batchId, title: first.workflowTitle });
      for (const run of runs) cache.setQueryData(runKeys.detail(run.id), run);
      // Beside the form at once; the event that follows brings the list up to date by itself.
      cache.setQueryData<InfiniteData<Page<RunView>, string | undefined>>(
        runListQuery({ workflow, by: "me" }, shownRuns).queryKey,
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
      // A re-seed keeps the params deeper in its request.
      const fields = problem.fields.map(({ path, message }) => ({
        path: path.replace(/^\/vary\/params/, "/params"),
        message,
      }));
      desk.refuse(fields, problem.message);
      onRefused();
    },
  });
}

function prepend(runs: readonly RunView[], page: Page<RunView>): Page<RunView> {
  const ids = new Set(runs.map(({ id }) => id));
  const newest = [...runs].toReversed();
  return { ...page, items: [...newest, ...page.items.filter(({ id }) => !ids.has(id))] };
}
