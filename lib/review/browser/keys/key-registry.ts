import type { ReasonView } from "#lib/review/decision-schema";
import { capOf } from "./key-caps.ts";

/** Where a key is pressed: on one of the desk's three faces, or in a layer that takes all keys for itself. */
export type Surface = "grid" | "large" | "compare" | Layer;

/** Layers with keys of their own, as a form has them: while one is open the keys of the desk are dead. */
export type Layer = "drawing" | "marking";

/**
 * Decides which guards stand before a key, see match-key.ts. `form` keys belong to the form that has the focus: they
 * stand in the sheet, and no handler of the desk may take them. `layer` keys mean something in their layer only.
 */
export type KeyKind =
  | "movement"
  | "selection"
  | "verdict"
  | "undo"
  | "dialog"
  | "session"
  | "view"
  | "panel"
  | "app"
  | "form"
  | "layer";

/** A line of the table. Keys are named as typed, letters in lower case; `mod+` is Ctrl or Cmd. */
type Entry<Id extends string> = {
  action: Id;
  kind: KeyKind;
  label: string;
  keys: readonly string[];
  surfaces: readonly Surface[];
  /** Goes on while the key is held; all movement does. */
  repeats?: boolean;
  /** Which of the project's reasons a digit stands for. */
  digit?: number;
};

const everywhere: readonly Surface[] = ["grid", "large", "compare"];
const zoomable: readonly Surface[] = ["large", "compare"];

const arrows = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];

/** While one draws. */
const drawingKeys = [
  layerKey("drawing", "mark-place", "Place a mark, or keep the one in hand", ["Enter"]),
  { ...layerKey("drawing", "mark-move", "Move the last mark", arrows), repeats: true },
  {
    ...layerKey(
      "drawing",
      "mark-stretch",
      "Change its size",
      arrows.map((name) => `shift+${name}`),
    ),
    repeats: true,
  },
  { ...layerKey("drawing", "mark-larger", "Larger", ["+", "="]), repeats: true },
  { ...layerKey("drawing", "mark-smaller", "Smaller", ["-"]), repeats: true },
  layerKey("drawing", "mark-take-back", "Take back the last mark", ["mod+z", "u", "Backspace", "Delete"]),
  layerKey("drawing", "mark-write", "Write about it", ["n"]),
  layerKey("drawing", "mark-leave", "Done", ["Escape", "d"]),
];

/** In the dialog of stars and labels. */
const markingKeys = [
  layerKey("marking", "give-stars", "Give 1 to 5 stars, and close", ["1", "2", "3", "4", "5"]),
  layerKey("marking", "give-none", "Take your stars away, and close", ["0"]),
  layerKey("marking", "give-colour", "Red, yellow, green or blue, and close", ["6", "7", "8", "9"]),
];

/**
 * Every key of the review desk, one line each: handlers, the sheet of keys, tooltips and captions are drawn from this
 * table. A key has one meaning; on a surface where that meaning makes no sense it is unbound, never reused. A new key
 * is a line here and a handler given to `useKeyActions`; without a handler it is dead, and the sheet leaves it out.
 */
const table = [
  key("previous", "movement", "Previous picture", ["ArrowLeft"]),
  key("next", "movement", "Next picture", ["ArrowRight"]),
  key("row-up", "movement", "Row above", ["ArrowUp"], ["grid"]),
  key("row-down", "movement", "Row below", ["ArrowDown"], ["grid"]),
  key("first", "movement", "First picture", ["Home"]),
  key("last", "movement", "Last picture", ["End"]),
  key("next-undecided", "movement", "Next undecided", ["j"]),
  key("previous-undecided", "movement", "Previous undecided", ["k"]),
  key("open", "movement", "Open large", ["Enter"], ["grid"]),
  key("close", "movement", "Close the topmost layer", ["Escape"]),
  key("select", "selection", "Select or unselect", [" "]),
  {
    ...key("select-previous", "selection", "Select on to the left", ["shift+ArrowLeft"], ["grid"]),
    repeats: true,
  },
  {
    ...key("select-next", "selection", "Select on to the right", ["shift+ArrowRight"], ["grid"]),
    repeats: true,
  },
  { ...key("select-row-up", "selection", "Select on upwards", ["shift+ArrowUp"], ["grid"]), repeats: true },
  {
    ...key("select-row-down", "selection", "Select on downwards", ["shift+ArrowDown"], ["grid"]),
    repeats: true,
  },
  key("select-all", "selection", "Select all that match", ["mod+a"], ["grid"]),
  key("approve", "verdict", "Approve", ["a"]),
  key("reject", "verdict", "Reject without a reason", ["x"]),
  ...([1, 2, 3, 4, 5, 6, 7, 8, 9] as const).map((digit) => ({
    ...key("reject-reason", "verdict", `Reject with reason ${digit}`, [String(digit)]),
    digit,
  })),
  key("reject-other", "verdict", "Reject for another reason, with a note", ["0"]),
  key("reseed", "verdict", "Re-seed: same params, fresh seed", ["r"]),
  key("undo", "undo", "Undo the last verdict", ["u", "mod+z"]),
  key("redo-explained", "undo", "There is no redo: give the verdict again", ["mod+shift+z"]),
  key("vary", "dialog", "Vary: choose what to keep and how many", ["v"]),
  key("skip", "session", "Skip for now", ["s"]),
  key("archive", "session", "Archive, or bring back from the archive", ["e"]),
  key("pile", "view", "Open or close a pile", ["o"], ["grid"]),
  key("keep-best", "dialog", "Pick the best of a pile", ["p"], ["grid"]),
  key("compare", "view", "Pin and compare", ["c"]),
  key("compare-flip", "view", "Flip between the two", ["f"], ["compare"]),
  key("compare-mode", "view", "Next way to compare", ["m"], ["compare"]),
  key("compare-target", "view", "Decide on the other side", ["t"], ["compare"]),
  key("zoom-toggle", "view", "Fit or true pixels", ["z"], zoomable),
  { ...key("zoom-in", "view", "Zoom in", ["+", "="], zoomable), repeats: true },
  { ...key("zoom-out", "view", "Zoom out", ["-"], zoomable), repeats: true },
  key("lights", "view", "Lights out: the picture alone", ["l"], zoomable),
  key("details", "panel", "Show or hide details", ["i"], zoomable),
  key("rate", "dialog", "Stars and labels", ["b"]),
  key("note", "panel", "Write a comment, or a note for the verdict", ["n"]),
  key("draw", "panel", "Draw on the picture", ["d"], ["large"]),
  key("hide-drawings", "panel", "Hide or show drawings", ["h"]),
  key("search", "app", "Search", ["/"]),
  key("palette", "app", "Go to anything", ["mod+k"]),
  key("help", "app", "All keys", ["?"]),
  key("submit", "form", "Send the form you are in", ["mod+enter"]),
  ...drawingKeys,
  ...markingKeys,
];

export type ActionId = (typeof table)[number]["action"];
export type DrawingActionId = (typeof drawingKeys)[number]["action"];
export type MarkingActionId = (typeof markingKeys)[number]["action"];

export type Binding = Entry<ActionId> & {
  /** How the keys are drawn in the sheet, in tooltips and on buttons. */
  caps: readonly string[];
};

export const keyRegistry: readonly Binding[] = table.map((entry) => ({
  ...entry,
  caps: capsOf(entry.keys),
}));

/** The keys of a layer, each with the name of what it does there; the layer has a handler for every one of them. */
export function layerBindings<Id extends ActionId>(layer: Layer): readonly (Binding & { action: Id })[] {
  return keyRegistry.filter(
    (binding): binding is Binding & { action: Id } =>
      binding.kind === "layer" && binding.surfaces.includes(layer),
  );
}

/** The first binding of an action; the nine reasons share one action. */
export function bindingOf(action: ActionId, registry: readonly Binding[] = keyRegistry): Binding {
  const found = registry.find((binding) => binding.action === action);
  if (found === undefined) throw new Error(`No key is bound to ${action}.`);
  return found;
}

/**
 * What the sheet lists on a surface: what has a handler and a key, digits in the words of the project's reasons,
 * unused digits left out.
 */
export function describeBindings(
  registry: readonly Binding[],
  surface: Surface,
  reasons: readonly ReasonView[],
  isAttached: (action: ActionId) => boolean,
): Binding[] {
  return registry
    .filter(({ surfaces, keys }) => surfaces.includes(surface) && keys.length > 0)
    .filter(({ action, kind }) => kind === "form" || kind === "layer" || isAttached(action))
    .flatMap((binding) => {
      if (binding.digit === undefined) return [binding];
      const reason = reasons.find(({ digit }) => digit === binding.digit);
      return reason ? [{ ...binding, label: `Reject: ${reason.label}` }] : [];
    });
}

/** Two names of the same place on the keyboard (+ and =) are drawn once. */
export function capsOf(keys: readonly string[]): string[] {
  return [...new Set(keys.map(capOf))];
}

function layerKey<const Id extends string>(
  layer: Layer,
  action: Id,
  label: string,
  keys: readonly string[],
): Entry<Id> {
  return key(action, "layer", label, keys, [layer]);
}

function key<const Id extends string>(
  action: Id,
  kind: KeyKind,
  label: string,
  keys: readonly string[],
  surfaces: readonly Surface[] = everywhere,
): Entry<Id> {
  return { action, kind, label, keys, surfaces };
}
