"use client";

import { useEffect, useRef } from "react";
import { useKeys } from "#components/shell/keymap-context";
import { isComposerCalled } from "#lib/comment/browser/composer-call";
import { flashAction } from "#lib/review/browser/flash-action";
import { focusOf, isOverlayOpen } from "#lib/review/browser/key-focus";
import { attachKeyActions, handlerOf, type KeyActions } from "#lib/review/browser/key-handlers";
import type { Surface } from "#lib/review/browser/key-registry";
import { matchKey } from "#lib/review/browser/match-key";

/**
 * The one listener for all keys of the desk: nobody else listens, so no key is heard twice. What a key does is what
 * the part of the screen that has it gave to `useKeyActions`.
 */
export function useDeskKeys(surface: Surface): void {
  const { bindings } = useKeys();
  const latest = useRef({ surface, bindings });
  useEffect(() => {
    latest.current = { surface, bindings };
  });
  useEffect(() => {
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
      flashAction(binding.action, binding.digit);
      handler(binding);
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

/** Gives keys something to do while the calling part is on screen. Their names and places are in the key registry. */
export function useKeyActions(actions: KeyActions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => attachKeyActions(() => latest.current), []);
}
