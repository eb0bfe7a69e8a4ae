"use client";

import { Check } from "lucide-react";
import { memo, type MouseEvent } from "react";
import { cn } from "#components/ui/cn";
import { useDesk, useDeskParts } from "#components/review/desk-context";
import { Thumbnail } from "#components/review/thumbnail";
import { VerdictGlyph, VerdictStrip } from "#components/review/verdict-mark";
import { shownState } from "#lib/review/browser/desk";
import { isQueue } from "#lib/review/browser/review-filter";
import { nameTile, seedTail } from "#lib/review/browser/words";

type TileProps = {
  id: string;
  position: number;
  columns: number;
  side: number;
  onOpen: (id: string) => void;
};

/** One output in the grid: the whole picture on grey, its state on the left edge, one line beneath. */
export const Tile = memo(function Tile({ id, position, columns, side, onOpen }: TileProps) {
  const { desk, filter } = useDeskParts();
  const row = useDesk(({ rows }) => rows.get(id));
  const state = useDesk((read) => shownState(read, id));
  const isHoped = useDesk(({ writes }) => writes.has(id));
  const isCursor = useDesk(({ cursor }) => cursor === id);
  const isSelected = useDesk(({ selection }) => selection.has(id));
  const isContested = useDesk(({ conflicts }) => conflicts.has(id));
  if (row === undefined) return null;

  function press(event: MouseEvent) {
    desk.dispatch({ type: "moved", to: id });
    // A finger has no second button and no hover: a tap opens.
    const { pointerType } = event.nativeEvent as PointerEvent;
    if (pointerType === "touch") onOpen(id);
  }

  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- Enter opens it: the desk has one listener for keys
    <div
      role="gridcell"
      aria-colindex={(position % columns) + 1}
      aria-label={nameTile(row, position, state)}
      aria-selected={isSelected}
      data-tile={id}
      tabIndex={isCursor ? 0 : -1}
      onClick={press}
      onDoubleClick={() => onOpen(id)}
      onFocus={() => desk.dispatch({ type: "moved", to: id })}
      style={{ width: side }}
      className={cn(
        "group relative rounded-sm outline-3 outline-offset-2",
        isCursor ? "outline-text outline-solid" : "outline-transparent",
        isSelected && "ring-2 ring-accent",
      )}
    >
      <div className="relative bg-mat" style={{ width: side, height: side }}>
        <Thumbnail row={row} side={side} isDimmed={state !== "pending" && isQueue(filter)} />
      </div>
      <div className="flex h-6 items-center gap-1.5 pr-1 text-2xs text-soft">
        <VerdictGlyph state={state} className="ml-0.5" />
        <span className="min-w-0 flex-1 truncate">
          {row.workflowTitle}
          <span className="ml-1.5 font-mono text-faint tabular">{seedTail(row.seed)}</span>
        </span>
        {isContested && <span className="font-semibold text-rejected">conflict</span>}
        {row.generation > 0 && (
          <span className="text-faint tabular" title={`Generation ${row.generation} of its stack`}>
            ↻{row.generation}
          </span>
        )}
        <button
          type="button"
          tabIndex={-1}
          aria-label={isSelected ? "Unselect" : "Select"}
          onClick={(event) => {
            event.stopPropagation();
            desk.dispatch({ type: "selected", id });
          }}
          className={cn(
            "relative grid size-4 shrink-0 place-items-center rounded-sm border after:absolute after:-inset-1",
            isSelected
              ? "border-accent bg-accent text-accent-ink"
              : "border-line-strong opacity-0 group-hover:opacity-100 focus-visible:opacity-100",
          )}
        >
          {isSelected && <Check aria-hidden strokeWidth={3} className="size-3" />}
        </button>
      </div>
      <VerdictStrip state={state} isHoped={isHoped} className="absolute top-0 bottom-0 -left-3" />
    </div>
  );
});
