"use client";

import { useEffect, useLayoutEffect, useRef } from "react";
import { useDeskParts } from "#components/review/desk/desk-context";
import type { Easel } from "#components/review/large/easel";
import { decodeQueue, largeUrl, standName } from "#components/review/large/use-picture";
import { sightOf, type Sight } from "#components/review/large/use-sight";
import type { Desk } from "#lib/review/browser/desk/desk";
import type { Lens } from "#lib/review/browser/large/lens";
import { readLoadingMode } from "#lib/review/browser/large/loading-mode";
import type { Stand } from "#lib/review/browser/large/stand";

type StepAhead = {
  stand: Stand;
  easel: Easel;
  lens: Lens;
  sight: Sight;
  /** Whether nothing but the picture has to change: no finger drags it, nobody draws, no failure stands over it. */
  isFree: boolean;
};

/**
 * Puts the picture that a step leads to on the easel in the very turn of its key, when it is decoded and looked at as a
 * whole. React draws the rest once that is painted. In any other case the step is drawn as everything is.
 */
export function useStepAhead({ stand, easel, lens, sight, isFree }: StepAhead): void {
  const { drawn } = useDeskParts();
  const latest = useRef({ sight, isFree });
  useLayoutEffect(() => {
    latest.current = { sight, isFree };
  });
  useEffect(() => {
    function show({ cursor, goal, rows }: Desk): boolean {
      const row = cursor === null ? undefined : rows.get(cursor);
      if (!latest.current.isFree || goal !== null || row === undefined || lens.read() !== null) return false;
      const { sha256, width, height } = row;
      if (sha256 === null || width === null || height === null) return false;
      const url = largeUrl(sha256, readLoadingMode());
      const picture = decodeQueue().ready(url);
      if (picture === undefined) return false;
      const size = { width, height };
      easel.put(picture, size, sightOf(size, { ...latest.current.sight, asked: null }), true);
      stand.putAhead({ row, picture }, standName(row.id, url));
      return true;
    }
    return drawn.showStepsBy(show);
  }, [drawn, stand, easel, lens]);
}
