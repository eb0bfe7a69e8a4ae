"use client";

import { X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { KeyCap } from "#components/review/desk/key-cap";
import { useKeys } from "#components/shell/keymap-context";
import { Button } from "#components/ui/button";
import { isSwipeOn, subscribeSwipe } from "#lib/review/browser/keys/swipe";

type FirstHintProps = { isLarge: boolean; onHelp: () => void; onDismiss: () => void };

/** How the desk is worked, for whoever sees it for the first time: one line above the bar, gone for good once closed. */
export function FirstHint({ isLarge, onHelp, onDismiss }: FirstHintProps) {
  const isSwipe = useSyncExternalStore(subscribeSwipe, isSwipeOn, () => true);
  // Where single characters are switched off there is no such key.
  const hasNext = useKeys().caps("next-undecided").length > 0;
  function close() {
    onDismiss();
    // The focus would fall to the body with the button that had it.
    focusCursor();
  }
  return (
    <section
      aria-label="How the desk is worked"
      // On a low screen, or one that is zoomed far in, the pictures need the room.
      className="flex items-center gap-3 border-t bg-surface pr-1.5 pl-3 text-xs text-soft [@media(max-height:30rem)]:hidden"
    >
      <p className="flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-1 py-1 max-md:hidden">
        <KeyCap action="previous" />
        <KeyCap action="next" /> move,
        <KeyCap action={isLarge ? "close" : "open"} /> {isLarge ? "goes back," : "opens a picture,"}
        {hasNext && (
          <>
            <KeyCap action="next-undecided" /> goes to the next undecided one,
          </>
        )}
        <KeyCap action="select" /> selects. Every button below shows its key; verdicts hit{" "}
        {isLarge ? "this picture." : "the outlined picture."}
      </p>
      <p className="min-w-0 py-2 md:hidden">
        {isLarge
          ? largeOnPhone(isSwipe)
          : "Tap a picture to open it, or its box to select it. The buttons below decide on the outlined one."}
      </p>
      <Button variant="ghost" size="sm" className="ml-auto max-md:hidden" onClick={onHelp}>
        Every key <KeyCap action="help" />
      </Button>
      <Button
        variant="ghost"
        size="icon-sm"
        className="touchable max-md:ml-auto"
        aria-label="Close this hint for good"
        onClick={close}
      >
        <X aria-hidden />
      </Button>
    </section>
  );
}

function largeOnPhone(isSwipe: boolean): string {
  return isSwipe
    ? "Swipe right to approve, left to reject; slowly left to choose why. Two fingers zoom."
    : "The buttons below decide. Two fingers zoom.";
}
