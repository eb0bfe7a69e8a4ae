import type { Size } from "#lib/review/browser/large/zoom";

export const compareModes = ["side", "slider", "flip", "overlay", "difference"] as const;
export type CompareMode = (typeof compareModes)[number];

export const gains = [1, 4, 16] as const;
export type Gain = (typeof gains)[number];

/**
 * Pictures side by side: those that are pinned, and the candidate, which is whatever has the cursor. Moving changes the
 * candidate only.
 */
export type Comparison = {
  pins: readonly string[];
  /** The side that a verdict hits: a pinned one, or null for the candidate. In twos also what is compared with. */
  target: string | null;
  mode: CompareMode;
  /** In flip: whether the pinned one is showing. */
  isPinShowing: boolean;
  /** Whether all sides share one zoom. */
  isLinked: boolean;
  /** In slider: what share of the width shows the pinned one, from the left. */
  split: number;
  /** In overlay: how much of the candidate lies over the pinned one. */
  opacity: number;
  /** In difference: how many times brighter than it is. */
  gain: Gain;
};

export type CompareAction =
  | { type: "began"; pins: readonly string[]; mode: CompareMode }
  | { type: "ended" }
  | { type: "pinned"; id: string }
  | { type: "unpinned"; id: string }
  | { type: "mode-chosen"; mode: CompareMode }
  | { type: "mode-cycled" }
  | { type: "flipped" }
  | { type: "target-swapped" }
  | { type: "target-chosen"; target: string | null }
  | { type: "link-toggled" }
  | { type: "split"; share: number }
  | { type: "faded"; share: number }
  | { type: "gain-chosen"; gain: Gain };

/** The candidate makes it four. */
export const mostPins = 3;

export function reduceComparison(comparison: Comparison | null, action: CompareAction): Comparison | null {
  if (action.type === "began") return begin(action.pins, action.mode);
  return comparison === null || action.type === "ended" ? null : change(comparison, action);
}

function begin(pins: readonly string[], mode: CompareMode): Comparison {
  return {
    pins: pins.slice(0, mostPins),
    target: null,
    // More than two stand side by side or not at all.
    mode: pins.length > 1 ? "side" : mode,
    isPinShowing: false,
    isLinked: true,
    split: 0.5,
    opacity: 0.5,
    gain: 1,
  };
}

type Change = Exclude<CompareAction, { type: "began" | "ended" }>;

function change(now: Comparison, action: Change): Comparison | null {
  switch (action.type) {
    case "pinned":
      if (now.pins.includes(action.id) || now.pins.length >= mostPins) return now;
      return { ...now, pins: [...now.pins, action.id], target: null, mode: "side" };
    case "unpinned": {
      const pins = now.pins.filter((id) => id !== action.id);
      if (pins.length === 0) return null;
      return { ...now, pins, target: now.target === action.id ? null : now.target };
    }
    case "mode-chosen":
      return { ...now, mode: action.mode, isPinShowing: false };
    case "mode-cycled":
      return { ...now, mode: after(compareModes, now.mode), isPinShowing: false };
    case "flipped":
      return { ...now, mode: "flip", isPinShowing: now.mode !== "flip" || !now.isPinShowing };
    case "target-swapped":
      return { ...now, target: after([null, ...now.pins], now.target) };
    case "target-chosen":
      return { ...now, target: action.target };
    case "link-toggled":
      return { ...now, isLinked: !now.isLinked };
    case "split":
      return { ...now, split: heldShare(action.share) };
    case "faded":
      return { ...now, opacity: heldShare(action.share) };
    case "gain-chosen":
      return { ...now, gain: action.gain };
  }
}

/** The pinned one of the two that flip, slider, overlay and difference show. */
export function pinInTwos({ pins, target }: Comparison): string {
  return target ?? pins[0] ?? "";
}

/** Whether the side that a verdict would hit is the one that flip keeps behind the other. */
export function isTargetHidden({ mode, isPinShowing, target }: Comparison): boolean {
  return mode === "flip" && isPinShowing !== (target !== null);
}

/** A picture fitted into the box of another, and by how much it is scaled for it. */
export function fitIntoBox(size: Size, box: Size): Size & { scaling: number } {
  const scaling = Math.min(box.width / size.width, box.height / size.height);
  return { width: size.width * scaling, height: size.height * scaling, scaling };
}

function after<Value>(list: readonly Value[], value: Value): Value {
  const next = list[(list.indexOf(value) + 1) % list.length];
  return next === undefined ? value : next;
}

function heldShare(share: number): number {
  return Math.min(Math.max(share, 0), 1);
}
