"use client";

import { memo, Suspense, useCallback, useMemo, useRef, useState } from "react";
import { Announcer } from "#components/review/desk/announcer";
import { focusReasons } from "#components/review/decide/reason-buttons";
import { DecisionBar as Bar } from "#components/review/decide/decision-bar";
import { loadNews, useDesk, useDeskParts } from "#components/review/desk/desk-context";
import type { DeskDialog } from "#components/review/desk/desk-dialogs";
import { GridSkeleton } from "#components/review/grid/grid-skeleton";
import { DeskHeader as Header } from "#components/review/desk/desk-header";
import { FilterRow as Filters } from "#components/review/find/filter-row";
import { Grid as Pictures } from "#components/review/grid/grid";
import { deskActions } from "#components/review/desk/desk-actions";
import { loadArchiving, useArchive } from "#components/review/decide/use-archive";
import { useDeskKeys } from "#components/review/desk/use-desk-keys";
import { useKeyActions } from "#components/review/desk/use-key-actions";
import { useComparison } from "#components/review/large/use-comparison";
import { useDetailsShown } from "#components/review/large/use-details-shown";
import { useFirstHint } from "#components/review/desk/use-first-hint";
import { useLargeView } from "#components/review/large/use-large-view";
import { SessionNotices } from "#components/review/desk/session-notices";
import { useClaims } from "#components/review/desk/use-claims";
import { useClosing } from "#components/review/desk/use-closing";
import { useEndFace } from "#components/review/desk/use-end-face";
import { useReasons } from "#components/review/decide/use-reasons";
import { useVerdicts, type Contradiction } from "#components/review/decide/use-verdicts";
import { useWriting } from "#components/review/desk/use-writing";
import type { ZoomControls } from "#components/review/large/use-zoom";
import { ErrorState } from "#components/ui/error-state";
import { lazyPart } from "#components/ui/lazy-part";
import { useLoadLater } from "#components/ui/use-load-later";
import { holdVerdicts } from "#lib/review/browser/decide/hold-verdicts";
import type { Ruling } from "#lib/review/browser/decide/judge";
import type { ReviewFilter } from "#lib/review/browser/find/review-filter";

// The first paint needs the grid and the bar; these come a moment later, before anybody can have asked for them.
const loadLargeView = () => import("#components/review/large/large-view");
const loadShelf = () => import("#components/review/desk/desk-shelf");
const loadDialogs = () => import("#components/review/desk/desk-dialogs");
const loadContradiction = () => import("#components/review/decide/contradiction-dialog");
// Not for the desk itself: what is typed after N would else go on to the desk while the field is fetched.
const loadComments = () =>
  Promise.all([import("#components/comments/comment-dialog"), import("#components/comments/comments-panel")]);
const loadFaces = () => import("#components/review/desk/desk-faces");
const FirstHint = lazyPart(() => import("#components/review/desk/first-hint").then((part) => part.FirstHint));
const LargeView = lazyPart(() => loadLargeView().then((part) => memo(part.LargeView)));
const DeskShelf = lazyPart(() => loadShelf().then((part) => memo(part.DeskShelf)));
const DeskDialogs = lazyPart(() => loadDialogs().then((part) => part.DeskDialogs));
const EmptyList = lazyPart(() => loadFaces().then((part) => part.EmptyList));
const AllDecided = lazyPart(() => loadFaces().then((part) => part.AllDecided));
const ClosedReview = lazyPart(() =>
  import("#components/review/desk/closed-review").then((part) => part.ClosedReview),
);
const SessionClosed = lazyPart(() => loadFaces().then((part) => part.SessionClosed));

const loadWhatFollows = () =>
  Promise.all([
    loadLargeView(),
    loadShelf(),
    loadFaces(),
    loadNews(),
    loadDialogs(),
    loadContradiction(),
    loadArchiving(),
    loadComments(),
  ]);

// A step to the next picture redraws none of them, only what they show of it.
const DeskHeader = memo(Header);
const FilterRow = memo(Filters);
const DecisionBar = memo(Bar);
const Grid = memo(Pictures);

type DeskProps = { ignored: string; onFilter: (filter: ReviewFilter) => void };

export const Desk = memo(function Desk({ ignored, onFilter }: DeskProps) {
  const parts = useDeskParts();
  const { loader } = parts;
  const reasons = useReasons();
  const large = useLargeView();
  const { isLarge, open, close } = large;
  const [dialog, setDialog] = useState<DeskDialog | null>(null);
  const [areDetailsShown, toggleDetails] = useDetailsShown();
  const end = useEndFace(large);
  const zoom = useRef<ZoomControls | null>(null);

  const ask = useCallback((what: "/reason" | "/note", { reason }: Ruling) => {
    if (what === "/note") setDialog({ type: "reject-other", reason });
    else if (!focusReasons()) setDialog({ type: "reasons" });
  }, []);
  const askAgain = useCallback((question: Contradiction) => {
    // What was typed for the picture does not answer what is asked about it.
    holdVerdicts();
    setDialog({ type: "contradiction", question });
  }, []);
  const given = useVerdicts({ isLarge, onFinished: end.finish, onAsk: ask, onContradiction: askAgain });
  const verdicts = useMemo(() => end.around(given), [end, given]);
  const archive = useArchive(end.finish);
  useClaims();
  const closing = useClosing();
  const isEmpty = useDesk((desk) => desk.order.length === 0);
  const isRead = useDesk(({ isRead }) => isRead);
  const failure = useDesk((desk) => desk.failure);
  const isComparing = useComparison((comparison) => comparison !== null) && isLarge;
  const surface = isComparing ? "compare" : isLarge ? "large" : "grid";
  const write = useWriting({ surface, areDetailsShown, toggleDetails, setDialog });
  useDeskKeys(surface);
  useKeyActions(
    deskActions({
      ...parts,
      reasons,
      verdicts,
      archive,
      zoom: () => zoom.current,
      isLarge,
      open,
      close,
      toggleDetails,
      write,
      setDialog,
    }),
  );
  const { give } = verdicts;
  const swipe = useMemo(
    () => ({
      approve: () => give({ verdict: "approved" }),
      reject: () => give({ verdict: "rejected" }),
      askReason: () => setDialog({ type: "reasons" }),
    }),
    [give],
  );
  const hint = useFirstHint();
  // On a phone the filters are folded away: the pictures need the room.
  const [areFiltersOpen, setFiltersOpen] = useState(false);
  const turnFilters = useCallback(() => setFiltersOpen((are) => !are), []);
  const help = useCallback(() => setDialog({ type: "help" }), []);
  const mark = useCallback(() => setDialog({ type: "rate", ofSelection: true }), []);
  const reseedMany = useCallback(() => setDialog({ type: "reseed-many" }), []);
  const reopenMany = useCallback(() => setDialog({ type: "reopen-many" }), []);
  const setZoom = useCallback((controls: ZoomControls | null) => void (zoom.current = controls), []);

  useLoadLater(loadWhatFollows);

  return (
    <div className="flex h-[calc(100dvh-var(--bottom-bar)-var(--notice))] flex-col">
      <div className="bare:invisible max-md:large-open:hidden">
        <DeskHeader areFiltersOpen={areFiltersOpen} onFilters={turnFilters} onHelp={help} />
      </div>
      {ignored !== "" && (
        <p role="status" className="border-b bg-accent-tint px-4 py-1.5 text-xs text-accent-text">
          {`The address holds something this page does not know, and it was left out: ${ignored}`}
        </p>
      )}
      <SessionNotices />
      {closing !== null && (
        <Suspense>
          <ClosedReview closing={closing} />
        </Suspense>
      )}
      <div className="relative flex min-h-0 flex-1 flex-col">
        <FilterRow isOpen={areFiltersOpen} onChange={onFilter} />
        <div className="relative min-h-0 flex-1">
          {!isRead && failure === null && <GridSkeleton />}
          {failure !== null && isEmpty && (
            <ErrorState error={failure} what="the pictures" onRetry={() => void loader.more()} />
          )}
          {isRead && isEmpty && (
            <Suspense fallback={<GridSkeleton />}>
              <EmptyList onFilter={onFilter} />
            </Suspense>
          )}
          {!isEmpty && <Grid isCovered={isLarge || end.face !== null} onOpen={open} />}
          <Suspense>
            {end.face === "end" && <AllDecided onLookBack={end.lookBack} />}
            {end.face === "closed" && end.detail && <SessionClosed detail={end.detail} />}
          </Suspense>
        </div>
        {isLarge && !isEmpty && (
          <Suspense>
            <LargeView
              areDetailsShown={areDetailsShown}
              onDetails={toggleDetails}
              onClose={close}
              onControls={setZoom}
              swipe={swipe}
              onWrite={write}
              onArchive={archive}
            />
          </Suspense>
        )}
      </div>
      <Suspense>
        <DeskShelf
          verdicts={verdicts}
          isLarge={isLarge}
          onReseedMany={reseedMany}
          onReopenMany={reopenMany}
          onMark={mark}
        />
      </Suspense>
      <div className="bare:invisible held:opacity-50 max-md:writing:hidden">
        {hint.isShown && !isEmpty && (
          <Suspense>
            <FirstHint isLarge={isLarge} onHelp={help} onDismiss={hint.dismiss} />
          </Suspense>
        )}
        <DecisionBar
          isLarge={isLarge}
          verdicts={verdicts}
          reasons={reasons}
          onNote={write}
          onDialog={setDialog}
        />
      </div>
      {dialog !== null && (
        // What is typed while it is fetched was meant for it: no key of the desk may take it for a verdict.
        <Suspense fallback={<span hidden data-opening />}>
          <DeskDialogs
            dialog={dialog}
            onDialog={setDialog}
            surface={surface}
            reasons={reasons}
            verdicts={verdicts}
          />
        </Suspense>
      )}
      <Announcer />
    </div>
  );
});
