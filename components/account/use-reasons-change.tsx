"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useProject } from "#components/shell/me-context";
import { toast } from "#components/ui/toast";
import { apiSend } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import { leaveWhenSignedOut } from "#lib/http/browser/query-client";
import type { ReasonItem } from "#lib/review/browser/decide/reason-list";
import type { ReasonView } from "#lib/review/decision-schema";
import { reasonKeys, reasonsQuery } from "#lib/review/reason-queries";

/** The list as it shall be, made from the list as it is when its turn comes: changes wait for each other. */
type Change = (reasons: readonly ReasonView[]) => {
  items: readonly ReasonItem[];
  retire?: readonly string[];
};

export type ReasonsChange = ReturnType<typeof useReasonsChange>;

/** Sends the whole list of reasons; a refusal is told and the list is as the server has it. */
export function useReasonsChange() {
  const client = useQueryClient();
  const project = useProject()?.id;
  const { queryKey } = reasonsQuery(project);
  return useMutation({
    mutationFn: (change: Change) => {
      const reasons = client.getQueryData(queryKey) ?? [];
      return apiSend<{ items: ReasonView[] }>("PUT", "/api/v1/reasons", { project, ...change(reasons) });
    },
    scope: { id: "reasons" },
    onSuccess: ({ items }) => client.setQueryData(queryKey, items),
    onError: (error) => {
      leaveWhenSignedOut(error);
      toast.error(`The reasons were not changed. ${asProblem(error).message}`);
    },
    onSettled: () => client.invalidateQueries({ queryKey: reasonKeys.all }),
  });
}
