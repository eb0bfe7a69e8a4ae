"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import { useDesk, useDeskParts, useSession } from "#components/review/desk/desk-context";
import { useClosing } from "#components/review/desk/use-closing";
import type { LargeView } from "#components/review/large/use-large-view";
import { withoutPicture, type Verdicts } from "#components/review/decide/use-verdicts";
import { isUndecided, type Desk } from "#lib/review/browser/desk/desk";
import { isAnyUndecided } from "#lib/review/browser/desk/move-cursor";
import { isQueue } from "#lib/review/browser/find/review-filter";
import type { SessionDetail } from "#lib/review/session-schema";

export type EndFace = {
  /** What stands where the pictures were: the end of the list, or the word that its session is closed. */
  face: "end" | "closed" | null;
  detail: SessionDetail | null;
  /** The end of the list is reached, though skipped ones may be left. */
  finish: () => void;
  /** Back to the pictures, decided as they are. */
  lookBack: () => void;
  /** Verdicts while a face stands there: none reaches a picture that is not on screen, and undo brings one back. */
  around: (verdicts: Verdicts) => Verdicts;
};

/** When a list is worked through, and what becomes of verdicts then. */
export function useEndFace({ isLarge, open, close }: LargeView): EndFace {
  const { filter } = useDeskParts();
  const { detail } = useSession();
  const [asked, setAsked] = useState<"by-itself" | "shown" | "hidden">("by-itself");
  const isEmpty = useDesk((desk) => desk.order.length === 0);
  const isFinished = useDesk((desk) => isAnyUndecided(desk) === false);
  // A review that is closed meanwhile covers no picture that somebody looks at: a line says so.
  const isLeftOpen = useClosing() === null;
  const isOnUndecided = useDesk(standsOnUndecided);
  const isAtEnd =
    (asked === "shown" && !isOnUndecided) || (asked === "by-itself" && isFinished && isLeftOpen);
  const isClosed = detail !== null && detail.closedAt !== null;
  const isEndShown = isAtEnd && isQueue(filter) && !isLarge && !isEmpty;
  const face = isClosed ? "closed" : isEndShown ? "end" : null;
  /** The end was reached beside a large picture: undo leads back to it there. */
  const wasLarge = useRef(false);
  const finish = useCallback(() => {
    setAsked("shown");
    wasLarge.current = isLarge;
    if (isLarge) close();
  }, [isLarge, close]);
  const lookBack = useCallback(() => setAsked("hidden"), []);
  const isCovered = face !== null;
  const around = useCallback(
    (verdicts: Verdicts) => ({
      ...(isCovered ? withoutPicture(verdicts) : verdicts),
      undo: () => {
        setAsked("by-itself");
        verdicts.undo();
        if (isCovered && wasLarge.current) open();
        wasLarge.current = false;
      },
    }),
    [isCovered, open],
  );
  return useMemo(
    () => ({ face, detail, finish, lookBack, around }),
    [face, detail, finish, lookBack, around],
  );
}

/** A verdict that was refused after the end had come up brings the cursor back to its picture: that is not the end. */
function standsOnUndecided(desk: Desk): boolean {
  const { cursor } = desk;
  return cursor !== null && isUndecided(desk)(cursor) && !desk.skipped.has(cursor);
}
