"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useProject } from "#components/shell/me-context";
import { Blocked } from "#components/ui/blocked";
import { Switch } from "#components/ui/switch";
import { toast } from "#components/ui/toast";
import { apiSend, withQuery } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import { leaveWhenSignedOut } from "#lib/http/browser/query-client";
import type { ReviewPolicy } from "#lib/review/policy-schema";
import { reviewPolicyQuery } from "#lib/review/reason-queries";

/** Four eyes: whether the submitter of a run may approve what it made. */
export function PolicySwitch({ blocked }: { blocked: string | undefined }) {
  const client = useQueryClient();
  const project = useProject()?.id;
  const { queryKey, ...query } = reviewPolicyQuery(project);
  const policy = useQuery({ queryKey, ...query });
  const change = useMutation({
    mutationFn: (next: ReviewPolicy) =>
      apiSend<ReviewPolicy>("PUT", withQuery("/api/v1/review-policy", { project }), next),
    onSuccess: (next) => client.setQueryData(queryKey, next),
    onError: (error) => {
      leaveWhenSignedOut(error);
      toast.error(`Nothing was changed. ${asProblem(error).message}`);
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  const isOn = change.isPending ? change.variables.separatesDuties : policy.data?.separatesDuties === true;
  const isOff = blocked !== undefined || !policy.isSuccess;
  return (
    <div className="flex items-start justify-between gap-4 border-t px-4 py-3 text-sm">
      <span>
        <span className="font-medium">Somebody else approves</span>
        <span className="block text-xs text-soft">
          {isOn
            ? "Whoever asked for a run cannot approve its pictures; rejecting and re-seeding stay open to them."
            : "Whoever asked for a run may approve its pictures too."}
        </span>
      </span>
      <Blocked reason={blocked}>
        <Switch
          aria-label="Somebody else approves"
          checked={isOn}
          aria-disabled={isOff || undefined}
          onCheckedChange={(separatesDuties) => !isOff && change.mutate({ separatesDuties })}
        />
      </Blocked>
    </div>
  );
}
