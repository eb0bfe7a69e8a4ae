"use client";

import { Layers, Repeat, type LucideIcon } from "lucide-react";
import { TileMarks } from "#components/comments/tile-marks";
import { PanelMark } from "#components/review/grid/panel-mark";
import { TileRating } from "#components/review/grid/tile-rating";
import type { OutputView } from "#lib/output/output-schema";

type LineMarksProps = { row: OutputView; state: OutputView["state"] };

/** What was said, given and made of a picture, in the line under it. Counters say no nought. */
export function LineMarks({ row, state }: LineMarksProps) {
  return (
    <>
      <TileRating row={row} />
      <TileMarks row={row} />
      <PanelMark panel={row.panel} state={state} />
      <Counter
        icon={row.generation > 0 ? Repeat : Layers}
        count={row.stackSize > 1 ? row.stackSize : 0}
        title={`${row.stackSize} in its stack${row.generation > 0 ? `, generation ${row.generation}` : ""}`}
      />
    </>
  );
}

type CounterProps = { icon: LucideIcon; count: number; title: string };

function Counter({ icon: Icon, count, title }: CounterProps) {
  if (count === 0) return null;
  return (
    <span title={title} className="flex shrink-0 items-center gap-0.5 text-faint tabular">
      <Icon aria-hidden className="size-3" />
      {count}
    </span>
  );
}
