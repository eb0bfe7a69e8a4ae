"use client";

import { useEffect, useRef } from "react";
import { focusOf, isOverlayOpen } from "#lib/review/browser/key-focus";
import { flashAction } from "#lib/review/browser/flash-action";
import { keyRegistry, type Binding, type Surface } from "#lib/review/browser/key-registry";
import { matchKey } from "#lib/review/browser/match-key";

/** The one listener for all keys of the desk. `run` gets the binding that a key means on `surface`. */
export function useDeskKeys(surface: Surface, run: (binding: Binding) => void): void {
  const latest = useRef({ surface, run });
  useEffect(() => {
    latest.current = { surface, run };
  });
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented) return;
      const situation = {
        surface: latest.current.surface,
        focus: focusOf(event.target),
        overlay: isOverlayOpen(),
      };
      const binding = matchKey(event, situation, keyRegistry);
      if (binding === null) return;
      event.preventDefault();
      flashAction(binding.action, binding.digit);
      latest.current.run(binding);
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
