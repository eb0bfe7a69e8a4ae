"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Pause, Play } from "lucide-react";
import { useState } from "react";
import { useWhyNot } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from "#components/ui/dialog";
import { toast } from "#components/ui/toast";
import { apiSend } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import { serverKeys } from "#lib/server/server-queries";
import type { ServerView } from "#lib/server/server-schema";
import { setApart } from "#lib/set-apart";

type DrainButtonProps = {
  server: ServerView;
  /** No other server of the pool would take its runs. */
  isLastOfPool: boolean;
};

/** Drain: what runs there ends in peace, nothing new is sent; asked about first. Resume takes that back at once. */
export function DrainButton({ server, isLastOfPool }: DrainButtonProps) {
  const cache = useQueryClient();
  const blocked = useWhyNot("server.manage");
  const [isAsking, setAsking] = useState(false);
  const act = server.drained ? "resume" : "drain";
  const change = useMutation({
    mutationFn: () => apiSend<unknown>("POST", `/api/v1/servers/${server.id}/${act}`),
    onSuccess: () =>
      toast.success(`${setApart(server.name)} ${server.drained ? "takes runs again" : "gets no new runs"}.`),
    onError: (error) => toast.error(asProblem(error).message),
    onSettled: () => {
      setAsking(false);
      return cache.invalidateQueries({ queryKey: serverKeys.all });
    },
  });
  if (server.drained) {
    return (
      <Button size="sm" blocked={blocked} busy={change.isPending} onClick={() => change.mutate()}>
        <Play aria-hidden />
        Resume
        <span className="sr-only"> {server.name}</span>
      </Button>
    );
  }
  return (
    <Dialog open={isAsking} onOpenChange={(open) => setAsking(open && blocked === undefined)}>
      <DialogTrigger asChild>
        <Button size="sm" blocked={blocked}>
          <Pause aria-hidden />
          Drain
          <span className="sr-only"> {server.name}</span>
        </Button>
      </DialogTrigger>
      <DialogContent
        title={`Drain ${setApart(server.name)}?`}
        description={consequences(server, isLastOfPool)}
      >
        <DialogFooter>
          <Button variant="ghost" onClick={() => setAsking(false)}>
            Leave it as it is
          </Button>
          <Button variant="primary" busy={change.isPending} onClick={() => change.mutate()}>
            Drain {server.name}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function consequences({ slotsInUse, pool }: ServerView, isLastOfPool: boolean): string {
  const now =
    slotsInUse === 0
      ? "It is idle now."
      : `It finishes the ${slotsInUse === 1 ? "run" : `${slotsInUse} runs`} it works on.`;
  const others = isLastOfPool
    ? `No other server of pool ${pool} takes runs just now, so runs wait until you resume this one.`
    : "Runs in the queue go to the other servers of its pool.";
  return `It gets no new runs until somebody resumes it. ${now} ${others}`;
}
