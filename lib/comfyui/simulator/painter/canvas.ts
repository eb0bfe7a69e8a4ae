import type { Color } from "./color.ts";
import { hex } from "./color.ts";
import type { Palette } from "./palette.ts";
import type { Random } from "./seeded-random.ts";

/** Collects SVG. The shorter side is 1000 units, whatever the size in pixels, so previews show the same picture. */
export class Canvas {
  readonly width: number;
  readonly height: number;
  /** The prompt in lower case: scenes look for what they can show of it. */
  readonly words: string;
  readonly palette: Palette;
  readonly random: Random;
  readonly #defs: string[] = [];
  readonly #shapes: string[] = [];

  constructor(width: number, height: number, words: string, palette: Palette, random: Random) {
    const unit = 1000 / Math.min(width, height);
    this.width = width * unit;
    this.height = height * unit;
    this.words = words;
    this.palette = palette;
    this.random = random;
  }

  add(...shapes: string[]): void {
    this.#shapes.push(...shapes);
  }

  /** A fill that runs along the angle (degrees, 90 is downwards). */
  linear(stops: readonly Stop[], angle = 90): string {
    const turn = (angle * Math.PI) / 180;
    const [x, y] = [Math.cos(turn) / 2, Math.sin(turn) / 2];
    return this.#define(
      "linearGradient",
      `x1="${0.5 - x}" y1="${0.5 - y}" x2="${0.5 + x}" y2="${0.5 + y}"`,
      stops,
    );
  }

  /** A fill that runs outwards; the centre in parts of the shape's box. */
  radial(stops: readonly Stop[], cx = 0.5, cy = 0.5, r = 0.5): string {
    return this.#define("radialGradient", `cx="${cx}" cy="${cy}" r="${r}" fx="${cx}" fy="${cy}"`, stops);
  }

  backdrop(fill: string): void {
    this.add(`<rect width="${num(this.width)}" height="${num(this.height)}" fill="${fill}"/>`);
  }

  /** A disc of light that fades to nothing. */
  glow(x: number, y: number, r: number, tint: Color, opacity: number): void {
    const fill = this.radial([
      [0, tint, opacity],
      [0.35, tint, opacity * 0.42],
      [1, tint, 0],
    ]);
    this.add(disc(x, y, r, fill));
  }

  vignette(strength: number): void {
    const { ink } = this.palette;
    const fill = this.radial(
      [
        [0.45, ink, 0],
        [1, ink, strength],
      ],
      0.5,
      0.48,
      0.78,
    );
    this.backdrop(fill);
  }

  toSvg(widthPx: number, heightPx: number): string {
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" ` +
      `viewBox="0 0 ${num(this.width)} ${num(this.height)}" preserveAspectRatio="none">` +
      `<defs>${this.#defs.join("")}</defs>${this.#shapes.join("")}</svg>`
    );
  }

  #define(kind: string, frame: string, stops: readonly Stop[]): string {
    const id = `g${this.#defs.length}`;
    const marks = stops.map(
      ([at, tint, opacity = 1]) =>
        `<stop offset="${num(at)}" stop-color="${hex(tint)}" stop-opacity="${num(opacity)}"/>`,
    );
    this.#defs.push(`<${kind} id="${id}" ${frame}>${marks.join("")}</${kind}>`);
    return `url(#${id})`;
  }
}

export type Stop = [at: number, tint: Color, opacity?: number];
export type Point = [x: number, y: number];

export function num(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

export function disc(x: number, y: number, r: number, fill: string, extra = ""): string {
  return `<circle cx="${num(x)}" cy="${num(y)}" r="${num(r)}" fill="${fill}" ${extra}/>`;
}

export function ellipse(x: number, y: number, rx: number, ry: number, fill: string): string {
  return `<ellipse cx="${num(x)}" cy="${num(y)}" rx="${num(rx)}" ry="${num(ry)}" fill="${fill}"/>`;
}

export function shape(path: string, fill: string, extra = ""): string {
  return `<path d="${path}" fill="${fill}" ${extra}/>`;
}

export function line(path: string, stroke: string, width: number, extra = ""): string {
  return `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${num(width)}" stroke-linecap="round" ${extra}/>`;
}

/** A soft curve through the points (Catmull and Rom). */
export function curve(points: readonly Point[]): string {
  const at = (i: number): Point => points[Math.min(points.length - 1, Math.max(0, i))] ?? [0, 0];
  const [x, y] = at(0);
  let path = `M${num(x)} ${num(y)}`;
  for (let i = 0; i < points.length - 1; i++) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const first: Point = [b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6];
    const second: Point = [c[0] - (d[0] - b[0]) / 6, c[1] - (d[1] - b[1]) / 6];
    path += `C${[...first, ...second, ...c].map(num).join(" ")}`;
  }
  return path;
}

export function polyline(points: readonly Point[]): string {
  return `M${points.map(([x, y]) => `${num(x)} ${num(y)}`).join("L")}`;
}

/** Closes an upper edge down to the bottom of the canvas. */
export function filledBelow(edge: string, { width, height }: Canvas): string {
  return `${edge}L${num(width + 20)} ${num(height + 20)}L-20 ${num(height + 20)}Z`;
}
