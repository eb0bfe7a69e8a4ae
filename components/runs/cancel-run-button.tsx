"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleStop } from "lucide-react";
import { useState } from "react";
import { useWhyNot } from "#components/shell/me-context";
import { Button, type ButtonProps } from "#components/ui/button";
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from "#components/ui/dialog";
import { toast } from "#components/ui/toast";
import { apiSend } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import { runKeys } from "#lib/run/run-queries";
import type { RunView } from "#lib/run/run-schema";
import { isFinished } from "#lib/run/run-status";

type CancelRunButtonProps = { run: RunView; size?: ButtonProps["size"]; iconOnly?: boolean };

/** Ends one run and nothing else. A queued one goes at once; a running one is asked about first. */
export function CancelRunButton({ run, size, iconOnly = false }: CancelRunButtonProps) {
  const cache = useQueryClient();
  const whyNot = useWhyNot("run.cancel");
  const [isAsking, setAsking] = useState(false);
  const cancel = useMutation({
    mutationFn: () => apiSend<RunView>("POST", `/api/v1/runs/${run.id}/cancellation`),
    onSuccess: (answer) => {
      cache.setQueryData(runKeys.detail(run.id), answer);
      setAsking(false);
      toast.info(outcome(answer));
    },
    onError: (error) => {
      setAsking(false);
      const { code, message } = asProblem(error);
      // It has ended by itself: news, not a failure.
      if (code === "conflict") toast.info(message);
      else toast.error(message);
    },
    onSettled: () => cache.invalidateQueries({ queryKey: runKeys.all }),
  });
  if (isFinished(run.status)) return null;
  const blocked = whyNot ?? (run.cancelRequested ? "it is being stopped already" : undefined);
  const button = (
    <Button
      variant={iconOnly ? "ghost" : "danger"}
      size={iconOnly ? "icon-sm" : size}
      blocked={blocked}
      busy={cancel.isPending}
      aria-label={iconOnly ? `Cancel this run of ${run.workflowTitle}` : undefined}
      onClick={() => (run.status === "queued" ? cancel.mutate() : setAsking(true))}
    >
      <CircleStop aria-hidden />
      {!iconOnly && "Cancel run"}
    </Button>
  );
  return (
    <Dialog open={isAsking} onOpenChange={(open) => setAsking(open && blocked === undefined)}>
      {run.status === "running" && blocked === undefined ? (
        <DialogTrigger asChild>{button}</DialogTrigger>
      ) : (
        button
      )}
      <DialogContent
        title="Stop this run?"
        description="This stops only this run. Other runs on the same server go on. What has been drawn so far is not kept."
      >
        <DialogFooter>
          <Button variant="ghost" onClick={() => setAsking(false)}>
            Keep running
          </Button>
          <Button variant="danger" busy={cancel.isPending} onClick={() => cancel.mutate()}>
            Stop this run
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function outcome({ status }: RunView): string {
  return status === "canceled" ? "The run was canceled." : "The run is being stopped.";
}
