"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { BulkAnswer } from "#components/review/bulk/bulk-answer";
import { BulkQuestion } from "#components/review/bulk/bulk-question";
import { useDesk, useDeskParts } from "#components/review/desk/desk-context";
import { KeyCap } from "#components/review/desk/key-cap";
import { useBulk } from "#components/review/bulk/use-bulk";
import { useKeyActions } from "#components/review/desk/use-key-actions";
import { useWhyNot } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { toast } from "#components/ui/toast";
import { positionOf } from "#lib/review/browser/desk/desk";
import { pileAround } from "#lib/review/browser/grid/grid-plan";
import { describeKeepBest, planKeepBest, type KeepBest } from "#lib/review/browser/bulk/keep-best";
import { reasonsQuery } from "#lib/review/reason-queries";

const inNoPile = "This picture lies in no pile.";

/**
 * Keeps the picture in hand and rejects the others of its pile as duplicates. It stays while there are piles, so that
 * stepping through them makes nothing come and go.
 */
export function PileBar() {
  const parts = useDeskParts();
  const { data: reasons = [] } = useQuery(reasonsQuery());
  const why = useWhyNot("output.decide");
  const { run, progress, answer, dismissAnswer } = useBulk();
  const [plan, setPlan] = useState<KeepBest | null>(null);
  const isSelecting = useDesk(({ selection }) => selection.size > 0);
  const isPiled = useDesk(({ piles }) => piles.length > 0);
  const count = useDesk((desk) => pileOf(desk.piles, positionOf(desk, desk.cursor))?.[1] ?? 0);

  async function ask(): Promise<void> {
    const { cursor, piles } = parts.desk.read();
    const pile = pileOf(piles, positionOf(parts.desk.read(), cursor));
    if (cursor === null || pile === undefined) return toast.info(inNoPile);
    if (why !== undefined) return toast.info(why);
    const next = await planKeepBest(parts, pile, cursor, reasons);
    if (next.asks.length === 0) toast.info("All of this pile is decided already.");
    else setPlan(next);
  }
  useKeyActions({ "keep-best": () => void ask() });

  return (
    <>
      {isPiled && !isSelecting && (
        <section
          aria-label="Pile"
          className="flex items-center gap-2 rounded-lg border border-line-strong/60 bg-raised py-1.5 pr-1.5 pl-3.5 text-xs"
        >
          <span className="tabular">{count > 1 ? `${count} that look alike` : "In no pile"}</span>
          <Button
            size="sm"
            blocked={why ?? (count > 1 ? undefined : inNoPile)}
            busy={progress !== null}
            onClick={() => void ask()}
          >
            Keep this one
            <KeyCap action="keep-best" />
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

function pileOf(piles: readonly (readonly [number, number])[], position: number) {
  const first = pileAround(piles, position);
  return first === null ? undefined : piles.find(([from]) => from === first);
}
