"use client";

import { ChevronsDownUp, ChevronsUpDown } from "lucide-react";
import { useDeskParts } from "#components/review/desk/desk-context";
import type { Cell } from "#lib/review/browser/grid/grid-plan";

/** How many lie in a closed pile, which opens it; on the first of an open one, what closes it. */
export function PileMark({ cell, id }: { cell: Cell; id: string }) {
  const { desk } = useDeskParts();
  const isOpen = cell.pile === cell.position;
  if (cell.count === 1 && !isOpen) return null;
  const Icon = isOpen ? ChevronsDownUp : ChevronsUpDown;
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={isOpen ? "Close the pile" : `Open the pile of ${cell.count}`}
      title={isOpen ? "Close the pile" : `${cell.count} that look alike: open the pile`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => {
        event.stopPropagation();
        desk.dispatch({ type: "pile-turned", id, isOpen: !isOpen });
      }}
      onDoubleClick={(event) => event.stopPropagation()}
      className="relative flex h-4.5 shrink-0 items-center gap-0.5 rounded-sm border border-line-strong px-1 font-medium text-text tabular after:absolute after:-inset-1 hover:bg-hover pointer-coarse:after:-inset-3"
    >
      <Icon aria-hidden className="size-3" />
      {isOpen ? "" : cell.count}
    </button>
  );
}

/** Two edges that show from under the topmost picture, to the right of it and never on it. */
export function PileEdges() {
  return (
    <>
      <span aria-hidden className="absolute top-1 -right-1 h-[calc(100%-2rem)] w-0.5 bg-line-strong" />
      <span aria-hidden className="absolute top-2 -right-2 h-[calc(100%-2.5rem)] w-0.5 bg-line-strong/60" />
    </>
  );
}

/** A rail over the pictures of an open pile, so that it is seen where it begins and ends. */
export function PileRail() {
  return <span aria-hidden className="absolute -top-2.5 right-0 left-0 h-0.5 bg-line-strong" />;
}
