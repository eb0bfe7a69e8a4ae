"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "#components/ui/toast";
import { apiSend, newIdempotencyKey, type SendMethod } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import { viewKeys } from "#lib/review/view-queries";

type ViewChange = { method: SendMethod; path: string; body?: unknown; done: string };

/** Sends a change of a saved view; says what was done, or what is wrong for the field to show. */
export function useViewChange(onDone?: () => void) {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ method, path, body }: ViewChange) =>
      apiSend(method, path, body, { idempotencyKey: newIdempotencyKey() }),
    onSuccess: async (_answer, { done }) => {
      await client.invalidateQueries({ queryKey: viewKeys.all });
      toast.info(done);
      onDone?.();
    },
  });
  return {
    send: (change: ViewChange) => mutation.mutate(change),
    isBusy: mutation.isPending,
    error: mutation.error === null ? undefined : asProblem(mutation.error).message,
  };
}
