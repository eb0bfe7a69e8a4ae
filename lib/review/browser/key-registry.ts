import type { ReasonView } from "#lib/review/decision-schema";

/** Where a key is pressed. Compare comes later and will be a third. */
export type Surface = "grid" | "large";

/** Decides which guards stand before a key; see match-key.ts. */
export type KeyKind = "movement" | "selection" | "verdict" | "undo" | "view" | "panel" | "app";

export type ActionId =
  | "previous"
  | "next"
  | "row-up"
  | "row-down"
  | "first"
  | "last"
  | "next-undecided"
  | "previous-undecided"
  | "open"
  | "close"
  | "select"
  | "approve"
  | "reject"
  | "reject-reason"
  | "reject-other"
  | "reseed"
  | "undo"
  | "redo-explained"
  | "note"
  | "details"
  | "zoom-toggle"
  | "zoom-in"
  | "zoom-out"
  | "search"
  | "help";

export type Binding = {
  action: ActionId;
  /** As typed, letters in lower case; `mod+` is Ctrl or Cmd. */
  keys: readonly string[];
  /** How the keys are drawn in the sheet, in tooltips and on buttons. */
  caps: readonly string[];
  label: string;
  kind: KeyKind;
  surfaces: readonly Surface[];
  /** Which of the project's reasons a digit stands for. */
  digit?: number;
};

const everywhere: readonly Surface[] = ["grid", "large"];

/**
 * Every key of the review desk, once: handlers, the help sheet, tooltips and captions are drawn from this list. A key
 * has one meaning; on a surface where that meaning makes no sense it is unbound, never reused.
 */
export const keyRegistry: readonly Binding[] = [
  bind("previous", ["ArrowLeft"], ["←"], "Previous picture", "movement"),
  bind("next", ["ArrowRight"], ["→"], "Next picture", "movement"),
  bind("row-up", ["ArrowUp"], ["↑"], "Row above", "movement", ["grid"]),
  bind("row-down", ["ArrowDown"], ["↓"], "Row below", "movement", ["grid"]),
  bind("first", ["Home"], ["Home"], "First picture", "movement"),
  bind("last", ["End"], ["End"], "Last picture", "movement"),
  bind("next-undecided", ["j"], ["J"], "Next undecided", "movement"),
  bind("previous-undecided", ["k"], ["K"], "Previous undecided", "movement"),
  bind("open", ["Enter"], ["Enter"], "Open large", "movement", ["grid"]),
  bind("close", ["Escape"], ["Esc"], "Close the topmost layer", "movement"),
  bind("select", [" "], ["Space"], "Select or unselect", "selection"),
  bind("approve", ["a"], ["A"], "Approve", "verdict"),
  bind("reject", ["x"], ["X"], "Reject without a reason", "verdict"),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => ({
    ...bind("reject-reason", [String(digit)], [String(digit)], `Reject with reason ${digit}`, "verdict"),
    digit,
  })),
  bind("reject-other", ["0"], ["0"], "Reject for another reason, with a note", "verdict"),
  bind("reseed", ["r"], ["R"], "Re-seed: same params, fresh seed", "verdict"),
  bind("undo", ["u", "mod+z"], ["U", "Ctrl Z"], "Undo the last verdict", "undo"),
  bind(
    "redo-explained",
    ["mod+shift+z"],
    ["Ctrl Shift Z"],
    "There is no redo: give the verdict again",
    "undo",
  ),
  bind("note", ["n"], ["N"], "Note, sent with the verdict", "panel"),
  bind("details", ["i"], ["I"], "Show or hide details", "panel", ["large"]),
  bind("zoom-toggle", ["z"], ["Z"], "Fit or true pixels", "view", ["large"]),
  bind("zoom-in", ["+", "="], ["+"], "Zoom in", "view", ["large"]),
  bind("zoom-out", ["-"], ["−"], "Zoom out", "view", ["large"]),
  bind("search", ["/"], ["/"], "Search", "app"),
  bind("help", ["?"], ["?"], "All keys", "app"),
];

/** The binding of an action that has exactly one. */
export function bindingOf(action: Exclude<ActionId, "reject-reason">): Binding {
  const found = keyRegistry.find((binding) => binding.action === action);
  if (found === undefined) throw new Error(`No key is bound to ${action}.`);
  return found;
}

/** What the sheet lists: digits in the words of the project's reasons, unused digits left out. */
export function describeBindings(surface: Surface, reasons: readonly ReasonView[]): Binding[] {
  return keyRegistry
    .filter((binding) => binding.surfaces.includes(surface))
    .flatMap((binding) => {
      if (binding.digit === undefined) return [binding];
      const reason = reasons.find(({ digit }) => digit === binding.digit);
      return reason ? [{ ...binding, label: `Reject: ${reason.label}` }] : [];
    });
}

function bind(
  action: ActionId,
  keys: readonly string[],
  caps: readonly string[],
  label: string,
  kind: KeyKind,
  surfaces: readonly Surface[] = everywhere,
): Binding {
  return { action, keys, caps, label, kind, surfaces };
}
