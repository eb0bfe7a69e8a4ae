import { leaf } from "#lib/comfyui/simulator/painter/leaf";
import type { Canvas, Point } from "#lib/comfyui/simulator/painter/canvas";
import { disc, line, num } from "#lib/comfyui/simulator/painter/canvas";
import { hex, lighter, mix } from "#lib/comfyui/simulator/painter/color";
import { between, pick, whole } from "#lib/comfyui/simulator/painter/seeded-random";

export function paintBotanical(canvas: Canvas): void {
  const { palette, random, width, height } = canvas;
  canvas.backdrop(
    canvas.linear([
      [0, lighter(palette.paper, 0.01)],
      [1, mix(palette.paper, palette.sky[2], 0.5)],
    ]),
  );
  const x = width * between(random, 0.35, 0.65);
  const r = between(random, 220, 330);
  canvas.add(
    disc(
      x,
      height * between(random, 0.3, 0.45),
      r,
      canvas.linear([
        [0, mix(palette.accents[0], palette.light, 0.2)],
        [1, mix(palette.accents[1], palette.paper, 0.35)],
      ]),
    ),
  );
  const greens = [
    palette.land[1],
    mix(palette.land[0], palette.land[1], 0.5),
    palette.accents[2],
    mix(palette.land[0], palette.paper, 0.25),
  ];
  const count = whole(random, 5, 8);
  for (let i = 0; i < count; i++) {
    const foot: Point = [width * (0.08 + (0.84 * (i + 0.5)) / count) + between(random, -40, 40), height + 20];
    const lean = between(random, -170, 170);
    const rise = height * between(random, 0.45, 0.86);
    const tint = pick(random, greens);
    canvas.add(
      line(
        `M${num(foot[0])} ${num(foot[1])}Q${num(foot[0] + lean * 0.1)} ${num(foot[1] - rise * 0.6)} ${num(foot[0] + lean)} ${num(foot[1] - rise)}`,
        hex(tint),
        6,
      ),
    );
    const broad = between(random, 70, 150);
    const pairs = whole(random, 5, 9);
    for (let k = 1; k <= pairs; k++) {
      const t = k / pairs;
      const [px, py] = [
        foot[0] + lean * (0.2 * t * (1 - t) + t * t),
        foot[1] - rise * (1.2 * t * (1 - t) + t * t),
      ];
      const size = broad * (1.15 - 0.65 * t);
      const fill = canvas.linear(
        [
          [0, lighter(tint, -0.03)],
          [1, lighter(tint, 0.1)],
        ],
        0,
      );
      canvas.add(leaf(px, py, size, -38 - 30 * t, fill), leaf(px, py, size, 218 + 30 * t, fill));
    }
    if (random() < 0.5) blossom(canvas, foot[0] + lean, foot[1] - rise, between(random, 34, 70));
  }
}

function blossom(canvas: Canvas, x: number, y: number, r: number): void {
  const { palette, random } = canvas;
  const tint = pick(random, palette.accents);
  const petals = whole(random, 5, 9);
  const turn = random() * 360;
  for (let i = 0; i < petals; i++) {
    const fill = canvas.linear(
      [
        [0, lighter(tint, -0.05)],
        [1, lighter(tint, 0.14)],
      ],
      0,
    );
    canvas.add(leaf(x, y, r * 1.5, turn + (360 * i) / petals, fill));
  }
  canvas.add(disc(x, y, r * 0.3, hex(lighter(palette.light, -0.1))));
}
