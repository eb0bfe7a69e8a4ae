import { num } from "./canvas.ts";

/** A leaf or petal that begins at (x, y) and points along the angle in degrees. */
export function leaf(x: number, y: number, length: number, angle: number, fill: string): string {
  const path = `M0 0C${num(length * 0.3)} ${num(-length * 0.34)} ${num(length * 0.8)} ${num(-length * 0.26)} ${num(length)} 0C${num(length * 0.8)} ${num(length * 0.22)} ${num(length * 0.3)} ${num(length * 0.28)} 0 0Z`;
  return `<path d="${path}" fill="${fill}" transform="translate(${num(x)} ${num(y)}) rotate(${num(angle)})"/>`;
}
