"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ReopenDialog } from "#components/review/decide/reopen-dialog";
import { useProject } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { toast } from "#components/ui/toast";
import { closingKeys, closingQuery, sendReopening } from "#lib/review/closing-queries";

/** For an owner: opens the whole review again, once it has been said why. */
export function ReopenReview({ closing, onLeave }: { closing: string; onLeave?: () => void }) {
  const client = useQueryClient();
  const project = useProject()?.id;
  const [isAsking, setAsking] = useState(false);
  async function reopen(reason: string) {
    try {
      client.setQueryData(closingQuery(project).queryKey, await sendReopening(project, { closing, reason }));
      toast.success("The review is open again.");
    } finally {
      void client.invalidateQueries({ queryKey: closingKeys.all });
    }
  }
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        Reopen…
      </Button>
      {isAsking && (
        <ReopenDialog
          title="Reopen the review?"
          description="Verdicts on all its pictures can be given, changed and taken back again, by everybody who may decide."
          onReopen={reopen}
          onClose={() => setAsking(false)}
          {...(onLeave && { onLeave })}
        />
      )}
    </>
  );
}
