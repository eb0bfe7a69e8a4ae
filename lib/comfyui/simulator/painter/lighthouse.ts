import type { Canvas, Point } from "./canvas.ts";
import { disc, num, polyline, shape } from "./canvas.ts";
import { along, hex, lighter, mix } from "./color.ts";
import { between } from "./seeded-random.ts";

/** A tower on a cliff that comes in from one side, its light over the water. */
export function paintLighthouse(canvas: Canvas, horizon: number): void {
  const { palette, random, width, height } = canvas;
  const right = random() < 0.5;
  const reach = width * between(random, 0.4, 0.58);
  const top = horizon - between(random, -40, 45);
  const mirror = (x: number): number => (right ? width - x : x);
  const edge: Point[] = [[-20, top - 30]];
  for (let i = 0; i <= 9; i++)
    edge.push([(reach * i) / 9 + between(random, -8, 8), top + between(random, -12, 14)]);
  for (let i = 1; i <= 8; i++) {
    const t = i / 8;
    edge.push([reach * (1 - 0.16 * t) + between(random, -26, 30), top + (height * 0.86 - top) * t]);
  }
  edge.push([-20, height * 0.93]);
  const rock = along(palette.land, 0.72);
  const path = `${polyline(edge.map(([x, y]): Point => [mirror(x), y]))}Z`;
  canvas.add(
    shape(
      path,
      canvas.linear([
        [0, lighter(rock, 0.09)],
        [0.16, rock],
        [1, lighter(rock, -0.1)],
      ]),
    ),
  );
  const [x, s] = [mirror(reach * between(random, 0.5, 0.72)), between(random, 32, 41)];
  tower(canvas, x, top + 10, s, right);
}

function tower(canvas: Canvas, x: number, foot: number, s: number, right: boolean): void {
  const { palette } = canvas;
  const tall = s * 7.4;
  const y = foot - tall;
  const away = right ? -1 : 1;
  for (const turn of [-14, 4]) {
    const beam = canvas.linear(
      [
        [0, palette.light, 0.75],
        [1, palette.light, 0],
      ],
      away > 0 ? 0 : 180,
    );
    canvas.add(
      shape(
        `M${num(x)} ${num(y - s * 0.5)}l${num(away * 900)} ${num(turn * 14 - 60)}v120Z`,
        beam,
        'opacity="0.5"',
      ),
    );
  }
  const width = (t: number): number => s * (0.62 + 0.42 * t);
  const wall = canvas.linear(
    [
      [0, lighter(palette.paper, 0.02)],
      [0.45, palette.paper],
      [1, mix(palette.paper, palette.ink, 0.45)],
    ],
    0,
  );
  canvas.add(
    shape(
      `M${num(x - width(0))} ${num(y)}H${num(x + width(0))}L${num(x + width(1))} ${num(foot)}H${num(x - width(1))}Z`,
      wall,
    ),
  );
  const red = palette.accents[0];
  for (const from of [0.1, 0.42, 0.74]) {
    const [a, b] = [width(from), width(from + 0.15)];
    const [top, low] = [y + tall * from, y + tall * (from + 0.15)];
    const band = canvas.linear(
      [
        [0, lighter(red, 0.06)],
        [0.5, red],
        [1, lighter(red, -0.18)],
      ],
      0,
    );
    canvas.add(
      shape(`M${num(x - a)} ${num(top)}H${num(x + a)}L${num(x + b)} ${num(low)}H${num(x - b)}Z`, band),
    );
  }
  const dark = hex(lighter(palette.ink, 0.06));
  canvas.add(
    `<rect x="${num(x - s * 0.95)}" y="${num(y - s * 0.16)}" width="${num(s * 1.9)}" height="${num(s * 0.2)}" fill="${dark}"/>`,
  );
  canvas.add(
    `<rect x="${num(x - s * 0.5)}" y="${num(y - s)}" width="${num(s)}" height="${num(s * 0.86)}" fill="${hex(palette.light)}"/>`,
  );
  canvas.add(
    shape(
      `M${num(x - s * 0.66)} ${num(y - s)}Q${num(x)} ${num(y - s * 2.1)} ${num(x + s * 0.66)} ${num(y - s)}Z`,
      dark,
    ),
  );
  canvas.glow(x, y - s * 0.55, s * 4.2, palette.light, 0.85);
  canvas.add(disc(x, y - s * 0.55, s * 0.3, hex(lighter(palette.light, 0.03))));
}
