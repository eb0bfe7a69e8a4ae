"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Play, RotateCw, SquarePen } from "lucide-react";
import { Link } from "#components/ui/link";
import { useRouter } from "next/navigation";
import { CancelRunButton } from "#components/runs/cancel-run-button";
import { useWhyNot } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { Tooltip } from "#components/ui/tooltip";
import { toast } from "#components/ui/toast";
import { apiSend } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import { runKeys } from "#lib/run/run-queries";
import type { CreateRun, RunView } from "#lib/run/run-schema";
import { isFinished } from "#lib/run/run-status";

/**
 * Different acts with words of their own: end this run, retry it as another attempt, run it again as a new run, or take
 * its values to the form.
 */
export function RunActions({ run }: { run: RunView }) {
  const cache = useQueryClient();
  const router = useRouter();
  const blocked = useWhyNot("run.create");
  const again = useMutation({
    mutationFn: async () => {
      const request: CreateRun = {
        workflow: run.workflow,
        params: run.params,
        project: run.project,
        count: 1,
      };
      return (await apiSend<{ items: RunView[] }>("POST", "/api/v1/runs", request)).items;
    },
    onSuccess: ([next]) => {
      void cache.invalidateQueries({ queryKey: runKeys.lists });
      if (next === undefined) return;
      cache.setQueryData(runKeys.detail(next.id), next);
      router.push(`/runs/${next.id}`);
    },
    onError: tell,
  });
  const retry = useMutation({
    mutationFn: () => apiSend<RunView>("POST", `/api/v1/runs/${run.id}/retry`),
    onSuccess: (answer) => cache.setQueryData(runKeys.detail(run.id), answer),
    onError: tell,
    onSettled: () => cache.invalidateQueries({ queryKey: runKeys.all }),
  });
  return (
    <>
      <CancelRunButton run={run} />
      <Button asChild>
        <Link href={`/generate/${run.workflow}?from=${run.id}`}>
          <SquarePen aria-hidden />
          Edit and run
        </Link>
      </Button>
      {run.status === "failed" && (
        <Tooltip label="Another attempt of this very run">
          <Button blocked={blocked} busy={retry.isPending} onClick={() => retry.mutate()}>
            <RotateCw aria-hidden />
            Retry
          </Button>
        </Tooltip>
      )}
      {isFinished(run.status) && (
        <Tooltip label="A new run with the same values and the same seed">
          <Button blocked={blocked} busy={again.isPending} onClick={() => again.mutate()}>
            <Play aria-hidden />
            Run again
          </Button>
        </Tooltip>
      )}
    </>
  );
}

function tell(error: unknown): void {
  const { message, fields } = asProblem(error);
  toast.error([message, ...fields.map((field) => field.message)].join(" "));
}
