import { PythonError } from "#lib/comfyui/simulator/python-error";
import type { Mask } from "./picture.ts";
import { mapMask, toByte } from "./picture.ts";

const operations: Record<string, (d: number, s: number) => number> = {
  multiply: (d, s) => (d * s) / 255,
  add: (d, s) => d + s,
  subtract: (d, s) => d - s,
  and: (d, s) => (Math.round(d / 255) & Math.round(s / 255) ? 255 : 0),
  or: (d, s) => (Math.round(d / 255) | Math.round(s / 255) ? 255 : 0),
  xor: (d, s) => (Math.round(d / 255) ^ Math.round(s / 255) ? 255 : 0),
};

export function combineMasks(
  destination: Mask,
  source: Mask,
  at: { x: number; y: number },
  operation: string,
): Mask {
  const combine = operations[operation];
  if (combine === undefined) throw new PythonError("ValueError", `unknown operation ${operation}`);
  return mapMask(destination, (value, i) => {
    const y = Math.floor(i / destination.width);
    const x = i - y * destination.width;
    const [sx, sy] = [x - at.x, y - at.y];
    if (sx < 0 || sy < 0 || sx >= source.width || sy >= source.height) return value;
    return combine(value, source.data[sy * source.width + sx] ?? 0);
  });
}

export type Sides = { left: number; top: number; right: number; bottom: number };

export function featherMask(mask: Mask, sides: Sides): Mask {
  const fade = (distance: number, length: number): number =>
    length > 0 && distance < length ? (distance + 1) / length : 1;
  return mapMask(mask, (value, i) => {
    const y = Math.floor(i / mask.width);
    const x = i - y * mask.width;
    return (
      value *
      fade(x, sides.left) *
      fade(y, sides.top) *
      fade(mask.width - 1 - x, sides.right) *
      fade(mask.height - 1 - y, sides.bottom)
    );
  });
}

/** Grows by `pixels`, shrinks when negative. Separable, so a square brush, in time linear in the radius. */
export function growMask(mask: Mask, pixels: number): Mask {
  if (pixels === 0) return mask;
  const extreme = pixels > 0 ? Math.max : Math.min;
  const radius = Math.min(Math.abs(pixels), Math.max(mask.width, mask.height));
  const rows = sweep(mask, radius, extreme, 1, mask.width, mask.height, mask.width);
  return sweep(rows, radius, extreme, mask.width, mask.height, mask.width, 1);
}

function sweep(
  mask: Mask,
  radius: number,
  extreme: (...values: number[]) => number,
  step: number,
  length: number,
  lines: number,
  lineStep: number,
): Mask {
  const data = Buffer.alloc(mask.data.length);
  for (let line = 0; line < lines; line++) {
    for (let i = 0; i < length; i++) {
      let best = mask.data[line * lineStep + i * step] ?? 0;
      const [from, to] = [Math.max(0, i - radius), Math.min(length - 1, i + radius)];
      for (let j = from; j <= to; j++) best = extreme(best, mask.data[line * lineStep + j * step] ?? 0);
      data[line * lineStep + i * step] = toByte(best);
    }
  }
  return { ...mask, data };
}
