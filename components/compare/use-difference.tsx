"use client";

import { useMemo } from "react";
import type { Picture } from "#lib/review/browser/large/decode-queue";
import { describeShare, shareThatDiffers } from "#lib/review/browser/compare/measure-difference";
import type { Size } from "#lib/review/browser/large/zoom";

/** Enough to see what differs, little enough to be counted between two frames. */
const longestSide = 384;

type Sided = { picture: Picture | null; size: Size };

/** How much of the pinned picture's box differs, in words; null while it is not asked or not all is there. */
export function useDifference(pinned: Sided, other: Sided, box: Size, isAsked: boolean): string | null {
  const { width, height } = box;
  return useMemo(() => {
    if (!isAsked || pinned.picture === null || other.picture === null) return null;
    const one = pixelsOf(pinned.picture, pinned.size, { width, height });
    const two = pixelsOf(other.picture, other.size, { width, height });
    return one && two ? describeShare(shareThatDiffers(one, two)) : null;
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a size belongs to its picture
  }, [isAsked, pinned.picture, other.picture, width, height]);
}

/** As it lies in the box, on black, drawn small. */
function pixelsOf(picture: Picture, size: Size, box: Size): Uint8ClampedArray | null {
  const scale = longestSide / Math.max(box.width, box.height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(box.width * scale);
  canvas.height = Math.round(box.height * scale);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return null;
  const [width, height] = [size.width * scale, size.height * scale];
  context.drawImage(picture, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height);
  return context.getImageData(0, 0, canvas.width, canvas.height).data;
}
