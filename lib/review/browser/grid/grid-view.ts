import { groupings, type Grouping } from "#lib/review/arrangement";
import { tileSizes, type TileSize } from "./grid-layout.ts";

/** How somebody likes to look at the grid; remembered in their browser. */
export type GridView = {
  size: TileSize;
  group: Grouping | null;
  /** Whether near-duplicates beside each other lie in a pile. */
  isPiled: boolean;
};

export const usualView: GridView = { size: "M", group: null, isPiled: false };

const name = "proofsheet.grid";
const listeners = new Set<() => void>();
let current: GridView | undefined;

export function readGridView(): GridView {
  current ??= parseGridView(keptView());
  return current;
}

export function changeGridView(changes: Partial<GridView>): void {
  current = { ...readGridView(), ...changes };
  try {
    window.localStorage.setItem(name, JSON.stringify(current));
  } catch {
    // Forbidden or full: then it holds until the page is left.
  }
  for (const listener of listeners) listener();
}

export function subscribeGridView(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** What was kept, as far as it is understood. */
export function parseGridView(text: string | null): GridView {
  const kept = parseObject(text);
  return {
    size: tileSizes.find((size) => size === kept.size) ?? usualView.size,
    group: groupings.find((group) => group === kept.group) ?? null,
    isPiled: kept.isPiled === true,
  };
}

/** Empty for what was kept by another version, or not by us. */
function parseObject(text: string | null): Partial<Record<keyof GridView, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

function keptView(): string | null {
  try {
    return window.localStorage.getItem(name);
  } catch {
    return null;
  }
}
