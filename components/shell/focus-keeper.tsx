"use client";

import { useEffect } from "react";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { focusOf, isOverlayOpen } from "#lib/review/browser/keys/key-focus";

const layers = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox]";
const stops = "a[href], button, input, select, textarea, summary, [tabindex]";
const picture = "[data-tile], [data-stage]";

/** Where the focus was in one layer: in the page, or in a dialog or menu over it. */
type Place = {
  element: HTMLElement;
  layer: Element | null;
  pathname: string;
  /** From the nearest outwards; `index` is the place of the element among the tab stops in it. */
  around: readonly { part: Element; index: number }[];
};

/**
 * When what has the focus leaves the page, the focus goes to what opened it, else to what took its place, else to the
 * heading of a page that is new; on the desk to the picture in hand. It takes the focus from nobody.
 */
export function FocusKeeper() {
  useEffect(() => {
    /** One place for each layer that is open, the uppermost last. */
    let trail: readonly Place[] = [];
    let frame = 0;
    const observer = new MutationObserver(() => {
      cancelAnimationFrame(frame);
      // Whoever knows better, a dialog or the desk, comes first.
      frame = requestAnimationFrame(() => isLost(trail) && restore(trail));
    });
    function enter({ target }: FocusEvent) {
      if (!(target instanceof HTMLElement) || target === document.body) return;
      const layer = target.closest(layers);
      const at = trail.findIndex((place) => place.layer === layer);
      trail = [...(at === -1 ? trail : trail.slice(0, at)), placeOf(target, layer)];
      observer.disconnect();
      // A picture is the desk's own, and verdicts are not to wait for a watch over every change of the page.
      if (target.closest(picture) === null)
        observer.observe(document.body, { childList: true, subtree: true });
    }
    function leave({ target, relatedTarget }: FocusEvent) {
      if (relatedTarget !== null) return;
      // Not now: a browser may say so before it takes away what had the focus.
      queueMicrotask(() => {
        if (document.activeElement === document.body && (target as Node).isConnected) trail = [];
      });
    }
    document.addEventListener("focusin", enter);
    document.addEventListener("focusout", leave);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      document.removeEventListener("focusin", enter);
      document.removeEventListener("focusout", leave);
    };
  }, []);
  return null;
}

function isLost(trail: readonly Place[]): boolean {
  const last = trail.at(-1);
  return last !== undefined && !last.element.isConnected && document.activeElement === document.body;
}

function restore(trail: readonly Place[]): void {
  for (const place of trail.toReversed()) {
    if (place.pathname !== window.location.pathname) break;
    if (place.element.closest(picture) !== null) break;
    if (focusOn(place.element)) return;
    const around = place.around.filter(({ part }) => part.isConnected);
    const [nearest] = around;
    const again = nearest && stopsIn(nearest.part)[nearest.index];
    if (again && nameOf(again) === nameOf(place.element) && focusOn(again)) return;
    // Beside a picture only a list closes up; of all else on the desk the keys mean the picture again.
    const closesUp = place.layer !== null || place.around.some(({ part }) => part.matches("ol, ul"));
    if (document.querySelector(picture) !== null && !closesUp) break;
    for (const { part, index } of around) {
      const upToIt = stopsIn(part).slice(0, index + 1);
      // Into no field that nobody asked for: on a phone its keyboard would come up.
      if (upToIt.findLast((stop) => focusOf(stop) !== "text" && focusOn(stop))) return;
    }
  }
  if (!isOverlayOpen()) focusCursor();
  if (document.activeElement === document.body)
    document.querySelector<HTMLElement>("main h1[tabindex]")?.focus({ preventScroll: true });
}

function nameOf(element: HTMLElement): string | null {
  return element.ariaLabel ?? element.textContent;
}

function focusOn(element: HTMLElement): boolean {
  element.focus({ preventScroll: true });
  return document.activeElement === element;
}

function placeOf(element: HTMLElement, layer: Element | null): Place {
  const { pathname } = window.location;
  if (element.closest(picture) !== null) return { element, layer, pathname, around: [] };
  const around: { part: Element; index: number }[] = [];
  let part = element.parentElement;
  while (part !== null && !part.matches("main, body")) {
    around.push({ part, index: stopsIn(part).indexOf(element) });
    part = part.parentElement;
  }
  return { element, layer, pathname, around };
}

function stopsIn(part: Element): HTMLElement[] {
  return [...part.querySelectorAll<HTMLElement>(stops)].filter(({ tabIndex }) => tabIndex >= 0);
}
