"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useDesk } from "#components/review/desk/desk-context";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { thumbnailUrl } from "#components/review/grid/thumbnail";
import type { Verdicts } from "#components/review/decide/use-verdicts";
import { VaryGrains } from "#components/review/decide/vary-grains";
import { VarySettings } from "#components/review/decide/vary-settings";
import { Button } from "#components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "#components/ui/dialog";
import { ErrorState } from "#components/ui/error-state";
import { Select } from "#components/ui/select";
import { Skeleton } from "#components/ui/skeleton";
import type { OutputView } from "#lib/output/output-schema";
import { estimateBasis, estimateTime } from "#lib/review/browser/decide/estimate-time";
import { planVary, startingDraft, type VaryDraft } from "#lib/review/browser/decide/plan-vary";
import { seedTail } from "#lib/review/browser/desk/words";
import type { ReasonView } from "#lib/review/decision-schema";
import { reseedOptionsQuery } from "#lib/review/reseed-queries";
import type { ReseedOptions } from "#lib/review/reseed-schema";

type VaryDialogProps = {
  row: OutputView;
  reasons: readonly ReasonView[];
  verdicts: Verdicts;
  /** Re-seeds the selection instead, by its own preview. */
  onMany: () => void;
  onClose: () => void;
};

/** What was chosen last for an output: a refusal must not cost what was typed. */
const kept = new Map<string, VaryDraft>();

/** Choose what the children keep of this one picture, see how many runs that makes and how long, then submit. */
export function VaryDialog(props: VaryDialogProps) {
  const { row, onClose } = props;
  const options = useQuery(reseedOptionsQuery(row.id));
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        wide
        title={`Vary ${seedTail(row.seed)}`}
        description={`${row.workflowTitle}. What is chosen here concerns this picture alone.`}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          event.currentTarget.querySelector("form")?.requestSubmit();
        }}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          focusCursor();
        }}
      >
        {options.isError ? (
          <ErrorState
            error={options.error}
            what="what can be varied"
            onRetry={() => void options.refetch()}
            className="py-8"
          />
        ) : options.data === undefined ? (
          <div className="grid gap-2">
            <output className="sr-only">Loading what can be varied</output>
            <Skeleton className="h-14" />
            <Skeleton className="h-14" />
            <Skeleton className="h-14" />
          </div>
        ) : (
          <VaryForm {...props} options={options.data} />
        )}
      </DialogContent>
    </Dialog>
  );
}

function VaryForm({
  row,
  reasons,
  verdicts,
  options,
  onMany,
  onClose,
}: VaryDialogProps & { options: ReseedOptions }) {
  const selected = useDesk(({ selection }) => selection.size);
  const [draft, setDraft] = useState(() => kept.get(row.id) ?? startingDraft);
  const [reason, setReason] = useState("");
  const plan = planVary(draft, options);
  const form = useRef<HTMLFormElement>(null);
  // The form came later than the dialog, whose focus went to the way out.
  useEffect(() => form.current?.querySelector<HTMLInputElement>("input:checked")?.focus(), []);
  const blocked =
    verdicts.blocked.reseeded ??
    options.refusal ??
    (draft.version === "published" ? options.publishedRefusal : null) ??
    (plan.request === null ? (Object.values(plan.problems)[0] ?? "Something is missing.") : undefined);

  function change(part: Partial<VaryDraft>) {
    const next = { ...draft, ...part };
    kept.set(row.id, next);
    setDraft(next);
  }
  function submit() {
    if (blocked !== undefined || plan.request === null) return;
    onClose();
    verdicts.give({
      verdict: "reseeded",
      ...(reason !== "" && { reason }),
      vary: plan.request,
    });
  }
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {options.refusal !== null && (
        <p role="alert" className="mb-3 rounded-md border border-rejected/70 px-3 py-2 text-sm">
          {options.refusal}
        </p>
      )}
      <div className="grid gap-5 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <VaryGrains row={row} options={options} draft={draft} onChange={change} />
        <div className="grid content-start gap-4">
          {row.sha256 !== null && (
            <img
              src={thumbnailUrl(row.sha256, 160)}
              alt={seedTail(row.seed)}
              className="max-h-32 w-full bg-mat object-contain max-md:hidden"
            />
          )}
          <VarySettings options={options} draft={draft} plan={plan} onChange={change} />
          <label className="grid gap-1.5 text-sm font-medium">
            Why, for the record
            <Select value={reason} onChange={(event) => setReason(event.target.value)}>
              <option value="">No reason</option>
              {reasons.map(({ id, digit, label }) => (
                <option key={id} value={id}>{`${digit} · ${label}`}</option>
              ))}
            </Select>
          </label>
        </div>
      </div>
      <DialogFooter>
        <p role="status" className="mr-auto text-xs text-soft tabular">
          <strong className="block text-sm text-text">
            {plan.runs === 0
              ? "No run yet"
              : `${plan.runs === 1 ? "1 run" : `${plan.runs} runs`}, ${estimateTime(plan.runs, options)}`}
          </strong>
          {estimateBasis(options)}
        </p>
        {selected > 1 && <Button onClick={onMany}>{`Re-seed the selection (${selected})…`}</Button>}
        <Button type="submit" variant="primary" blocked={blocked ?? undefined}>
          {plan.runs < 2 ? "Re-seed" : `Re-seed, ${plan.runs} runs`}
        </Button>
      </DialogFooter>
    </form>
  );
}
