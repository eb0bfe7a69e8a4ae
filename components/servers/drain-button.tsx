"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Pause, Play } from "lucide-react";
import { useWhyNot } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { toast } from "#components/ui/toast";
import { apiSend } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import { serverKeys } from "#lib/server/server-queries";
import type { ServerView } from "#lib/server/server-schema";

/** Drain: what runs there ends in peace, nothing new is sent. Resume takes that back. */
export function DrainButton({ server }: { server: ServerView }) {
  const cache = useQueryClient();
  const blocked = useWhyNot("server.manage");
  const act = server.drained ? "resume" : "drain";
  const change = useMutation({
    mutationFn: () => apiSend<unknown>("POST", `/api/v1/servers/${server.id}/${act}`),
    onSuccess: () =>
      toast.success(server.drained ? `${server.name} takes runs again.` : `${server.name} gets no new runs.`),
    onError: (error) => toast.error(asProblem(error).message),
    onSettled: () => cache.invalidateQueries({ queryKey: serverKeys.all }),
  });
  return (
    <div className="grid justify-items-end gap-1">
      <Button size="sm" blocked={blocked} busy={change.isPending} onClick={() => change.mutate()}>
        {server.drained ? <Play aria-hidden /> : <Pause aria-hidden />}
        {server.drained ? "Resume" : "Drain"}
      </Button>
    </div>
  );
}
