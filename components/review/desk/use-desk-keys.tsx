"use client";

import { useEffect, useRef } from "react";
import { flushSync } from "react-dom";
import { useDeskParts } from "#components/review/desk/desk-context";
import { useKeys } from "#components/shell/keymap-context";
import { isComposerCalled } from "#lib/comment/browser/composer-call";
import { flashAction } from "#lib/review/browser/keys/flash-action";
import { focusOf, isOverlayOpen } from "#lib/review/browser/keys/key-focus";
import { handlerOf } from "#lib/review/browser/keys/key-handlers";
import type { Surface } from "#lib/review/browser/keys/key-registry";
import { isStep, matchKey } from "#lib/review/browser/keys/match-key";

/**
 * The one listener for all keys of the desk: nobody else listens, so no key is heard twice. What a key does is what
 * the part of the screen that has it gave to `useKeyActions`.
 */
export function useDeskKeys(surface: Surface): void {
  const { bindings } = useKeys();
  const { drawn } = useDeskParts();
  const latest = useRef({ surface, bindings });
  useEffect(() => {
    latest.current = { surface, bindings };
  });
  useEffect(() => {
    // A step may be on screen a frame before it is drawn; whatever is done about it finds it drawn.
    const catchUp = () => flushSync(drawn.catchUp);
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented) return;
      const situation = {
        surface: latest.current.surface,
        focus: focusOf(event.target),
        overlay: isOverlayOpen() || isComposerCalled(),
      };
      const binding = matchKey(event, situation, latest.current.bindings);
      const handler = binding && handlerOf(binding.action);
      if (!binding || !handler) return;
      event.preventDefault();
      if (!isStep(binding)) catchUp();
      flashAction(binding.action, binding.digit);
      handler(binding);
    }
    document.addEventListener("keydown", press);
    document.addEventListener("pointerdown", catchUp, { capture: true });
    return () => {
      document.removeEventListener("keydown", press);
      document.removeEventListener("pointerdown", catchUp, { capture: true });
    };
  }, [drawn]);
}
