"use client";

import { memo, useEffect, useMemo, useState } from "react";
import { flushSync } from "react-dom";
import { SectionHeading } from "#components/review/grid/section-heading";
import { useDesk } from "#components/review/desk/desk-context";
import { Place, Tile } from "#components/review/grid/tile";
import type { Grouping } from "#lib/review/arrangement";
import type { FillTurns } from "#lib/review/browser/grid/fill-turns";
import { gap } from "#lib/review/browser/grid/grid-layout";
import type { Cell, GridPlan } from "#lib/review/browser/grid/grid-plan";

export type GridRowParts = {
  plan: GridPlan;
  padding: number;
  side: number;
  group: Grouping | null;
  turns: FillTurns;
  onOpen: (id: string) => void;
  onReach: (position: number) => void;
  onSelect: (cell: Cell) => void;
  onSelectSection: (first: number, last: number) => void;
};

type GridRowProps = GridRowParts & {
  index: number;
  /** The row of the cursor is drawn whole at once: it takes the focus. */
  hasCursor: boolean;
};

/** One row of the grid: places at once, whole tiles when their turn comes. */
export const GridRow = memo(function GridRow({ index, hasCursor, ...parts }: GridRowProps) {
  const { plan, padding, side, group, turns, onOpen, onReach, onSelect, onSelectSection } = parts;
  const order = useDesk((desk) => desk.order);
  const row = useMemo(() => plan.row(index), [plan, index]);
  const cells = row.type === "cells" ? row.cells : [];
  const isRead = cells.every(({ position }) => typeof order[position] === "string");
  const [isFull, setFull] = useState(hasCursor);
  useEffect(() => {
    // Drawn within the turn, so that the turn knows what it cost.
    if (isRead) return turns.ask(() => flushSync(() => setFull(true)));
    return undefined;
  }, [turns, isRead]);
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      className="absolute inset-x-0 top-0 flex items-start"
      style={{
        transform: `translateY(${padding + plan.topOf(index)}px)`,
        height: plan.heightOf(index),
        columnGap: gap,
      }}
    >
      {row.type === "section" && group !== null && (
        <SectionHeading
          from={row.from}
          count={row.count}
          columns={plan.columns}
          group={group}
          onSelect={onSelectSection}
        />
      )}
      {cells.map((cell, column) => {
        const { position } = cell;
        const id = order[position] ?? null;
        if (id === null || !(isFull || hasCursor)) {
          return <Place key={position} id={id} position={position} column={column} side={side} />;
        }
        return (
          <Tile
            key={id}
            id={id}
            {...cell}
            column={column}
            side={side}
            onOpen={onOpen}
            onReach={onReach}
            onSelect={onSelect}
          />
        );
      })}
    </div>
  );
});
