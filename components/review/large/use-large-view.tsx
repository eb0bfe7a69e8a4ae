"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { useDesk, useDeskParts } from "#components/review/desk/desk-context";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { useComparison } from "#components/review/large/use-comparison";
import { useShowOutput } from "#components/review/desk/use-show-output";
import { setLinkedComment } from "#lib/comment/browser/linked-comment";
import { deskPath, isLargeAddress } from "#lib/review/browser/desk/desk-path";
import { keepLateAddress } from "#lib/review/browser/desk/late-address";

/** Browsers refuse more than about a hundred address changes in half a minute; a held key would make more. */
const addressRestMs = 200;

export type LargeView = {
  isLarge: boolean;
  /** Opens a picture; without a name the one with the cursor. */
  open: (id?: string) => void;
  close: () => void;
};

/**
 * The large view lives in the address (`?output=`): a reload, a link and Back all mean what they say. Opening adds a
 * step to the history; moving on inside it replaces that step.
 */
export function useLargeView(): LargeView {
  const { desk, loader, compare, filter, session } = useDeskParts();
  const pathOf = useCallback(
    (shown?: string) =>
      deskPath(filter, {
        session: session?.read().detail?.id,
        output: shown,
        pins: compare.read()?.pins,
      }),
    [filter, session, compare],
  );
  const search = useSearchParams();
  const output = search.get("output");
  const comment = search.get("comment");
  const pinned = search.get("compare");
  const pins = useComparison((comparison) => comparison?.pins.join(",") ?? null);
  const isLarge = output !== null;
  const cursor = useDesk((read) => read.cursor);
  const isListRead = useDesk((read) => read.isRead || read.failure !== null);
  const openedHere = useRef(false);
  const asked = useRef<string | null>(null);
  const show = useShowOutput();

  // The address was given or gone back to: the cursor follows it, once. In the place of a picture that cannot be had no
  // other one is shown large: the list is, where it was left.
  useEffect(() => {
    if (output === null || !isListRead || asked.current === output) return;
    asked.current = output;
    setLinkedComment(comment);
    if (desk.read().cursor === output) return;
    show(output, () => {
      if (!isLargeAddress(window.location.href)) return;
      window.history.replaceState(null, "", pathOf());
      loader.goTo(session?.read().resumedAt ?? 0);
    });
  }, [output, comment, isListRead, desk, loader, session, show, pathOf]);

  // The address says what it is compared with: so it is, once the picture itself stands there.
  const isRestored = useRef(false);
  useEffect(() => {
    if (isRestored.current || output === null || cursor !== output) return;
    isRestored.current = true;
    const others = pinned?.split(",").filter((id) => id !== output) ?? [];
    if (others.length > 0 && compare.read() === null) compare.begin(others);
  }, [output, cursor, pinned, compare]);

  // The cursor moved on, or other pictures were pinned: the address follows.
  useEffect(() => {
    const isThere = cursor === output && pins === pinned;
    if (output === null || cursor === null || isThere || asked.current === null) return;
    const timer = setTimeout(() => {
      // Gone back to the grid already, and only not drawn yet: its address stays its own.
      if (!isLargeAddress(window.location.href)) return;
      asked.current = cursor;
      window.history.replaceState(null, "", pathOf(cursor));
    }, addressRestMs);
    const keep = () => {
      const shown = desk.read().cursor;
      if (shown !== null) keepLateAddress(window.sessionStorage, { said: output, shown });
    };
    window.addEventListener("pagehide", keep);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", keep);
    };
  }, [cursor, output, pins, pinned, pathOf, desk]);

  useEffect(() => {
    if (!isLarge) {
      asked.current = null;
      compare.dispatch({ type: "ended" });
      // The tile takes the focus back from what no longer exists.
      if (document.activeElement === document.body) focusCursor();
    }
  }, [isLarge, compare]);

  const open = useCallback(
    (id?: string) => {
      const target = id ?? desk.read().cursor;
      if (target === null) return;
      desk.dispatch({ type: "moved", to: target });
      openedHere.current = true;
      asked.current = target;
      window.history.pushState(null, "", pathOf(target));
    },
    [desk, pathOf],
  );
  const close = useCallback(() => {
    if (openedHere.current) window.history.back();
    else window.history.replaceState(null, "", pathOf());
    openedHere.current = false;
  }, [pathOf]);
  return useMemo(() => ({ isLarge, open, close }), [isLarge, open, close]);
}
