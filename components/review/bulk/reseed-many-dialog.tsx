"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { Button } from "#components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "#components/ui/dialog";
import { ErrorState } from "#components/ui/error-state";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Skeleton } from "#components/ui/skeleton";
import { planReseedMany } from "#lib/review/browser/bulk/plan-reseed-many";
import { reseedPreviewQuery } from "#lib/review/reseed-queries";

type ReseedManyDialogProps = {
  ids: readonly string[];
  /** What else was selected and is not touched; empty where nothing was. */
  left: string;
  /** Re-seeds those that can be, with this many runs each. */
  onReseed: (ids: readonly string[], count: number) => void;
  onClose: () => void;
};

/** How many runs a re-seed of the selection makes, how long they take, and what it leaves out. */
export function ReseedManyDialog({ ids, left, onReseed, onClose }: ReseedManyDialogProps) {
  const [count, setCount] = useState("1");
  const preview = useQuery(reseedPreviewQuery(ids));
  const plan = planReseedMany(preview.data?.items ?? [], count);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={ids.length === 1 ? "Re-seed 1 picture" : `Re-seed ${ids.length} pictures`}
        description="Each keeps its params and gets fresh seeds."
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          focusCursor();
        }}
      >
        {preview.isError ? (
          <ErrorState
            error={preview.error}
            what="what would be re-seeded"
            onRetry={() => void preview.refetch()}
            className="py-6"
          />
        ) : preview.data === undefined ? (
          <Skeleton className="h-16" />
        ) : (
          <div className="grid gap-4">
            <Field label="Runs for each" error={plan.problem}>
              {(control) => (
                <Input
                  {...control}
                  value={count}
                  inputMode="numeric"
                  className="max-w-24 tabular"
                  onChange={(event) => setCount(event.target.value)}
                />
              )}
            </Field>
            <p role="status" className="text-sm tabular">
              <strong>{plan.sum}</strong>
              <span className="block text-xs text-soft">{plan.time}</span>
            </p>
            {left !== "" && <p className="text-xs text-soft">{`Of the selection, ${left}.`}</p>}
            {plan.refusals.length > 0 && (
              <ul className="grid gap-1 text-xs text-soft">
                {plan.refusals.map(({ message, count: times }) => (
                  <li key={message}>{`${times} left out: ${message}`}</li>
                ))}
              </ul>
            )}
          </div>
        )}
        <DialogFooter>
          <DialogClose asChild>
            <Button>Keep as they are</Button>
          </DialogClose>
          <Button
            variant="primary"
            blocked={
              plan.problem ?? (plan.eligible.length === 0 ? "None of them can be re-seeded." : undefined)
            }
            onClick={() => {
              onClose();
              onReseed(plan.eligible, plan.count);
            }}
          >
            {plan.runs === 1 ? "Re-seed, 1 run" : `Re-seed, ${plan.runs} runs`}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
