"use client";

import { useSyncExternalStore } from "react";
import { Segmented } from "#components/ui/segmented";

export const tileSizes = ["S", "M", "L"] as const;
export type TileSize = (typeof tileSizes)[number];

const name = "proofsheet.tile-size";
const titles: Record<TileSize, string> = { S: "Small tiles", M: "Middle tiles", L: "Large tiles" };
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function read(): TileSize {
  const kept = window.localStorage.getItem(name);
  return tileSizes.find((size) => size === kept) ?? "M";
}

/** Remembered in this browser. */
export function useTileSize(): TileSize {
  return useSyncExternalStore(subscribe, read, () => "M");
}

export function TileSizeChoice() {
  const size = useTileSize();
  return (
    <Segmented
      aria-label="Tile size"
      value={size}
      options={tileSizes.map((value) => ({ value, label: value, title: titles[value] }))}
      onChange={(value) => {
        window.localStorage.setItem(name, value);
        for (const listener of listeners) listener();
      }}
    />
  );
}
