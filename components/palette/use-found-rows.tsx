"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useProject } from "#components/shell/me-context";
import { outputListQuery } from "#lib/output/output-queries";
import { viewsOf } from "#lib/review/browser/find/views";
import { reviewPolicyQuery } from "#lib/review/reason-queries";
import { viewsQuery } from "#lib/review/view-queries";
import { runListQuery } from "#lib/run/run-queries";
import { workflowListQuery } from "#lib/workflow/workflow-queries";

const mostPictures = 5;
const restMs = 200;

/** Rows that the palette can open. Pictures are searched for once typing rests. */
export function useFoundRows(typed: string) {
  const rested = useRested(typed);
  const views = useQuery(viewsQuery());
  const policy = useQuery(reviewPolicyQuery(useProject()?.id));
  const workflows = useQuery(workflowListQuery());
  const runs = useInfiniteQuery(runListQuery({}, 20));
  const outputs = useInfiniteQuery({
    ...outputListQuery({ kind: "reviewable", q: rested, order: "newest" }, mostPictures),
    enabled: rested.length > 1,
  });
  return {
    // What needs one's verdict depends on the policy: a list that would be another a moment later is not offered.
    views: policy.isLoading ? [] : viewsOf(views.data ?? [], policy.data?.separatesDuties),
    workflows: (workflows.data?.items ?? []).filter(({ status }) => status === "published"),
    runs: runs.data?.pages[0]?.items ?? [],
    outputs: rested === typed && rested.length > 1 ? (outputs.data?.pages[0]?.items ?? []) : [],
  };
}

function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
