import type { Focus } from "./match-key.ts";

const textual =
  "input:not([type=checkbox],[type=radio],[type=button],[type=range]), textarea, select, [role=combobox], [role=listbox], [role=textbox], [data-composer]";
const widgets =
  "[role=radio], [role=slider], [role=tab], [role=menuitem], input[type=radio], input[type=range]";
const buttons =
  "button, a[href], summary, [role=button], [role=checkbox], [role=switch], input[type=checkbox]";

/** What kind of thing has the focus, as matchKey wants to know it. Tiles carry `data-tile`: their keys are ours. */
export function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof HTMLElement)) return "page";
  if (target.isContentEditable || target.closest(textual)) return "text";
  if (target.closest("[data-tile]")) return target.closest(buttons) ? "button" : "page";
  if (target.closest(widgets)) return "widget";
  return target.closest(buttons) ? "button" : "page";
}

/** Whether something takes all keys for itself: a dialog (also one that is still being fetched), a menu, or the drawing. */
export function isOverlayOpen(root: ParentNode = document): boolean {
  return (
    root.querySelector(
      "[role=dialog][data-state=open], [role=alertdialog], [role=menu][data-state=open], [data-drawing], [data-opening]",
    ) !== null
  );
}
