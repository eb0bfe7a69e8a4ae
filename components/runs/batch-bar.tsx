"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleStop, Layers, RotateCw, X } from "lucide-react";
import { AskedButton } from "#components/runs/asked-button";
import { useWhyNot } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { toast } from "#components/ui/toast";
import { apiSend } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import { batchStanding, countOf, runCount } from "#lib/run/batch-standing";
import type { Batch, CancelBatch } from "#lib/run/batch-schema";
import { batchQuery, runKeys } from "#lib/run/run-queries";

type Act = { path: "cancellation" | "retry"; body?: CancelBatch; done: string };

/** Says that the list shows one batch, how it stands, and what can be done with all of it; closing it shows every run. */
export function BatchBar({ id, onClose }: { id: string; onClose: () => void }) {
  const { data: batch } = useQuery(batchQuery(id));
  return (
    <section
      aria-label="This batch"
      className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border bg-surface py-1.5 pr-1.5 pl-3 text-xs"
    >
      <p className="flex min-w-0 flex-1 basis-64 gap-2">
        <Layers aria-hidden className="size-4 shrink-0 text-soft" />
        {batch === undefined ? (
          <strong className="font-medium">This batch</strong>
        ) : (
          <span>
            <strong className="font-medium tabular">
              This batch: {runCount(countOf(batch))} of <bdi>{batch.workflowTitle}</bdi>
            </strong>{" "}
            <span className="text-soft tabular">· {batchStanding(batch)}</span>
          </span>
        )}
      </p>
      {batch !== undefined && <BatchActs batch={batch} />}
      <Button size="sm" variant="ghost" onClick={onClose}>
        <X aria-hidden />
        Show all runs
      </Button>
    </section>
  );
}

/** What has begun has cost something, so stopping it is a choice of its own. */
function BatchActs({ batch }: { batch: Batch }) {
  const cache = useQueryClient();
  const mayCancel = useWhyNot("run.cancel");
  const mayRetry = useWhyNot("run.create");
  const act = useMutation({
    mutationFn: ({ path, body }: Act) => apiSend<Batch>("POST", `/api/v1/batches/${batch.id}/${path}`, body),
    onSuccess: (answer, { done }) => {
      cache.setQueryData(runKeys.batch(batch.id), answer);
      toast.info(done);
    },
    onError: (error) => toast.error(asProblem(error).message),
    onSettled: () => cache.invalidateQueries({ queryKey: runKeys.all }),
  });
  const { queued, running, stopping, failed } = batch;
  const going = running - stopping;
  return (
    <>
      {queued > 0 && (
        <AskedButton
          label={`Cancel ${queued} not started`}
          icon={CircleStop}
          blocked={mayCancel}
          title={`Cancel the ${runCount(queued)} of this batch that ${queued === 1 ? "has" : "have"} not started?`}
          description={
            running === 0
              ? "None of the batch is running now."
              : `${runCount(running)} ${running === 1 ? "is" : "are"} running and ${running === 1 ? "goes" : "go"} on: stopping ${running === 1 ? "it" : "them"} too is a choice of its own.`
          }
          keep="Keep them queued"
          onConfirm={() =>
            act.mutate({
              path: "cancellation",
              body: { what: "queued" },
              done: "What had not started was canceled.",
            })
          }
        />
      )}
      {going > 0 && (
        <AskedButton
          label={`Stop ${going} running`}
          icon={CircleStop}
          blocked={mayCancel}
          title={`Stop the ${runCount(going)} of this batch that ${going === 1 ? "is" : "are"} running?`}
          description="What has been drawn so far is not kept. Other runs on the same servers go on."
          keep="Keep running"
          onConfirm={() =>
            act.mutate({
              path: "cancellation",
              body: { what: "running" },
              done: "The runs are being stopped.",
            })
          }
        />
      )}
      {failed > 0 && (
        <Button
          size="sm"
          blocked={mayRetry}
          busy={act.isPending}
          onClick={() => act.mutate({ path: "retry", done: `${runCount(failed)} went back into the queue.` })}
        >
          <RotateCw aria-hidden />
          Retry {failed} failed
        </Button>
      )}
    </>
  );
}
