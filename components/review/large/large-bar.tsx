"use client";

import {
  Archive,
  ArchiveRestore,
  ChevronLeft,
  Columns2,
  EyeOff,
  Lightbulb,
  MessageSquare,
  Pencil,
} from "lucide-react";
import { HideDrawings } from "#components/drawing/hide-drawings";
import { useDrawing } from "#components/drawing/use-drawing";
import { Link } from "#components/ui/link";
import { useDesk, useDeskParts } from "#components/review/desk/desk-context";
import { LockMark } from "#components/review/decide/lock-mark";
import { PersonChip } from "#components/review/grid/person-chip";
import { VerdictGlyph } from "#components/review/decide/verdict-mark";
import { ViewMenu } from "#components/review/large/view-menu";
import { useKeys } from "#components/shell/keymap-context";
import { useWhyNot } from "#components/shell/me-context";
import { DetailsToggle } from "#components/review/large/details-toggle";
import { Button } from "#components/ui/button";
import type { MenuEntry } from "#components/ui/menu";
import { toast } from "#components/ui/toast";
import { Tooltip } from "#components/ui/tooltip";
import { useIsPhone } from "#components/ui/use-is-phone";
import type { OutputView } from "#lib/output/output-schema";
import { stateWords } from "#lib/output/state-words";
import { pinAndCompare } from "#lib/review/browser/compare/begin-compare";
import { positionOf, shownState } from "#lib/review/browser/desk/desk";
import { toggleDrawings } from "#lib/review/browser/large/toggle-drawings";
import { scopePath } from "#lib/review/browser/sessions/scope-words";
import { describeStanding } from "#lib/review/browser/desk/words";
import { setApart } from "#lib/set-apart";

type LargeBarProps = {
  row: OutputView;
  areDetailsShown: boolean;
  onDetails: () => void;
  onClose: () => void;
  onLights: () => void;
  /** Leads to where one writes about the picture. */
  onWrite: () => void;
  onDraw: () => void;
  whyNotDraw: string | undefined;
  /** Puts the picture aside, or brings it back. */
  onArchive: () => void;
};

/** Above the large picture: the way back, what stands about it, and how it is looked at. */
export function LargeBar(props: LargeBarProps) {
  const { row, areDetailsShown, onDetails, onClose, onLights, onWrite, onDraw, whyNotDraw, onArchive } =
    props;
  const parts = useDeskParts();
  const isPhone = useIsPhone();
  const isHidden = useDrawing((drawing) => drawing.isHidden);
  const { caps } = useKeys();
  const place = useDesk((desk) => `${positionOf(desk, desk.cursor) + 1} of ${desk.order.length}`);
  const isArchived = row.archivedAt !== null;
  const archiving = isArchived ? "Bring back from the archive" : "Archive";
  const whyNotArchive = useWhyNot("output.decide");
  // One row of a phone has no room for what is not done with every picture.
  const more: MenuEntry[] = [
    { type: "action", text: archiving, icon: isArchived ? ArchiveRestore : Archive, run: onArchive },
  ];
  if (row.drawings > 0 && !isHidden)
    more.push({ type: "action", text: "Hide drawings", icon: EyeOff, run: toggleDrawings });
  function compare() {
    const refusal = pinAndCompare(parts);
    if (refusal !== undefined) toast.info(refusal);
  }
  return (
    <div className="bare:hidden flex h-10 shrink-0 items-center gap-2 border-b px-2 text-xs max-md:not-shallow:h-13 pointer-coarse:shallow:h-11 max-md:gap-1 max-md:px-1">
      <Tooltip label="Back to the grid" keys={caps("close")} side="bottom">
        <Button variant="ghost" size="sm" className="max-md:px-0" onClick={onClose}>
          <ChevronLeft aria-hidden />
          <span className="max-md:sr-only">Grid</span>
        </Button>
      </Tooltip>
      <span className="min-w-0 truncate text-soft tabular max-[379px]:text-2xs md:hidden">{place}</span>
      <Standing id={row.id} />
      <LockMark row={row} />
      {isArchived && <span className="text-faint">Archived</span>}
      <Claimed id={row.id} />
      <Outside row={row} />
      <span className="ml-auto flex items-center gap-1 max-md:gap-0">
        <Tooltip label="Pin it and compare" keys={caps("compare")} side="bottom">
          <Button variant="ghost" size="sm" data-action="compare" onClick={compare}>
            <Columns2 aria-hidden />
            <span className="max-md:sr-only">Compare</span>
          </Button>
        </Tooltip>
        {/* On a phone what is hidden is shown again from where it is said; hiding stands in the menu. */}
        {row.drawings > 0 && (!isPhone || isHidden) && <HideDrawings />}
        <Tooltip label="Draw on the picture" keys={caps("draw")} side="bottom">
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label="Draw"
            data-action="draw"
            blocked={whyNotDraw}
            onClick={onDraw}
          >
            <Pencil aria-hidden />
          </Button>
        </Tooltip>
        <Tooltip label="Comment" keys={caps("note")} side="bottom">
          <Button
            variant="ghost"
            size="sm"
            className="min-w-7 px-1.5 tabular"
            aria-label={`Comment, ${row.comments} so far`}
            onClick={onWrite}
          >
            <MessageSquare aria-hidden className={row.unread > 0 ? "text-accent-text" : undefined} />
            {row.comments > 0 && row.comments}
          </Button>
        </Tooltip>
        {!isPhone && (
          <Tooltip label={archiving} keys={caps("archive")} side="bottom">
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={archiving}
              data-action="archive"
              blocked={whyNotArchive}
              onClick={onArchive}
            >
              {isArchived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
            </Button>
          </Tooltip>
        )}
        <Tooltip label="Lights out" keys={caps("lights")} side="bottom">
          <Button
            variant="ghost"
            size="icon-sm"
            className="max-md:hidden"
            aria-label="Lights out: the picture alone"
            data-action="lights"
            onClick={onLights}
          >
            <Lightbulb aria-hidden />
          </Button>
        </Tooltip>
        <ViewMenu more={isPhone ? more : []} />
        <DetailsToggle what="details" isShown={areDetailsShown} onToggle={onDetails} />
      </span>
    </div>
  );
}

/** Somebody else looks at this, too. */
function Claimed({ id }: { id: string }) {
  const claimant = useDesk(({ claims }) => claims.get(id));
  if (claimant === undefined) return null;
  return (
    <span className="flex min-w-0 items-center gap-1 text-accent-text">
      <PersonChip name={claimant.name} title={`${setApart(claimant.name)} has this open`} isPresent />
      <span aria-hidden className="truncate max-md:hidden">{`${claimant.name} has this open too`}</span>
    </span>
  );
}

/** A picture that was opened by its address and is in no session of one's own stands alone. */
function Outside({ row }: { row: OutputView }) {
  const isOutside = useDesk((desk) => desk.isRead && positionOf(desk, row.id) >= desk.listed);
  if (!isOutside) return null;
  return (
    <p className="flex items-center gap-2 whitespace-nowrap text-soft max-md:hidden">
      Not in this list.
      <Link
        href={`${scopePath({ kind: "reviewable", run: row.runId, state: "all" })}&output=${row.id}`}
        className="text-accent-text underline underline-offset-2"
      >
        Start a review here
      </Link>
    </p>
  );
}

/** What stands: the verdict in words, beside the picture and never on it. */
function Standing({ id }: { id: string }) {
  const state = useDesk((desk) => shownState(desk, id));
  const isHoped = useDesk((desk) => desk.writes.has(id));
  const isUnsent = useDesk((desk) => desk.unsent.has(id));
  const row = useDesk((desk) => desk.rows.get(id));
  return (
    <p className="flex min-w-0 items-center max-[430px]:[&_span]:sr-only gap-1.5 text-soft">
      <VerdictGlyph state={state} />
      <span className="truncate">
        {isHoped
          ? `${stateWords[state]}, ${isUnsent ? "not sent yet" : "saving…"}`
          : row
            ? describeStanding(row, new Date())
            : "Undecided"}
      </span>
    </p>
  );
}
