"use client";

import { useCallback, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import type { OutputView } from "#lib/output/output-schema";
import { createDecodeQueue, type DecodeQueue, type Picture } from "#lib/review/browser/decode-queue";
import { isKeyHeld, subscribeHeldKey } from "#lib/review/browser/held-key";
import { readLoadingMode, subscribeLoadingMode, type LoadingMode } from "#lib/review/browser/loading-mode";
import { setShownPicture } from "#lib/review/browser/shown-picture";

export type Shown = { row: OutputView; picture: Picture };

let queue: DecodeQueue | undefined;

/** One line for the whole page: large pictures are decoded one after the other. */
export function decodeQueue(): DecodeQueue {
  queue ??= createDecodeQueue();
  return queue;
}

export function largeUrl(sha256: string, mode: LoadingMode): string {
  return `/files/${sha256}/${mode === "saver" ? 512 : 1440}`;
}

export function useLoadingMode(): LoadingMode {
  return useSyncExternalStore(subscribeLoadingMode, readLoadingMode, () => "ahead");
}

/**
 * The picture to show for `row` at one place of the screen. Until it is decoded `shown` stays what it was: never a
 * blank frame. While a key repeats, only what is at hand is shown. `wantOriginal` replaces the copy by the file itself,
 * once, for a look at true pixels.
 */
export function usePicture(row: OutputView, place: string) {
  const mode = useLoadingMode();
  const isHeld = useSyncExternalStore(subscribeHeldKey, isKeyHeld, () => false);
  const [shown, setShown] = useState<Shown | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  const current = useRef(row);
  /** What was last shown, so that the original of it is not replaced by its copy again. */
  const standing = useRef("");
  useLayoutEffect(() => {
    current.current = row;
  });

  const show = useCallback(
    (next: Shown) => {
      // An answer for a picture that was left meanwhile comes too late.
      if (current.current.id !== next.row.id) return;
      setShown(next);
      setFailure(null);
      setShownPicture(place, next.row.id);
    },
    [place],
  );

  // By the file and not by the row: a row changes with every verdict. Before paint: what is at hand is there at once.
  const { id, sha256, quarantine } = row;
  useLayoutEffect(() => {
    const target = current.current;
    setFailure(null);
    if (sha256 === null) {
      setFailure(`This file was set aside: ${quarantine ?? "it cannot be shown"}`);
      setShownPicture(place, id);
      return;
    }
    const url = largeUrl(sha256, mode);
    const name = `${id} ${url}`;
    if (standing.current === name) return;
    const stand = (picture: Picture) => {
      standing.current = name;
      show({ row: target, picture });
    };
    const ready = decodeQueue().ready(url);
    if (ready) return stand(ready);
    if (isHeld) return;
    let isLeft = false;
    decodeQueue()
      .want(url, place)
      .then(
        (picture) => !isLeft && stand(picture),
        () => !isLeft && setFailure("The picture did not load. It can still be decided from the grid."),
      );
    return () => {
      isLeft = true;
    };
  }, [id, sha256, quarantine, tries, show, place, mode, isHeld]);

  useEffect(() => () => setShownPicture(place, null), [place]);

  const wantOriginal = useCallback(() => {
    const { sha256, mime } = current.current;
    if (sha256 === null || mime === "image/tiff") return;
    const target = current.current;
    decodeQueue()
      .want(`/files/${sha256}/original`, place)
      .then((picture) => show({ row: target, picture }))
      // The copy stays on screen; it only is less sharp.
      .catch(() => undefined);
  }, [show, place]);

  return {
    shown,
    failure,
    isLoading: failure === null && shown?.row.id !== row.id,
    retry: row.sha256 === null ? undefined : () => setTries(tries + 1),
    wantOriginal,
  };
}
