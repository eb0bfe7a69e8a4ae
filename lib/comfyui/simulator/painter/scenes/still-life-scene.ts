import { leaf } from "#lib/comfyui/simulator/painter/leaf";
import type { Canvas, Point } from "#lib/comfyui/simulator/painter/canvas";
import { curve, disc, ellipse, line, num, shape } from "#lib/comfyui/simulator/painter/canvas";
import type { Color } from "#lib/comfyui/simulator/painter/color";
import { color, hex, lighter, mix } from "#lib/comfyui/simulator/painter/color";
import { between, pick, whole } from "#lib/comfyui/simulator/painter/seeded-random";

/** Half-widths of a vessel from rim to foot, in parts of its width, by part of its height. */
const profiles: readonly (readonly Point[])[] = [
  [
    [0.3, 0],
    [0.26, 0.06],
    [0.2, 0.2],
    [0.22, 0.3],
    [0.8, 0.55],
    [1, 0.75],
    [0.8, 0.95],
    [0.55, 1],
  ],
  [
    [0.42, 0],
    [0.36, 0.05],
    [0.34, 0.16],
    [0.8, 0.32],
    [1, 0.5],
    [0.9, 0.72],
    [0.6, 0.94],
    [0.5, 1],
  ],
  [
    [0.18, 0],
    [0.18, 0.1],
    [0.18, 0.34],
    [0.24, 0.4],
    [0.62, 0.48],
    [0.66, 0.6],
    [0.66, 0.9],
    [0.6, 1],
  ],
  [
    [0.86, 0],
    [0.88, 0.1],
    [0.94, 0.35],
    [0.98, 0.55],
    [0.92, 0.78],
    [0.66, 0.95],
    [0.5, 1],
  ],
  [
    [0.5, 0],
    [0.3, 0.12],
    [0.24, 0.3],
    [0.46, 0.5],
    [0.74, 0.72],
    [0.72, 0.88],
    [0.46, 1],
  ],
];

export function paintStillLife(canvas: Canvas): void {
  const { palette, random, width, height } = canvas;
  const wall = mix(palette.sky[2], palette.paper, 0.35);
  const floorY = height * between(random, 0.66, 0.76);
  const lightX = random() < 0.5 ? 0.2 : 0.8;
  canvas.backdrop(
    canvas.radial(
      [
        [0, lighter(wall, 0.05)],
        [0.55, wall],
        [1, mix(wall, palette.land[0], 0.75)],
      ],
      lightX,
      0.25,
      1,
    ),
  );
  if (random() < 0.6) arch(canvas, floorY, wall);
  const table = mix(palette.land[0], palette.paper, 0.45);
  canvas.add(
    `<rect x="0" y="${num(floorY)}" width="${num(width)}" height="${num(height - floorY)}" fill="${canvas.linear(
      [
        [0, lighter(table, -0.06)],
        [0.12, table],
        [1, lighter(table, 0.05)],
      ],
    )}"/>`,
  );
  const count = whole(random, 2, 4);
  const tints = [palette.accents[0], palette.accents[1], palette.accents[2], palette.land[0], palette.paper];
  const start = whole(random, 0, 4);
  const room = width * 0.78;
  for (let i = 0; i < count; i++) {
    const x = width * 0.11 + room * ((i + 0.5) / count) + between(random, -30, 30);
    const foot = floorY + between(random, 45, 150);
    const tint = tints[(start + i) % tints.length] ?? palette.paper;
    const half = Math.min(room / count / 2.1, between(random, 85, 165));
    if (i > 0 && random() < 0.3) fruit(canvas, x, foot, half * 0.55, tint, lightX);
    else if (/\bmug|\bcup|coffee/.test(canvas.words) && i % 2 === 0) mug(canvas, x, foot, half, tint, lightX);
    else vessel(canvas, x, foot, half, between(random, 290, 520), tint, lightX);
  }
}

function arch(canvas: Canvas, floorY: number, wall: Color): void {
  const { palette, random, width } = canvas;
  const half = between(random, 180, 300);
  const x = width * between(random, 0.32, 0.68);
  const top = floorY - between(random, 430, 600);
  const path = `M${num(x - half)} ${num(floorY)}V${num(top + half)}A${num(half)} ${num(half)} 0 0 1 ${num(x + half)} ${num(top + half)}V${num(floorY)}Z`;
  canvas.add(
    shape(
      path,
      canvas.linear([
        [0, mix(wall, palette.accents[1], 0.5)],
        [1, mix(wall, palette.accents[0], 0.32)],
      ]),
    ),
  );
}

function shadow(canvas: Canvas, x: number, foot: number, half: number, lightX: number): void {
  const { ink } = canvas.palette;
  const away = lightX < 0.5 ? 1 : -1;
  const soft = canvas.radial([
    [0, ink, 0.55],
    [0.5, ink, 0.26],
    [1, ink, 0],
  ]);
  canvas.add(
    ellipse(x + away * half * 0.8, foot - 2, half * 1.9, half * 0.24, soft),
    ellipse(x, foot, half * 1.02, half * 0.13, soft),
  );
}

/** Shading of something turned on a lathe. */
function lathe(canvas: Canvas, tint: Color, lightX: number): string {
  const dark = lighter({ ...tint, c: tint.c * 1.1 }, -0.26);
  const bright = mix(lighter(tint, 0.16), color(0.99, 0.01, 90), 0.2);
  const peak = lightX < 0.5 ? 0.27 : 0.73;
  const bounce = lighter(tint, -0.1);
  return lightX < 0.5
    ? canvas.linear(
        [
          [0, lighter(tint, -0.1)],
          [peak, bright],
          [0.5, tint],
          [0.88, dark],
          [1, bounce],
        ],
        0,
      )
    : canvas.linear(
        [
          [0, bounce],
          [0.12, dark],
          [0.5, tint],
          [peak, bright],
          [1, lighter(tint, -0.1)],
        ],
        0,
      );
}

function vessel(
  canvas: Canvas,
  x: number,
  foot: number,
  half: number,
  tall: number,
  tint: Color,
  lightX: number,
): void {
  const { palette, random } = canvas;
  const profile = pick(random, profiles);
  const top = foot - tall;
  const side = (sign: number): Point[] =>
    profile.map(([w, t]): Point => [x + sign * w * half, top + t * tall]);
  shadow(canvas, x, foot, half, lightX);
  const [rim] = profile;
  const rimHalf = (rim?.[0] ?? 0.3) * half;
  if (random() < 0.45) stems(canvas, x, top, rimHalf);
  const footHalf = (profile.at(-1)?.[0] ?? 0.5) * half;
  const left = curve(side(-1).toReversed());
  const right = curve(side(1)).replace("M", "L");
  canvas.add(
    shape(
      `${left}${right}A${num(footHalf)} ${num(footHalf * 0.16)} 0 0 1 ${num(x - footHalf)} ${num(foot)}Z`,
      lathe(canvas, tint, lightX),
    ),
  );
  canvas.add(
    ellipse(x, top, rimHalf, rimHalf * 0.2, hex(lighter(tint, -0.22))),
    ellipse(x, top, rimHalf, rimHalf * 0.2, "none").replace(
      "/>",
      ` stroke="${hex(lighter(tint, 0.14))}" stroke-width="3.5"/>`,
    ),
  );
  if (random() < 0.4) band(canvas, x, top, tall, half, profile, palette.paper);
}

function mug(canvas: Canvas, x: number, foot: number, half: number, tint: Color, lightX: number): void {
  const tall = half * 1.75;
  const top = foot - tall;
  const base = half * 0.86;
  const side = lightX < 0.5 ? 1 : -1;
  shadow(canvas, x, foot, half, lightX);
  const grip = `M${num(x + side * half * 0.92)} ${num(top + tall * 0.2)}c${num(side * half * 0.75)} ${num(-tall * 0.04)} ${num(side * half * 0.72)} ${num(tall * 0.56)} ${num(-side * half * 0.04)} ${num(tall * 0.52)}`;
  canvas.add(
    line(grip, hex(lighter(tint, -0.16)), half * 0.2),
    line(grip, hex(lighter(tint, 0.02)), half * 0.12),
  );
  const body = `M${num(x - half)} ${num(top)}L${num(x - base)} ${num(foot - half * 0.12)}Q${num(x - base)} ${num(foot)} ${num(x - base * 0.8)} ${num(foot)}A${num(base * 0.8)} ${num(base * 0.12)} 0 0 0 ${num(x + base * 0.8)} ${num(foot)}Q${num(x + base)} ${num(foot)} ${num(x + base)} ${num(foot - half * 0.12)}L${num(x + half)} ${num(top)}Z`;
  canvas.add(shape(body, lathe(canvas, tint, lightX)));
  canvas.add(
    ellipse(x, top, half, half * 0.2, hex(lighter(tint, 0.08))),
    ellipse(x, top + half * 0.03, half * 0.9, half * 0.155, hex(color(0.3, 0.05, 50))),
  );
  for (const drift of [-0.3, 0.05, 0.36]) {
    const steam = `M${num(x + half * drift)} ${num(top - half * 0.25)}q${num(half * 0.22)} ${num(-half * 0.4)} 0 ${num(-half * 0.75)}t${num(half * 0.06)} ${num(-half * 0.7)}`;
    canvas.add(line(steam, hex(canvas.palette.paper), half * 0.09, 'opacity="0.42"'));
  }
}

function band(
  canvas: Canvas,
  x: number,
  top: number,
  tall: number,
  half: number,
  profile: readonly Point[],
  tint: Color,
): void {
  const [from, to] = [profile[4], profile[5]];
  if (from === undefined || to === undefined) return;
  const [a, b] = [from[0] * half, to[0] * half];
  const [y, z] = [top + from[1] * tall, top + to[1] * tall];
  const dip = half * 0.13;
  const path = `M${num(x - a)} ${num(y)}Q${num(x)} ${num(y + dip * 2)} ${num(x + a)} ${num(y)}L${num(x + b)} ${num(z)}Q${num(x)} ${num(z + dip * 2)} ${num(x - b)} ${num(z)}Z`;
  canvas.add(shape(path, hex(tint), 'opacity="0.28"'));
}

function stems(canvas: Canvas, x: number, top: number, half: number): void {
  const { palette, random } = canvas;
  const green = mix(palette.land[1], color(0.5, 0.09, 140), 0.5);
  for (let i = whole(random, 2, 5); i > 0; i--) {
    const lean = between(random, -190, 190);
    const rise = between(random, 170, 330);
    const tip: Point = [x + lean, top - rise];
    canvas.add(
      line(
        `M${num(x + between(random, -half, half) * 0.6)} ${num(top + 10)}Q${num(x + lean * 0.15)} ${num(top - rise * 0.6)} ${num(tip[0])} ${num(tip[1])}`,
        hex(green),
        4.5,
      ),
    );
    for (let k = 0; k < 7; k++) {
      const t = 0.35 + 0.65 * (k / 6);
      const [lx, ly] = [x + lean * t * t, top - rise * (1.15 * t - 0.15 * t * t)];
      const angle = (k % 2 === 0 ? -40 : 220) + lean * 0.12;
      canvas.add(
        leaf(lx, ly, between(random, 30, 56), angle, hex(lighter(green, between(random, -0.06, 0.12)))),
      );
    }
    if (random() < 0.55)
      canvas.add(
        disc(
          tip[0],
          tip[1],
          between(random, 14, 30),
          canvas.radial([
            [0, lighter(palette.accents[1], 0.12)],
            [1, palette.accents[0]],
          ]),
        ),
      );
  }
}

function fruit(canvas: Canvas, x: number, foot: number, r: number, tint: Color, lightX: number): void {
  shadow(canvas, x, foot, r, lightX);
  const fill = canvas.radial(
    [
      [0, lighter(tint, 0.2)],
      [0.45, tint],
      [1, lighter(tint, -0.24)],
    ],
    lightX < 0.5 ? 0.33 : 0.67,
    0.3,
    0.75,
  );
  canvas.add(
    disc(x, foot - r * 0.96, r, fill),
    line(`M${num(x)} ${num(foot - r * 1.9)}q4 -18 16 -26`, hex(canvas.palette.ink), 5),
  );
}
