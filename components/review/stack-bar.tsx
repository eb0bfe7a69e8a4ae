"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { BulkAnswer } from "#components/review/bulk-answer";
import { BulkQuestion } from "#components/review/bulk-question";
import { useDesk, useDeskParts } from "#components/review/desk-context";
import { useBulk } from "#components/review/use-bulk";
import { useKeyActions } from "#components/review/use-desk-keys";
import { useWhyNot } from "#components/shell/me-context";
import { useKeys } from "#components/shell/keymap-context";
import { Button } from "#components/ui/button";
import { Kbd } from "#components/ui/kbd";
import { toast } from "#components/ui/toast";
import { positionOf } from "#lib/review/browser/desk";
import { stackAround } from "#lib/review/browser/grid-plan";
import { describeKeepBest, planKeepBest, type KeepBest } from "#lib/review/browser/keep-best";
import { reasonsQuery } from "#lib/review/reason-queries";

/** Offered while the cursor is in a stack: keep the picture in hand, and reject the others as duplicates. */
export function StackBar() {
  const parts = useDeskParts();
  const { caps } = useKeys();
  const { data: reasons = [] } = useQuery(reasonsQuery());
  const why = useWhyNot("output.decide");
  const { run, progress, answer, dismissAnswer } = useBulk();
  const [plan, setPlan] = useState<KeepBest | null>(null);
  const isSelecting = useDesk(({ selection }) => selection.size > 0);
  const count = useDesk((desk) => stackOf(desk.stacks, positionOf(desk, desk.cursor))?.[1] ?? 0);

  async function ask(): Promise<void> {
    const { cursor, stacks } = parts.desk.read();
    const stack = stackOf(stacks, positionOf(parts.desk.read(), cursor));
    if (cursor === null || stack === undefined) return toast.info("This picture lies on no stack.");
    if (why !== undefined) return toast.info(why);
    const next = await planKeepBest(parts, stack, cursor, reasons);
    if (next.asks.length === 0) toast.info("All of this stack is decided already.");
    else setPlan(next);
  }
  useKeyActions({ "keep-best": () => void ask() });

  return (
    <>
      {count > 1 && !isSelecting && (
        <section
          aria-label="Stack"
          className="flex items-center gap-2 rounded-lg border border-line-strong/60 bg-raised py-1.5 pr-1.5 pl-3.5 text-xs shadow-pop"
        >
          <span className="tabular">{`${count} that look alike`}</span>
          <Button size="sm" blocked={why} busy={progress !== null} onClick={() => void ask()}>
            Keep this one
            <Kbd>{caps("keep-best")[0]}</Kbd>
          </Button>
        </section>
      )}
      {plan !== null && (
        <BulkQuestion
          title={`Keep ${plan.name}?`}
          verb="Keep it"
          onConfirm={() => void run(plan.asks, "decided")}
          onClose={() => setPlan(null)}
        >
          <p>{describeKeepBest(plan)}</p>
          <p>One step of undo takes all of it back.</p>
        </BulkQuestion>
      )}
      {answer !== null && <BulkAnswer answer={answer} onClose={dismissAnswer} />}
    </>
  );
}

function stackOf(stacks: readonly (readonly [number, number])[], position: number) {
  const first = stackAround(stacks, position);
  return first === null ? undefined : stacks.find(([from]) => from === first);
}
