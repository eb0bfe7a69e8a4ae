"use client";

import { Check } from "lucide-react";
import { memo, Suspense, useState, type MouseEvent, type ReactNode } from "react";
import { cn } from "#components/ui/cn";
import { useDesk, useDeskParts } from "#components/review/desk/desk-context";
import { TilePeek } from "#components/comments/tile-peek";
import { PileEdges, PileMark, PileRail } from "#components/review/grid/pile-mark";
import { Thumbnail } from "#components/review/grid/thumbnail";
import { namePeople, PeopleMarks } from "#components/review/grid/tile-people";
import { useWaitingDraft } from "#components/review/grid/use-waiting-draft";
import { VerdictGlyph, VerdictStrip } from "#components/review/decide/verdict-mark";
import { useMe } from "#components/shell/me-context";
import { lazyPart } from "#components/ui/lazy-part";
import type { OutputView } from "#lib/output/output-schema";
import type { Cell } from "#lib/review/browser/grid/grid-plan";
import { isQueue } from "#lib/review/browser/find/review-filter";
import { keepSame, tileState, type TileState } from "#lib/review/browser/grid/tile-state";
import { nameTile, seedTail } from "#lib/review/browser/desk/words";

// The picture, its name and its verdict are there first.
const LineMarks = lazyPart(() => import("#components/review/grid/line-marks").then((part) => part.LineMarks));

type TileProps = Cell & {
  id: string;
  column: number;
  side: number;
  onOpen: (id: string) => void;
  /** Reaches the selection to this position. */
  onReach: (position: number) => void;
  /** Selects or unselects everything in this place. */
  onSelect: (cell: Cell) => void;
};

/** One place in the grid: the whole picture on grey, its state on the left edge, one line beneath. */
export const Tile = memo(function Tile({ id, position, count, pile, ...props }: TileProps) {
  const { column, side, onOpen, onReach, onSelect } = props;
  const cell = { position, count, pile };
  const { desk, filter } = useDeskParts();
  const hasDraft = useWaitingDraft(id);
  const { row, state, isHoped, isCursor, isSelected, isContested, isOpen, ...people } = useTileState(id);
  if (row === undefined) return <Place id={id} position={position} column={column} side={side} />;

  function press(event: MouseEvent) {
    if (event.shiftKey) return onReach(position);
    desk.dispatch({ type: "moved", to: id });
    if (event.ctrlKey || event.metaKey) return onSelect(cell);
    // A finger has no second button and no hover: a tap opens.
    const { pointerType } = event.nativeEvent as PointerEvent;
    if (pointerType === "touch") onOpen(id);
  }

  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- Enter opens it: the desk has one listener for keys
    <div
      role="gridcell"
      aria-colindex={column + 1}
      aria-label={`${nameCell(row, cell, state)}${hasDraft ? ", your draft waits here" : ""}${namePeople(people)}`}
      aria-selected={isSelected}
      data-tile={id}
      tabIndex={isCursor ? 0 : -1}
      // With Shift the cursor stays until the click: the selection reaches from it.
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      onClick={press}
      onDoubleClick={() => onOpen(id)}
      // Where the cursor is already, it may be about to go on.
      onFocus={() => desk.read().cursor !== id && desk.dispatch({ type: "moved", to: id })}
      style={{ width: side }}
      className={cn(
        "group relative shrink-0 rounded-sm outline-3 outline-offset-2",
        isCursor ? "outline-text outline-solid" : "outline-transparent",
        isSelected && "ring-2 ring-accent",
      )}
    >
      {count > 1 && <PileEdges />}
      {pile !== null && <PileRail />}
      <div className="relative bg-mat" style={{ width: side, height: side }}>
        <Thumbnail row={row} side={side} isDimmed={!isOpen && isQueue(filter)} />
        <TilePeek row={row} side={side} />
      </div>
      <Line row={row} state={state} isContested={isContested}>
        {/* Of a conflict the notice tells who: on a small tile its word takes the room. */}
        <span className={cn("contents", isContested && "@max-[11rem]:hidden")}>
          <PeopleMarks {...people} />
        </span>
        <PileMark cell={cell} id={id} />
        <SelectBox
          isSelected={isSelected}
          onSelect={(event) => {
            event.stopPropagation();
            if (event.shiftKey) onReach(position);
            else onSelect(cell);
          }}
        />
      </Line>
      <VerdictStrip state={state} isHoped={isHoped} className="absolute top-0 bottom-0 -left-3" />
    </div>
  );
});

function useTileState(id: string): TileState {
  const { id: personId } = useMe();
  const [keep] = useState(keepSame<TileState>);
  return useDesk((desk) => keep(tileState(desk, id, personId)));
}

type PlaceProps = { id: string | null; position: number; column: number; side: number };

/** Where a tile will be: as large as one, and as good to count by. It listens to nothing and costs next to nothing. */
export function Place({ id, position, column, side }: PlaceProps) {
  return (
    <div
      role="gridcell"
      aria-colindex={column + 1}
      aria-label={`Picture ${position + 1}`}
      aria-busy="true"
      tabIndex={-1}
      data-tile={id ?? ""}
      style={{ width: side }}
      className="shrink-0"
    >
      <div className="bg-mat" style={{ width: side, height: side }} />
    </div>
  );
}

type LineProps = {
  row: OutputView;
  state: OutputView["state"];
  isContested: boolean;
  children: ReactNode;
};

/** Under the picture: workflow, end of the seed, then what was said, given and made of it. */
function Line({ row, state, isContested, children }: LineProps) {
  return (
    <div className="@container flex h-6 items-center gap-1.5 px-1 text-2xs text-soft">
      <VerdictGlyph state={state} />
      {/* Where there is no room for both the name wraps out of sight: the seed is what tells pictures apart. */}
      <span className="flex h-4 min-w-13 flex-1 flex-row-reverse flex-wrap justify-end gap-x-1.5 overflow-hidden">
        <span dir="auto" className="order-2 max-w-max min-w-0 grow basis-10 truncate">
          {row.workflowTitle}
        </span>
        <span className="order-1 shrink-0 font-mono text-faint tabular">{seedTail(row.seed)}</span>
      </span>
      {isContested && <span className="font-semibold text-rejected">conflict</span>}
      {/* What finds no room wraps out of sight as a whole: half a mark would be another one. */}
      <span className="flex h-4 min-w-0 flex-wrap items-center gap-x-1.5 gap-y-1 overflow-hidden empty:hidden">
        <Suspense>
          <LineMarks row={row} state={state} />
        </Suspense>
      </span>
      {children}
    </div>
  );
}

type SelectBoxProps = { isSelected: boolean; onSelect: (event: MouseEvent) => void };

function SelectBox({ isSelected, onSelect }: SelectBoxProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={isSelected ? "Unselect" : "Select"}
      // The focus stays on the output with the cursor, which keys mean.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onSelect}
      onDoubleClick={(event) => event.stopPropagation()}
      className={cn(
        "relative grid size-4 shrink-0 place-items-center rounded-sm border after:absolute after:-inset-1 pointer-coarse:after:-inset-3.5",
        isSelected
          ? "border-accent bg-accent text-accent-ink"
          : "border-line-strong opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100",
      )}
    >
      {isSelected && <Check aria-hidden strokeWidth={3} className="size-3" />}
    </button>
  );
}

function nameCell(row: OutputView, { position, count }: Cell, state: OutputView["state"]): string {
  const name = nameTile(row, position, state);
  return count > 1 ? `${name}, on top of a pile of ${count} that look alike` : name;
}
