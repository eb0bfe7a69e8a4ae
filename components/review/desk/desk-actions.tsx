import type { DeskParts } from "#components/review/desk/desk-context";
import type { DeskDialog } from "#components/review/desk/desk-dialogs";
import { searchFieldId } from "#components/review/find/search-field";
import type { Verdicts } from "#components/review/decide/use-verdicts";
import type { ZoomControls } from "#components/review/large/use-zoom";
import { toast } from "#components/ui/toast";
import type { ReasonView } from "#lib/review/decision-schema";
import { announce } from "#lib/review/browser/desk/announcer";
import { moveToUndecided } from "#lib/review/browser/desk/advance";
import { positionOf } from "#lib/review/browser/desk/desk";
import { pinAndCompare } from "#lib/review/browser/compare/begin-compare";
import type { KeyActions } from "#lib/review/browser/keys/key-handlers";
import { stepBy } from "#lib/review/browser/desk/move-cursor";
import { toggleDrawings } from "#lib/review/browser/large/toggle-drawings";

export type KeyTargets = DeskParts & {
  reasons: readonly ReasonView[];
  verdicts: Verdicts;
  /** Puts the picture with the cursor aside, or brings it back. */
  archive: () => void;
  zoom: () => ZoomControls | null;
  isLarge: boolean;
  open: () => void;
  close: () => void;
  toggleDetails: () => void;
  /** Leads to where one writes about the picture. */
  write: () => void;
  setDialog: (dialog: DeskDialog) => void;
};

const zoomStep = 1.5;

/** What the keys of the desk itself do; compare, drawing and the like bring their own. */
export function deskActions(targets: KeyTargets): KeyActions {
  const { desk, loader, verdicts, setDialog } = targets;
  const moveTo = (step: (length: number, from: number) => number | null) => () => {
    const state = desk.read();
    // From where the cursor is going, so that a held key does not wait for the rows it passes.
    const from = typeof state.goal === "number" ? state.goal : positionOf(state, state.cursor);
    const to = step(state.order.length, from);
    if (to !== null) loader.goTo(to);
  };
  const seek = async (step: 1 | -1) => {
    const isFound = await moveToUndecided(targets, desk.read().cursor, step);
    if (!isFound) announce("No other picture is undecided");
  };
  const compare = () => {
    const refusal = pinAndCompare(targets);
    if (refusal !== undefined) toast.info(refusal);
    else if (!targets.isLarge) targets.open();
  };
  return {
    previous: moveTo((length, from) => stepBy(length, from, -1)),
    next: moveTo((length, from) => stepBy(length, from, 1)),
    first: moveTo((length) => (length === 0 ? null : 0)),
    last: moveTo((length) => (length === 0 ? null : length - 1)),
    "next-undecided": () => void seek(1),
    "previous-undecided": () => void seek(-1),
    open: () => targets.open(),
    close: () => (targets.isLarge ? targets.close() : desk.dispatch({ type: "selection-cleared" })),
    select: () => {
      const { cursor } = desk.read();
      if (cursor !== null) desk.dispatch({ type: "selected", id: cursor });
    },
    approve: () => verdicts.give({ verdict: "approved" }),
    reject: () => verdicts.give({ verdict: "rejected" }),
    "reject-reason": ({ digit }) => rejectWith(targets, digit),
    "reject-other": () =>
      verdicts.blocked.rejected === undefined
        ? setDialog({ type: "reject-other" })
        : toast.info(verdicts.blocked.rejected),
    reseed: () => verdicts.give({ verdict: "reseeded" }),
    vary: () =>
      verdicts.blocked.reseeded === undefined
        ? setDialog({ type: "vary" })
        : toast.info(verdicts.blocked.reseeded),
    skip: () => verdicts.skip(),
    archive: () => targets.archive(),
    undo: () => verdicts.undo(),
    "redo-explained": () => toast.info("A withdrawn verdict is given again, not redone."),
    note: () => targets.write(),
    "hide-drawings": toggleDrawings,
    compare,
    // Of a picture that fills the screen one means that one, whatever is selected in the grid behind it.
    rate: () => setDialog({ type: "rate", ofSelection: !targets.isLarge }),
    details: () => targets.toggleDetails(),
    "zoom-toggle": () => targets.zoom()?.toggle(),
    "zoom-in": () => targets.zoom()?.zoomBy(zoomStep),
    "zoom-out": () => targets.zoom()?.zoomBy(1 / zoomStep),
    search: () => {
      const field = document.getElementById(searchFieldId);
      if (!(field instanceof HTMLInputElement)) return;
      field.focus();
      // What is typed takes the place of what was looked for.
      field.select();
    },
    help: () => setDialog({ type: "help" }),
  };
}

function rejectWith({ reasons, verdicts }: KeyTargets, digit: number | undefined): void {
  const reason = reasons.find((candidate) => candidate.digit === digit);
  if (reason === undefined) toast.info(`No reason has the digit ${digit}.`);
  else verdicts.give({ verdict: "rejected", reason: reason.id });
}
