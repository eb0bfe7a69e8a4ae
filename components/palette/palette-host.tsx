"use client";

import { Suspense, useEffect, useRef, useSyncExternalStore } from "react";
import { isPaletteOpen, setPaletteOpen, subscribePalette } from "#components/palette/palette-switch";
import { useKeyActions } from "#components/review/desk/use-key-actions";
import { useKeys } from "#components/shell/keymap-context";
import { lazyPart } from "#components/ui/lazy-part";
import { focusOf, isOverlayOpen } from "#lib/review/browser/keys/key-focus";
import { matchKey } from "#lib/review/browser/keys/match-key";

const load = () => import("#components/palette/palette");
const Palette = lazyPart(() => load().then((part) => part.Palette));

const open = () => setPaletteOpen(true);

/** Has the palette ready on every page. Its machinery is fetched when it is first opened. */
export function PaletteHost() {
  const isOpen = useSyncExternalStore(subscribePalette, isPaletteOpen, () => false);
  const { bindings } = useKeys();
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  useKeyActions({ palette: open });
  useEffect(() => {
    function press(event: KeyboardEvent) {
      // The letter to come may open it; what is typed right after that has its field sooner.
      if (event.key === "Control" || event.key === "Meta") void load().catch(() => undefined);
      // The desk has a listener of its own, which takes the key where there is one.
      if (event.defaultPrevented) return;
      const own = latest.current.filter(({ action }) => action === "palette");
      // With Ctrl or Cmd it is no typing, and may be pressed in a field.
      const focus = event.ctrlKey || event.metaKey ? "page" : focusOf(event.target);
      if (matchKey(event, { surface: "grid", focus, overlay: isOverlayOpen() }, own) === null) return;
      event.preventDefault();
      open();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  if (!isOpen) return null;
  return (
    // What is typed while it is fetched is no verdict.
    <Suspense fallback={<span hidden data-opening />}>
      <Palette onClose={() => setPaletteOpen(false)} />
    </Suspense>
  );
}
