import type { DeskParts } from "#components/review/desk-context";
import type { DeskDialog } from "#components/review/desk-dialogs";
import { searchFieldId } from "#components/review/filter-bar";
import type { Verdicts } from "#components/review/use-verdicts";
import type { ZoomControls } from "#components/review/use-zoom";
import { toast } from "#components/ui/toast";
import { assertNever } from "#lib/errors";
import type { ReasonView } from "#lib/review/decision-schema";
import { announce } from "#lib/review/browser/announcer";
import { isUndecided } from "#lib/review/browser/desk";
import type { Binding } from "#lib/review/browser/key-registry";
import { nextUndecided, stepBy, stepRow } from "#lib/review/browser/move-cursor";

export type KeyTargets = DeskParts & {
  reasons: readonly ReasonView[];
  verdicts: Verdicts;
  columns: number;
  zoom: ZoomControls | null;
  isLarge: boolean;
  open: () => void;
  close: () => void;
  toggleDetails: () => void;
  setDialog: (dialog: DeskDialog) => void;
};

const zoomStep = 1.5;

/** Does what a key means. */
export function runBinding({ action, digit }: Binding, targets: KeyTargets): void {
  const { desk, verdicts, zoom, setDialog } = targets;
  const { order, cursor } = desk.read();
  const moveTo = (to: string | null) => desk.dispatch({ type: "moved", to });
  switch (action) {
    case "previous":
      return moveTo(stepBy(order, cursor, -1));
    case "next":
      return moveTo(stepBy(order, cursor, 1));
    case "row-up":
      return moveTo(stepRow(order, cursor, targets.columns, -1));
    case "row-down":
      return moveTo(stepRow(order, cursor, targets.columns, 1));
    case "first":
      return moveTo(order[0] ?? null);
    case "last":
      return moveTo(order.at(-1) ?? null);
    case "next-undecided":
      return moveToUndecided(targets, 1);
    case "previous-undecided":
      return moveToUndecided(targets, -1);
    case "open":
      return targets.open();
    case "close":
      if (targets.isLarge) return targets.close();
      return desk.dispatch({ type: "selection-cleared" });
    case "select":
      return cursor === null ? undefined : desk.dispatch({ type: "selected", id: cursor });
    case "approve":
      return verdicts.give({ verdict: "approved" });
    case "reject":
      return verdicts.give({ verdict: "rejected" });
    case "reject-reason":
      return rejectWith(targets, digit);
    case "reject-other":
      return verdicts.blocked.rejected === undefined
        ? setDialog({ type: "reject-other" })
        : toast.info(verdicts.blocked.rejected);
    case "reseed":
      return verdicts.give({ verdict: "reseeded" });
    case "undo":
      return verdicts.undo();
    case "redo-explained":
      return toast.info("A withdrawn verdict is given again, not redone.");
    case "note":
      if (verdicts.blocked.rejected !== undefined && verdicts.blocked.reseeded !== undefined) {
        return toast.info(verdicts.blocked.rejected);
      }
      return setDialog({ type: "note" });
    case "details":
      return targets.toggleDetails();
    case "zoom-toggle":
      return zoom?.toggle();
    case "zoom-in":
      return zoom?.zoomBy(zoomStep);
    case "zoom-out":
      return zoom?.zoomBy(1 / zoomStep);
    case "search":
      return document.getElementById(searchFieldId)?.focus();
    case "help":
      return setDialog({ type: "help" });
    default:
      return assertNever(action);
  }
}

function moveToUndecided({ desk }: KeyTargets, step: 1 | -1): void {
  const state = desk.read();
  const next = nextUndecided(state.order, state.cursor, isUndecided(state), step);
  if (next === null) announce("No other picture is undecided");
  else desk.dispatch({ type: "moved", to: next });
}

function rejectWith({ reasons, verdicts }: KeyTargets, digit: number | undefined): void {
  const reason = reasons.find((candidate) => candidate.digit === digit);
  if (reason === undefined) toast.info(`No reason has the digit ${digit}.`);
  else verdicts.give({ verdict: "rejected", reason: reason.id });
}
