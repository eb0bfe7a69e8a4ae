"use client";

import { Check, Layers, Repeat } from "lucide-react";
import { memo, type MouseEvent, type ReactNode } from "react";
import { cn } from "#components/ui/cn";
import { useDesk, useDeskParts } from "#components/review/desk-context";
import { TileMarks } from "#components/comments/tile-marks";
import { TilePeek } from "#components/comments/tile-peek";
import { PileEdges, PileMark, PileRail } from "#components/review/pile-mark";
import { Thumbnail } from "#components/review/thumbnail";
import { namePeople, PeopleMarks, useTilePeople } from "#components/review/tile-people";
import { VerdictGlyph, VerdictStrip } from "#components/review/verdict-mark";
import type { OutputView } from "#lib/output/output-schema";
import { shownState } from "#lib/review/browser/desk";
import type { Cell } from "#lib/review/browser/grid-plan";
import { isQueue } from "#lib/review/browser/review-filter";
import { nameTile, seedTail } from "#lib/review/browser/words";

type TileProps = {
  cell: Cell;
  column: number;
  side: number;
  /** Whether its turn has come to be drawn whole; until then it keeps its place. */
  isFull: boolean;
  onOpen: (id: string) => void;
  /** Reaches the selection to this position. */
  onReach: (position: number) => void;
  /** Selects or unselects everything in this place. */
  onSelect: (cell: Cell) => void;
};

/** One place in the grid: the whole picture on grey, its state on the left edge, one line beneath. */
export const Tile = memo(function Tile({ cell, column, side, isFull, onOpen, onReach, onSelect }: TileProps) {
  const { position } = cell;
  const { desk, filter } = useDeskParts();
  const id = useDesk(({ order }) => order[position] ?? null);
  const row = useDesk(({ rows }) => (id === null ? undefined : rows.get(id)));
  const state = useDesk((read) => (id === null ? "pending" : shownState(read, id)));
  const isHoped = useDesk(({ writes }) => id !== null && writes.has(id));
  const isCursor = useDesk(({ cursor }) => id !== null && cursor === id);
  const isSelected = useDesk(({ selection }) => id !== null && selection.has(id));
  const isContested = useDesk(({ conflicts }) => id !== null && conflicts.has(id));
  const people = useTilePeople(id);
  if (id === null || row === undefined) return <Place position={position} column={column} side={side} />;

  function press(event: MouseEvent, target: OutputView) {
    if (event.shiftKey) return onReach(position);
    desk.dispatch({ type: "moved", to: target.id });
    if (event.ctrlKey || event.metaKey) return onSelect(cell);
    // A finger has no second button and no hover: a tap opens.
    const { pointerType } = event.nativeEvent as PointerEvent;
    if (pointerType === "touch") onOpen(target.id);
  }

  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- Enter opens it: the desk has one listener for keys
    <div
      role="gridcell"
      aria-colindex={column + 1}
      aria-label={`${nameCell(row, cell, state)}${namePeople(people)}`}
      aria-selected={isSelected}
      data-tile={id}
      tabIndex={isCursor ? 0 : -1}
      onClick={(event) => press(event, row)}
      onDoubleClick={() => onOpen(id)}
      onFocus={() => desk.dispatch({ type: "moved", to: id })}
      style={{ width: side }}
      className={cn(
        "group relative shrink-0 rounded-sm outline-3 outline-offset-2",
        isCursor ? "outline-text outline-solid" : "outline-transparent",
        isSelected && "ring-2 ring-accent",
      )}
    >
      {cell.count > 1 && <PileEdges />}
      {cell.pile !== null && <PileRail />}
      <div className="relative bg-mat" style={{ width: side, height: side }}>
        <Thumbnail
          // A tile whose output was replaced must not keep what became of the last picture.
          key={id}
          row={row}
          side={side}
          isDimmed={state !== "pending" && isQueue(filter)}
          isWanted={isFull}
        />
        <TilePeek row={row} side={side} />
      </div>
      {isFull && (
        <Line row={row} state={state} isContested={isContested}>
          <PeopleMarks {...people} />
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
      )}
      <VerdictStrip state={state} isHoped={isHoped} className="absolute top-0 bottom-0 -left-3" />
    </div>
  );
});

/** A place whose row is not read yet: as large as a tile, and as good to count by. */
function Place({ position, column, side }: { position: number; column: number; side: number }) {
  return (
    <div
      role="gridcell"
      aria-colindex={column + 1}
      aria-label={`${position + 1}, not read yet`}
      aria-busy="true"
      tabIndex={-1}
      data-tile=""
      data-place={position}
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

/** Under the picture: workflow, end of the seed, then counters, none of which says nought. */
function Line({ row, state, isContested, children }: LineProps) {
  return (
    <div className="flex h-6 items-center gap-1.5 pr-1 text-2xs text-soft">
      <VerdictGlyph state={state} className="ml-0.5" />
      <span className="min-w-0 flex-1 truncate">
        {row.workflowTitle}
        <span className="ml-1.5 font-mono text-faint tabular">{seedTail(row.seed)}</span>
      </span>
      {isContested && <span className="font-semibold text-rejected">conflict</span>}
      <TileMarks row={row} />
      <Counter
        icon={row.generation > 0 ? Repeat : Layers}
        count={row.stackSize > 1 ? row.stackSize : 0}
        title={`${row.stackSize} in its stack${row.generation > 0 ? `, generation ${row.generation}` : ""}`}
      />
      {children}
    </div>
  );
}

type CounterProps = { icon: typeof Check; count: number; title: string };

function Counter({ icon: Icon, count, title }: CounterProps) {
  if (count === 0) return null;
  return (
    <span title={title} className="flex shrink-0 items-center gap-0.5 text-faint tabular">
      <Icon aria-hidden className="size-3" />
      {count}
    </span>
  );
}

type SelectBoxProps = { isSelected: boolean; onSelect: (event: MouseEvent) => void };

function SelectBox({ isSelected, onSelect }: SelectBoxProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={isSelected ? "Unselect" : "Select"}
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
