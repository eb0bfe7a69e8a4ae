"use client";

import { useQuery } from "@tanstack/react-query";
import { Check, ChevronDown, LockOpen, RotateCcw, Star, X } from "lucide-react";
import { useMemo, useState } from "react";
import { ArchiveSelected } from "#components/review/bulk/archive-selected";
import { BulkAnswer } from "#components/review/bulk/bulk-answer";
import { BulkQuestion } from "#components/review/bulk/bulk-question";
import { useDesk, useDeskParts } from "#components/review/desk/desk-context";
import { focusCursor, offerFocusToCursor } from "#components/review/desk/focus-cursor";
import { useBulk } from "#components/review/bulk/use-bulk";
import { useMe, useWhyNot } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { Menu, type MenuEntry } from "#components/ui/menu";
import { toast } from "#components/ui/toast";
import { asProblem } from "#lib/http/browser/api-problem";
import { stateWords } from "#lib/output/state-words";
import {
  closedOf,
  describeEligibility,
  describeScope,
  sortSelection,
  type BulkRuling,
} from "#lib/review/browser/bulk/eligibility";
import { reasonsQuery } from "#lib/review/reason-queries";

/** More than a slip of the finger should decide. */
const manyAsks = 50;

type SelectionBarProps = {
  /** Beside a large picture there is no room, and keys mean that one: the bar waits in the grid. */
  isLarge: boolean;
} & BarActions;

type BarActions = { onReseed: () => void; onReopen: () => void; onMark: () => void };

/** What can be done with the selected ones: only undecided are touched, and the bar says how many and why. */
export function SelectionBar({ isLarge, onReseed, onReopen, onMark }: SelectionBarProps) {
  const size = useDesk(({ selection }) => selection.size);
  const { run, archive, progress, answer, dismissAnswer } = useBulk();
  const [question, setQuestion] = useState<Question | null>(null);
  return (
    <>
      {size > 0 && !isLarge && (
        <Bar
          progress={progress}
          onReseed={onReseed}
          onReopen={onReopen}
          onMark={onMark}
          onArchive={(ids, isArchived) => void archive(ids, isArchived)}
          onAsk={(asked) => {
            if (asked.ids.length > manyAsks) setQuestion(asked);
            else void run(toAsks(asked), wordsOf(asked));
          }}
        />
      )}
      {question !== null && (
        <BulkQuestion
          title={`${titles[question.ruling.verdict]} ${question.ids.length} pictures?`}
          verb={`${titles[question.ruling.verdict]} ${question.ids.length}`}
          onConfirm={() => void run(toAsks(question), wordsOf(question))}
          onClose={() => setQuestion(null)}
        >
          <p>{`${question.ids.length} verdicts at once. One step of undo takes all of them back.`}</p>
          {question.left !== "" && <p>{`Of the selection, ${question.left}.`}</p>}
        </BulkQuestion>
      )}
      {answer !== null && <BulkAnswer answer={answer} onClose={dismissAnswer} />}
    </>
  );
}

type Verdict = "approved" | "rejected";
type Question = { ids: readonly string[]; ruling: BulkRuling & { verdict: Verdict }; left: string };

const titles: Record<Verdict, string> = { approved: "Approve", rejected: "Reject" };

function toAsks({ ids, ruling }: Question) {
  return ids.map((id) => ({ id, ruling }));
}

function wordsOf({ ruling }: Question): string {
  return stateWords[ruling.verdict].toLowerCase();
}

type BarProps = BarActions & {
  progress: { answered: number; of: number } | null;
  onAsk: (question: Question) => void;
  onArchive: (ids: readonly string[], isArchived: boolean) => void;
};

function Bar({ progress, onAsk, onReseed, onReopen, onMark, onArchive }: BarProps) {
  const { desk, selecting } = useDeskParts();
  const { kind, id: personId } = useMe();
  const { data: reasons = [] } = useQuery(reasonsQuery());
  const [about, setAbout] = useState<BulkRuling["verdict"]>("approved");
  const [isReading, setReading] = useState(false);
  const mayDecide = useWhyNot("output.decide");
  const mayReseed = useWhyNot("output.reseed");
  const mayRate = useWhyNot("output.rate");
  const mayReopen = useWhyNot("review.close");
  const selection = useDesk((state) => state.selection);
  const rows = useDesk((state) => state.rows);
  const standings = useDesk((state) => state.standings);
  const writes = useDesk((state) => state.writes);
  const scope = useDesk(describeScope);
  const total = useDesk(({ order, isWhole }) => (isWhole ? order.length : null));
  const sort = useMemo(() => {
    const state = { selection, rows, standings, writes };
    return (ruling: BulkRuling) => sortSelection(state, ruling, { kind, id: personId });
  }, [selection, rows, standings, writes, kind, personId]);
  const approvable = useMemo(() => sort({ verdict: "approved" }), [sort]);
  const shown = useMemo(
    () => (about === "approved" ? approvable : sort({ verdict: about })),
    [about, approvable, sort],
  );
  const done = [...(approvable.get("decided") ?? []), ...(approvable.get("given") ?? [])];
  const closed = approvable.get("closed")?.length ?? 0;
  const locked = useDesk((state) => closedOf(state).length);
  const undecided = selection.size - done.length - closed;
  const why =
    undecided > 0
      ? undefined
      : closed > 0
        ? "The review of the selected pictures is closed. An owner can reopen it, or these pictures."
        : "All selected pictures are decided already.";

  function ask(ruling: Question["ruling"]) {
    const sorted = sort(ruling);
    const ids = sorted.get("ready") ?? [];
    const left = describeEligibility(sorted, ruling.verdict);
    if (ids.length === 0) toast.info(`Nothing to do: ${left}.`);
    else onAsk({ ids, ruling, left });
  }
  async function selectAll() {
    setReading(true);
    await selecting
      .selectAll()
      .catch((error: unknown) =>
        toast.error(`Not everything could be selected. ${asProblem(error).message}`),
      );
    setReading(false);
    offerFocusToCursor();
  }
  const reject: MenuEntry[] = [
    { type: "label", text: "Reject because" },
    ...reasons.map(({ id, label }): MenuEntry => ({
      type: "action",
      text: label,
      icon: X,
      run: () => ask({ verdict: "rejected", reason: id }),
    })),
    { type: "divider" },
    { type: "action", text: "Without a reason", icon: X, run: () => ask({ verdict: "rejected" }) },
  ];
  const busy = progress !== null;
  const left = describeEligibility(shown, about);
  return (
    <section
      aria-label="Selection"
      className="flex max-w-full flex-wrap items-center gap-x-2 gap-y-1.5 rounded-lg border border-line-strong/60 bg-raised py-1.5 pr-1.5 pl-3.5 text-xs large-open:shadow-pop"
    >
      <p className="min-w-0 tabular max-md:w-full" role="status">
        <strong className="inline-block first-letter:uppercase">{scope}</strong>
        {left !== "" && <span className="text-soft">{` · ${left}`}</span>}
        {busy && <span className="text-soft">{` · ${progress.answered} of ${progress.of} answered`}</span>}
      </p>
      {/* On a phone one row that scrolls sideways, and fades where it goes on: several would take the pictures' room. */}
      <div className="contents max-md:fade-right max-md:flex max-md:w-full max-md:gap-1.5 max-md:overflow-x-auto max-md:p-0.5 max-md:pr-8">
        <Button
          size="sm"
          blocked={mayDecide ?? why}
          busy={busy}
          onPointerEnter={() => setAbout("approved")}
          onFocus={() => setAbout("approved")}
          onClick={() => ask({ verdict: "approved" })}
        >
          <Check aria-hidden className="text-approved" />
          {`Approve ${approvable.get("ready")?.length ?? 0}`}
        </Button>
        {mayDecide === undefined && why === undefined && !busy ? (
          <Menu
            entries={reject}
            side="top"
            trigger={
              <Button
                size="sm"
                onPointerEnter={() => setAbout("rejected")}
                onFocus={() => setAbout("rejected")}
              >
                <X aria-hidden className="text-rejected" />
                {`Reject ${undecided}`}
                <ChevronDown aria-hidden />
              </Button>
            }
          />
        ) : (
          <Button size="sm" blocked={mayDecide ?? why ?? "The verdicts before are still being saved."}>
            <X aria-hidden className="text-rejected" />
            {`Reject ${undecided}`}
          </Button>
        )}
        <Button
          size="sm"
          blocked={mayReseed ?? why}
          busy={busy}
          onPointerEnter={() => setAbout("reseeded")}
          onFocus={() => setAbout("reseeded")}
          onClick={onReseed}
        >
          <RotateCcw aria-hidden className="text-reseeded" />
          {`Re-seed ${undecided}`}
        </Button>
        {/* For owners, and only where something is closed. */}
        {locked > 0 && mayReopen === undefined && (
          <Button size="sm" onClick={onReopen}>
            <LockOpen aria-hidden />
            {`Reopen ${locked}…`}
          </Button>
        )}
        <Button size="sm" blocked={mayRate} data-action="rate" onClick={onMark}>
          <Star aria-hidden />
          Stars, labels
        </Button>
        <ArchiveSelected busy={busy} onArchive={onArchive} />
        {total !== null && selection.size < total && (
          <Button size="sm" variant="ghost" busy={isReading} onClick={() => void selectAll()}>
            {`Select all ${total.toLocaleString()}`}
          </Button>
        )}
        <Button
          size="sm"
          variant="ghost"
          onClick={() => {
            desk.dispatch({ type: "selection-cleared" });
            focusCursor();
          }}
        >
          Clear
        </Button>
      </div>
    </section>
  );
}
