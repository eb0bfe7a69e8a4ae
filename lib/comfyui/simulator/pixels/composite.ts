import type { Mask, Picture } from "./picture.ts";
import { mapPicture, resizeMask, resizePicture, toByte, withoutAlpha } from "./picture.ts";

export type BlendMode = "normal" | "multiply" | "screen" | "overlay" | "soft_light" | "difference";

/** One channel of both pictures in 0..1. */
const blends: Record<BlendMode, (a: number, b: number) => number> = {
  normal: (_a, b) => b,
  multiply: (a, b) => a * b,
  screen: (a, b) => 1 - (1 - a) * (1 - b),
  overlay: (a, b) => (a <= 0.5 ? 2 * a * b : 1 - 2 * (1 - a) * (1 - b)),
  soft_light: (a, b) => (b <= 0.5 ? a - (1 - 2 * b) * a * (1 - a) : a + (2 * b - 1) * (softCurve(a) - a)),
  difference: (a, b) => a - b,
};

function softCurve(x: number): number {
  return x <= 0.25 ? ((16 * x - 12) * x + 4) * x : Math.sqrt(x);
}

export function isBlendMode(mode: string): mode is BlendMode {
  return mode in blends;
}

/** `second` is stretched to the first when sizes differ. */
export async function blendPictures(
  first: Picture,
  second: Picture,
  factor: number,
  mode: BlendMode,
): Promise<Picture> {
  const base = withoutAlpha(first);
  const over = withoutAlpha(await resizePicture(second, base.width, base.height, "bicubic"));
  const blend = blends[mode];
  return mapPicture(base, (value, i) => {
    const a = value / 255;
    const mixed = blend(a, (over.data[i] ?? 0) / 255);
    return 255 * (a * (1 - factor) + mixed * factor);
  });
}

/** Lays `source` at (x, y) over `destination`, weighted by the mask; what sticks out is cut off. */
export async function pasteMasked(
  destination: Picture,
  source: Picture,
  x: number,
  y: number,
  mask: Mask | null,
): Promise<Picture> {
  const base = withoutAlpha(destination);
  const over = withoutAlpha(source);
  const weights = mask === null ? null : await resizeMask(mask, over.width, over.height);
  const data = Buffer.from(base.data);
  const columns = Math.min(over.width, base.width - x);
  const rows = Math.min(over.height, base.height - y);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const from = row * over.width + column;
      const weight = weights === null ? 1 : (weights.data[from] ?? 0) / 255;
      if (weight === 0) continue;
      const to = ((y + row) * base.width + x + column) * 3;
      for (let channel = 0; channel < 3; channel++) {
        const below = data[to + channel] ?? 0;
        const above = over.data[from * 3 + channel] ?? 0;
        data[to + channel] = toByte(below + (above - below) * weight);
      }
    }
  }
  return { ...base, data };
}

export function joinAlpha(picture: Picture, alpha: Mask): Picture {
  const base = withoutAlpha(picture);
  const data = Buffer.alloc(base.width * base.height * 4);
  for (let i = 0; i < alpha.data.length; i++) {
    base.data.copy(data, i * 4, i * 3, i * 3 + 3);
    data[i * 4 + 3] = alpha.data[i] ?? 255;
  }
  return { width: base.width, height: base.height, channels: 4, data };
}

type Alpha = number;
type Compose = (s: number, d: number, sa: Alpha, da: Alpha) => [color: number, alpha: number];

/** Porter and Duff's operators on premultiplied channels in 0..1. */
export const porterDuff: Record<string, Compose> = {
  ADD: (s, d, sa, da) => [Math.min(1, s + d), Math.min(1, sa + da)],
  CLEAR: () => [0, 0],
  DARKEN: (s, d, sa, da) => [(1 - da) * s + (1 - sa) * d + Math.min(s, d), sa + da - sa * da],
  DST: (_s, d, _sa, da) => [d, da],
  DST_ATOP: (s, d, sa, da) => [sa * d + (1 - da) * s, sa],
  DST_IN: (_s, d, sa, da) => [d * sa, sa * da],
  DST_OUT: (_s, d, sa, da) => [(1 - sa) * d, (1 - sa) * da],
  DST_OVER: (s, d, sa, da) => [d + (1 - da) * s, da + (1 - da) * sa],
  LIGHTEN: (s, d, sa, da) => [(1 - da) * s + (1 - sa) * d + Math.max(s, d), sa + da - sa * da],
  MULTIPLY: (s, d, sa, da) => [s * d, sa * da],
  OVERLAY: (s, d, sa, da) => [2 * d < da ? 2 * s * d : sa * da - 2 * (da - d) * (sa - s), sa + da - sa * da],
  SCREEN: (s, d, sa, da) => [s + d - s * d, sa + da - sa * da],
  SRC: (s, _d, sa) => [s, sa],
  SRC_ATOP: (s, d, sa, da) => [da * s + (1 - sa) * d, da],
  SRC_IN: (s, _d, sa, da) => [s * da, sa * da],
  SRC_OUT: (s, _d, sa, da) => [(1 - da) * s, (1 - da) * sa],
  SRC_OVER: (s, d, sa, da) => [s + (1 - sa) * d, sa + (1 - sa) * da],
  XOR: (s, d, sa, da) => [(1 - da) * s + (1 - sa) * d, (1 - da) * sa + (1 - sa) * da],
};
