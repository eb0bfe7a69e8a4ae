import { changeDrawing, readDrawing } from "#lib/comment/browser/drawing";
import { announce } from "./announcer.ts";

/** Hides or shows the drawings on all pictures, and says so. */
export function toggleDrawings(): void {
  const isHidden = !readDrawing().isHidden;
  changeDrawing({ isHidden });
  announce(isHidden ? "Drawings are hidden" : "Drawings are shown");
}
