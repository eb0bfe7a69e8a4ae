"use client";

import { useQuery } from "@tanstack/react-query";
import { CheckCheck } from "lucide-react";
import { Link } from "#components/ui/link";
import { useRouter } from "next/navigation";
import { useEffect, useLayoutEffect, useRef } from "react";
import { mayTakeFocus } from "#components/review/desk/focus-cursor";
import { useDesk, useDeskParts, useSession } from "#components/review/desk/desk-context";
import { GridSkeleton } from "#components/review/grid/grid-skeleton";
import { NoMatch } from "#components/review/desk/no-match";
import { isAnyDecided, leftToOthers, NothingLeft } from "#components/review/desk/nothing-left";
import { NothingMade } from "#components/review/desk/nothing-made";
import { useArrivals } from "#components/review/desk/use-arrivals";
import { useCloseSession } from "#components/review/desk/use-close-session";
import { useClosing } from "#components/review/desk/use-closing";
import { useKeyActions } from "#components/review/desk/use-key-actions";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { Kbd } from "#components/ui/kbd";
import { anyOutputQuery, facetQuery } from "#lib/output/output-queries";
import { moveToUndecided } from "#lib/review/browser/desk/advance";
import { announce } from "#lib/review/browser/desk/announcer";
import { describeEnd } from "#lib/review/browser/sessions/end-words";
import { chipsOf } from "#lib/review/browser/find/filter-words";
import { areVerdictsHeld, holdVerdicts } from "#lib/review/browser/decide/hold-verdicts";
import { reviewPath, toOutputFilter, type ReviewFilter } from "#lib/review/browser/find/review-filter";
import type { SessionDetail } from "#lib/review/session-schema";
import { setApart } from "#lib/set-apart";

/** A list without a single output: which of the reasons it is. */
export function EmptyList({ onFilter }: { onFilter: (filter: ReviewFilter) => void }) {
  const { filter, session } = useDeskParts();
  const isQueue = session !== null && filter.state === "pending";
  const isNarrowed = chipsOf(filter).some(({ id }) => id !== "state");
  const tally = useQuery({
    ...facetQuery("state", toOutputFilter({ ...filter, state: "all" })),
    enabled: isQueue,
  });
  // One output of any state tells what matches none from what was never made.
  const any = useQuery({ ...anyOutputQuery(), enabled: !isNarrowed });
  if (isQueue && tally.isPending) return <GridSkeleton />;
  if (tally.data && (leftToOthers(tally.data) > 0 || isAnyDecided(tally.data))) {
    return <NothingLeft tally={tally.data} filter={filter} onFilter={onFilter} />;
  }
  if (isNarrowed || any.data) return <NoMatch filter={filter} onFilter={onFilter} />;
  if (any.isError) {
    return <ErrorState error={any.error} what="the pictures" onRetry={() => void any.refetch()} />;
  }
  return any.isPending ? <GridSkeleton /> : <NothingMade />;
}

/** The list is worked through. The tiles are still there behind it, and so is undo. */
export function AllDecided({ onLookBack }: { onLookBack: () => void }) {
  const parts = useDeskParts();
  const { detail, isBehind } = useSession();
  const isWriting = useDesk(({ writes }) => writes.size > 0);
  const { own, others, show } = useArrivals();
  const { close, isClosing, blocked } = useCloseSession();
  // The picture has given way to a question: a key that was meant for it does not answer this one.
  const face = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    holdVerdicts();
    // The tile that had the focus is out of reach now; a field that has it keeps it.
    if (mayTakeFocus()) face.current?.focus();
  }, []);
  const arrivals = own + others;
  // Enter is what the emphasised button does.
  useKeyActions({ open: () => !areVerdictsHeld() && (arrivals > 0 ? void goOn() : close()) });
  // Until the last verdicts are counted, nothing is said about what is left.
  const isCounting = isWriting || isBehind;
  const isReviewClosed = useClosing() !== null;
  const told = isCounting || detail === null ? null : describeEnd(detail, isReviewClosed);
  const title = told?.title ?? "The end of the list";
  useSaid(told && `${told.title}. ${told.lines.join(" ")}`);
  async function goOn() {
    await show();
    onLookBack();
    await moveToUndecided(parts, parts.desk.read().cursor, 1);
  }
  return (
    <div
      ref={face}
      role="region"
      aria-label={title}
      tabIndex={-1}
      className="absolute inset-0 z-10 grid place-items-center bg-bg outline-none"
    >
      <EmptyState
        icon={CheckCheck}
        title={title}
        actions={
          <>
            {arrivals > 0 && (
              <Button variant="primary" onClick={() => void goOn()}>
                {arrivals === 1
                  ? "Go on with the new one"
                  : `Go on with ${arrivals.toLocaleString()} new ones`}{" "}
                <Kbd>↵</Kbd>
              </Button>
            )}
            {detail && (
              <Button
                variant={arrivals > 0 ? "secondary" : "primary"}
                busy={isClosing}
                blocked={blocked}
                onClick={close}
              >
                Close with a receipt {arrivals === 0 && <Kbd>↵</Kbd>}
              </Button>
            )}
            <Button onClick={onLookBack}>Look at them again</Button>
          </>
        }
      >
        {isCounting && "Counting the last verdicts…"}
        {told?.lines.map((line) => (
          <p key={line} className="mt-1 tabular first:mt-0">
            {line}
          </p>
        ))}
      </EmptyState>
    </div>
  );
}

/** Closed meanwhile, or by whoever shared its address: what was decided stands on its receipt. */
export function SessionClosed({ detail }: { detail: SessionDetail }) {
  const { filter } = useDeskParts();
  const { isOwn } = useSession();
  const router = useRouter();
  const title = isOwn ? "This session is closed" : `${setApart(detail.reviewer.name)}'s session is closed`;
  const where = "What was decided in it stands on its receipt.";
  useSaid(`${title}. ${where}`);
  return (
    <div role="region" aria-label={title} className="absolute inset-0 z-10 grid place-items-center bg-bg">
      <EmptyState
        icon={CheckCheck}
        title={title}
        actions={
          <>
            <Button variant="primary" asChild>
              <Link href={`/review/receipts/${detail.id}`}>See its receipt</Link>
            </Button>
            <Button onClick={() => router.push(reviewPath(filter))}>Start a new one</Button>
          </>
        }
      >
        {where}
      </EmptyState>
    </div>
  );
}

/** Tells a screen reader what a face that came up says: once, and again only when it says something else. */
function useSaid(words: string | null): void {
  useEffect(() => {
    if (words !== null) announce(words);
  }, [words]);
}
