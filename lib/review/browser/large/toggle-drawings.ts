import { changeDrawing, readDrawing } from "#lib/comment/browser/drawing";
import { announce } from "#lib/review/browser/desk/announcer";

/** Hides or shows the drawings on all pictures, and says so. */
export function toggleDrawings(): void {
  const isHidden = !readDrawing().isHidden;
  changeDrawing({ isHidden });
  announce(isHidden ? "Drawings are hidden" : "Drawings are shown");
}
