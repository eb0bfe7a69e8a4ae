"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { OutputView } from "#lib/output/output-schema";
import { createDecodeQueue, type DecodeQueue, type Picture } from "#lib/review/browser/decode-queue";
import { setShownPicture } from "#lib/review/browser/shown-picture";

export type Shown = { row: OutputView; picture: Picture };

let queue: DecodeQueue | undefined;

/** One line for the whole page: large pictures are decoded one after the other. */
export function decodeQueue(): DecodeQueue {
  queue ??= createDecodeQueue();
  return queue;
}

export function largeUrl(sha256: string): string {
  return `/files/${sha256}/1440`;
}

/**
 * The picture to show for `row`. Until it is decoded `shown` stays what it was: never a blank frame. `wantOriginal`
 * replaces the 1440 px copy by the file itself, once, for a look at true pixels.
 */
export function usePicture(row: OutputView) {
  const [shown, setShown] = useState<Shown | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  const current = useRef(row);
  useEffect(() => {
    current.current = row;
  }, [row]);

  const show = useCallback((next: Shown) => {
    // An answer for a picture that was left meanwhile comes too late.
    if (current.current.id !== next.row.id) return;
    setShown(next);
    setFailure(null);
    setShownPicture(next.row.id);
  }, []);

  // By the file and not by the row: a row changes with every verdict.
  const { id, sha256, quarantine } = row;
  useEffect(() => {
    const target = current.current;
    setFailure(null);
    if (sha256 === null) {
      setFailure(`This file was set aside: ${quarantine ?? "it cannot be shown"}`);
      setShownPicture(id);
      return;
    }
    const url = largeUrl(sha256);
    const ready = decodeQueue().ready(url);
    if (ready) return show({ row: target, picture: ready });
    let isLeft = false;
    decodeQueue()
      .want(url)
      .then(
        (picture) => !isLeft && show({ row: target, picture }),
        () => !isLeft && setFailure("The picture did not load. It can still be decided from the grid."),
      );
    return () => {
      isLeft = true;
    };
  }, [id, sha256, quarantine, tries, show]);

  useEffect(() => () => setShownPicture(null), []);

  const wantOriginal = useCallback(() => {
    const { sha256, mime } = current.current;
    if (sha256 === null || mime === "image/tiff") return;
    const target = current.current;
    decodeQueue()
      .want(`/files/${sha256}/original`)
      .then((picture) => show({ row: target, picture }))
      // The copy stays on screen; it only is less sharp.
      .catch(() => undefined);
  }, [show]);

  return {
    shown,
    failure,
    isLoading: failure === null && shown?.row.id !== row.id,
    retry: row.sha256 === null ? undefined : () => setTries(tries + 1),
    wantOriginal,
  };
}
