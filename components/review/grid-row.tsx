"use client";

import { memo, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { SectionHeading } from "#components/review/section-heading";
import { Tile } from "#components/review/tile";
import type { Grouping } from "#lib/review/arrangement";
import type { FillTurns } from "#lib/review/browser/fill-turns";
import { gap } from "#lib/review/browser/grid-layout";
import type { Cell, GridPlan } from "#lib/review/browser/grid-plan";

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

/** One row of the grid: places at once, whole tiles when their turn comes. */
export const GridRow = memo(function GridRow({ index, ...parts }: GridRowParts & { index: number }) {
  const { plan, padding, side, group, turns, onOpen, onReach, onSelect, onSelectSection } = parts;
  const [isFull, setFull] = useState(false);
  // Drawn within the turn, so that the turn knows what it cost.
  useEffect(() => turns.ask(() => flushSync(() => setFull(true))), [turns]);
  const row = plan.row(index);
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
      {row.type === "section"
        ? group !== null && (
            <SectionHeading
              from={row.from}
              count={row.count}
              columns={plan.columns}
              group={group}
              onSelect={onSelectSection}
            />
          )
        : row.cells.map((cell, column) => (
            <Tile
              key={cell.position}
              cell={cell}
              column={column}
              side={side}
              isFull={isFull}
              onOpen={onOpen}
              onReach={onReach}
              onSelect={onSelect}
            />
          ))}
    </div>
  );
});
