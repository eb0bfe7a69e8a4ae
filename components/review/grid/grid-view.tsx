"use client";

import { Rows3 } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Button } from "#components/ui/button";
import { Menu } from "#components/ui/menu";
import { Segmented } from "#components/ui/segmented";
import { tileSizes, type TileSize } from "#lib/review/browser/grid/grid-layout";
import {
  changeGridView,
  readGridView,
  subscribeGridView,
  usualView,
  type GridView,
} from "#lib/review/browser/grid/grid-view";

const titles: Record<TileSize, string> = { S: "Small tiles", M: "Middle tiles", L: "Large tiles" };

const groupWords = {
  none: "No sections",
  run: "By run",
  batch: "By batch",
  prompt: "By prompt",
  parent: "By parent",
} as const;

export function useGridView(): GridView {
  return useSyncExternalStore(subscribeGridView, readGridView, () => usualView);
}

/** How the grid is looked at: the size of its tiles, and what stands together. */
export function GridViewChoice() {
  const { size, group, isPiled } = useGridView();
  const isPlain = group === null && !isPiled;
  return (
    <div className="flex items-center gap-1">
      <Segmented
        aria-label="Tile size"
        value={size}
        options={tileSizes.map((value) => ({ value, label: value, title: titles[value] }))}
        onChange={(value) => changeGridView({ size: value })}
        className="max-lg:hidden"
      />
      <Menu
        align="end"
        entries={[
          { type: "label", text: "Tiles" },
          {
            type: "choice",
            value: size,
            options: tileSizes.map((value) => ({ value, text: titles[value] })),
            choose: (value) => changeGridView({ size: value as TileSize }),
          },
          { type: "divider" },
          { type: "label", text: "Sections" },
          {
            type: "choice",
            value: group ?? "none",
            options: Object.entries(groupWords).map(([value, text]) => ({ value, text })),
            choose: (value) =>
              changeGridView({ group: value === "none" ? null : (value as GridView["group"]) }),
          },
          { type: "divider" },
          { type: "label", text: "Near-duplicates" },
          {
            type: "choice",
            value: isPiled ? "piled" : "apart",
            options: [
              { value: "apart", text: "Each on its own" },
              { value: "piled", text: "In piles" },
            ],
            choose: (value) => changeGridView({ isPiled: value === "piled" }),
          },
        ]}
        trigger={
          <Button
            variant="ghost"
            size="icon"
            aria-label="Sections and piles"
            className={isPlain ? undefined : "text-accent-text"}
          >
            <Rows3 aria-hidden />
          </Button>
        }
      />
    </div>
  );
}
