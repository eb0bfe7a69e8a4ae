"use client";

import type { RefObject } from "react";
import { useDeskParts } from "#components/review/desk/desk-context";
import { useKeyActions } from "#components/review/desk/use-key-actions";
import { toast } from "#components/ui/toast";
import { asProblem } from "#lib/http/browser/api-problem";
import { announce } from "#lib/review/browser/desk/announcer";
import { positionOf } from "#lib/review/browser/desk/desk";
import type { Cell, GridPlan } from "#lib/review/browser/grid/grid-plan";

type GridKeysOptions = {
  plan: RefObject<GridPlan>;
  /** Behind the large view the grid's keys are not the ones that are meant. */
  isCovered: boolean;
  onReach: (position: number) => Promise<void>;
  onSelect: (cell: Cell) => void;
};

/** What keys do that depends on how the grid is laid out: moving by place and row, reaching a selection, piles. */
export function useGridKeys({ plan, isCovered, onReach, onSelect }: GridKeysOptions): void {
  const { desk, loader, selecting } = useDeskParts();

  /** From where the cursor is going, so that a held key does not wait for the rows it passes. */
  function here(): number {
    const state = desk.read();
    return Math.max(0, typeof state.goal === "number" ? state.goal : positionOf(state, state.cursor));
  }
  const move = (step: (position: number) => number) => () => {
    if (desk.read().order.length > 0) loader.goTo(step(here()));
  };
  const reach = (step: (position: number) => number) => () => {
    if (desk.read().order.length > 0) void onReach(step(here()));
  };
  const left = (position: number) => plan.current.stepBy(position, -1);
  const right = (position: number) => plan.current.stepBy(position, 1);
  const up = (position: number) => plan.current.stepRow(position, -1);
  const down = (position: number) => plan.current.stepRow(position, 1);

  /** The place that the cursor is seen in. */
  function cellHere(): Cell | undefined {
    const row = plan.current.row(plan.current.rowOf(here()));
    if (row.type !== "cells") return undefined;
    return row.cells.find(({ position, count }) => here() >= position && here() < position + count);
  }

  function turnPile(): void {
    const cell = cellHere();
    const first = cell?.pile ?? (cell !== undefined && cell.count > 1 ? cell.position : null);
    const id = first === null ? null : (desk.read().order[first] ?? null);
    if (first === null || id === null) {
      toast.info("This picture lies in no pile. Piles are made in the menu beside the tile sizes.");
      return;
    }
    const isOpen = cell?.pile === null;
    // Before it closes, so that it does not open again to show where the cursor is.
    if (!isOpen) loader.goTo(first);
    desk.dispatch({ type: "pile-turned", id, isOpen });
    announce(isOpen ? "Pile opened" : "Pile closed");
  }

  async function selectAll(): Promise<void> {
    try {
      await selecting.selectAll();
      announce(`${desk.read().selection.size} selected`);
    } catch (error) {
      toast.error(`Not everything could be selected. ${asProblem(error).message}`);
    }
  }

  useKeyActions(
    isCovered
      ? {}
      : {
          previous: move(left),
          next: move(right),
          "row-up": move(up),
          "row-down": move(down),
          "select-previous": reach(left),
          "select-next": reach(right),
          "select-row-up": reach(up),
          "select-row-down": reach(down),
          "select-all": () => void selectAll(),
          select: () => {
            const cell = cellHere();
            if (cell !== undefined) onSelect(cell);
          },
          pile: turnPile,
        },
  );
}
