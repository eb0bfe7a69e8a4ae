"use client";

import { useCallback, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import type { OutputView } from "#lib/output/output-schema";
import { createDecodeQueue, type DecodeQueue } from "#lib/review/browser/large/decode-queue";
import { isKeyHeld, subscribeHeldKey } from "#lib/review/browser/keys/held-key";
import {
  readLoadingMode,
  subscribeLoadingMode,
  type LoadingMode,
} from "#lib/review/browser/large/loading-mode";
import { setShownPicture } from "#lib/review/browser/large/shown-picture";
import { createStand, type Shown } from "#lib/review/browser/large/stand";

let queue: DecodeQueue | undefined;

/** One line for the whole page: large pictures are decoded one after the other. */
export function decodeQueue(): DecodeQueue {
  queue ??= createDecodeQueue();
  return queue;
}

export function largeUrl(sha256: string, mode: LoadingMode): string {
  return `/files/${sha256}/${mode === "saver" ? 512 : 1440}`;
}

/** Names a copy of an output's picture on a stand. */
export function standName(id: string, url: string): string {
  return `${id} ${url}`;
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
  const [stand] = useState(() => createStand(place));
  const shown = useSyncExternalStore(stand.subscribe, stand.read, stand.read);
  const [failure, setFailure] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  const current = useRef(row);
  useLayoutEffect(() => {
    current.current = row;
  });

  const show = useCallback(
    (next: Shown, name?: string) => {
      stand.put(next, name);
      setFailure(null);
    },
    [stand],
  );

  // By the file and not by the row: a row changes with every verdict. Before paint: what is at hand is there at once.
  const { id, sha256, quarantine } = row;
  useLayoutEffect(() => {
    const target = current.current;
    stand.expect(id);
    setFailure(null);
    if (sha256 === null) {
      setFailure(`This file was set aside: ${quarantine ?? "it cannot be shown"}`);
      setShownPicture(place, id);
      return;
    }
    const url = largeUrl(sha256, mode);
    const name = standName(id, url);
    if (stand.name() === name) return;
    const ready = decodeQueue().ready(url);
    if (ready) return show({ row: target, picture: ready }, name);
    if (isHeld) return;
    let isLeft = false;
    decodeQueue()
      .want(url, place)
      .then(
        (picture) => !isLeft && show({ row: target, picture }, name),
        () => !isLeft && setFailure("The picture did not load. It can still be decided from the grid."),
      );
    return () => {
      isLeft = true;
    };
  }, [id, sha256, quarantine, tries, stand, show, place, mode, isHeld]);

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
    stand,
    shown,
    failure,
    isLoading: failure === null && shown?.row.id !== row.id,
    retry: row.sha256 === null ? undefined : () => setTries(tries + 1),
    wantOriginal,
  };
}
