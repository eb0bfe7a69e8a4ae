"use client";

import { useEffect } from "react";
import { usePicture } from "#components/review/large/use-picture";
import type { OutputView } from "#lib/output/output-schema";
import { fitIntoBox } from "#lib/review/browser/compare/comparison";
import type { Size } from "#lib/review/browser/large/zoom";

/**
 * One side of a comparison at its place of the screen: its picture, decoded, fitted into the box that all sides share.
 * Zoomed in, the file itself takes the place of its copy.
 */
export function useSide(row: OutputView, place: string, box: Size, isZoomed: boolean) {
  const { shown, failure, retry, isLoading, wantOriginal } = usePicture(row, place);
  const own = sizeOf(shown?.row ?? row);
  const { scaling, ...size } = fitIntoBox(own, box);
  useEffect(() => {
    if (isZoomed) wantOriginal();
  }, [isZoomed, wantOriginal, row.id]);
  return {
    picture: shown?.picture ?? null,
    /** The output whose picture is on screen, with what is known of it now. */
    shownRow: shown?.row.id === row.id ? row : shown?.row,
    size,
    scaling: describeScaling(own, scaling),
    failure: shown?.row.id === row.id ? null : failure,
    retry,
    isLoading,
    wantOriginal,
  };
}

export function sizeOf({ width, height }: OutputView): Size {
  return { width: width || 1, height: height || 1 };
}

function describeScaling({ width, height }: Size, scaling: number): string | undefined {
  if (Math.abs(scaling - 1) < 0.001) return undefined;
  return `${width} × ${height}, scaled to ${Math.round(scaling * 100)} % to fit`;
}
