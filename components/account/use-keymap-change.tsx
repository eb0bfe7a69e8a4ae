"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "#components/ui/toast";
import { keymapQuery } from "#lib/account/keymap-queries";
import type { KeymapView } from "#lib/account/keymap-schema";
import { apiSend } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import { leaveWhenSignedOut } from "#lib/http/browser/query-client";

/** Stores a person's keys. They hold at once, and as they were before when the server refuses. */
export function useKeymapChange() {
  const client = useQueryClient();
  const { queryKey } = keymapQuery();
  return useMutation({
    mutationFn: (keymap: KeymapView) => apiSend<KeymapView>("PUT", "/api/v1/me/keymap", keymap),
    scope: { id: "keymap" },
    onMutate: (keymap) => client.setQueryData<KeymapView>(queryKey, keymap),
    onError: (error) => {
      leaveWhenSignedOut(error);
      toast.error(`Your keys were not saved. ${asProblem(error).message}`);
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}
