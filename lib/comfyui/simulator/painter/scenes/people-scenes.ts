import type { Canvas } from "#lib/comfyui/simulator/painter/canvas";
import { disc, ellipse, line, num, shape } from "#lib/comfyui/simulator/painter/canvas";
import type { Color } from "#lib/comfyui/simulator/painter/color";
import { along, color, hex, lighter, mix } from "#lib/comfyui/simulator/painter/color";
import { between, pick, whole } from "#lib/comfyui/simulator/painter/seeded-random";

export function paintCity(canvas: Canvas): void {
  const { palette, random, width, height } = canvas;
  const [zenith, middle, low] = palette.sky;
  canvas.backdrop(
    canvas.linear([
      [0, zenith],
      [0.45, middle],
      [0.8, low],
      [1, low],
    ]),
  );
  const [x, y] = [width * between(random, 0.2, 0.8), height * between(random, 0.2, 0.5)];
  const r = between(random, 60, 130);
  canvas.glow(x, y, r * 6, palette.light, 0.55);
  canvas.add(disc(x, y, r, hex(mix(palette.light, low, 0.15))));
  const layers = 4;
  for (let i = 0; i < layers; i++) {
    const depth = i / (layers - 1);
    const tint = mix(along(palette.land, depth), palette.ink, depth * 0.35);
    const ground = height * (0.78 + 0.24 * depth);
    for (let at = -40; at < width + 40;) {
      const breadth = between(random, 46, 120) * (0.7 + depth * 0.75);
      const tall = height * between(random, 0.14, 0.5) * (1 - depth * 0.25);
      tower(canvas, at, ground - tall, breadth, tall + 300, hex(tint), depth);
      at += breadth * between(random, 0.86, 1.15);
    }
    const haze = canvas.linear([
      [0, low, 0],
      [1, low, 0.5 * (1 - depth)],
    ]);
    canvas.add(
      `<rect x="0" y="${num(height * 0.45)}" width="${num(width)}" height="${num(height * 0.55)}" fill="${haze}"/>`,
    );
  }
}

function tower(
  canvas: Canvas,
  x: number,
  y: number,
  w: number,
  h: number,
  fill: string,
  depth: number,
): void {
  const { palette, random } = canvas;
  const roof = random();
  const step = w * 0.2;
  const top =
    roof < 0.5
      ? `M${num(x)} ${num(y)}H${num(x + w)}`
      : roof < 0.75
        ? `M${num(x)} ${num(y)}L${num(x + w)} ${num(y - w * 0.35)}`
        : `M${num(x)} ${num(y)}H${num(x + step)}V${num(y - step)}H${num(x + w - step)}V${num(y)}H${num(x + w)}`;
  canvas.add(shape(`${top}V${num(y + h)}H${num(x)}Z`, fill));
  if (depth < 0.3) return;
  const cell = 13 + 11 * depth;
  const lit = hex(mix(palette.light, palette.accents[1], 0.35));
  for (let wy = y + cell; wy < y + Math.min(h, 620); wy += cell * 1.55) {
    for (let wx = x + cell * 0.6; wx < x + w - cell; wx += cell * 1.15) {
      if (random() > 0.3) continue;
      canvas.add(
        `<rect x="${num(wx)}" y="${num(wy)}" width="${num(cell * 0.55)}" height="${num(cell * 0.8)}" fill="${lit}" opacity="${num(between(random, 0.35, 0.95))}"/>`,
      );
    }
  }
}

/** A cut-paper bust with closed eyes: shapes and light, a few lines. */
export function paintPortrait(canvas: Canvas): void {
  const { palette, random, width, height } = canvas;
  const ground = mix(palette.sky[1], palette.paper, 0.3);
  canvas.backdrop(
    canvas.linear(
      [
        [0, lighter(ground, 0.05)],
        [1, mix(ground, palette.land[0], 0.6)],
      ],
      between(random, 60, 120),
    ),
  );
  const x = width * between(random, 0.44, 0.56);
  const y = height * between(random, 0.4, 0.45);
  const halo = between(random, 270, 350);
  canvas.add(
    disc(
      x + between(random, -60, 60),
      y - 20,
      halo,
      canvas.linear([
        [0, mix(palette.accents[1], palette.light, 0.3)],
        [1, palette.accents[0]],
      ]),
    ),
  );
  const skin = color(between(random, 0.45, 0.82), 0.075, between(random, 48, 66));
  const hair = pick(random, [
    palette.ink,
    palette.accents[2],
    lighter(palette.land[1], 0.05),
    color(0.42, 0.09, 45),
  ]);
  const cloth = pick(random, palette.accents);
  const left = random() < 0.5;
  const lit = (tint: typeof skin): string => {
    const stops: [number, typeof skin][] = [
      [0, lighter(tint, 0.09)],
      [0.5, tint],
      [1, lighter(tint, -0.13)],
    ];
    return canvas.linear(
      left ? stops : stops.map(([at, c]) => [1 - at, c] as [number, typeof skin]).toReversed(),
      12,
    );
  };
  const [w, h] = [128, 172];
  const style = whole(random, 0, 2);
  if (style !== 2) {
    const long = style === 0 ? between(random, 300, 460) : 190;
    canvas.add(
      shape(
        `M${num(x - w * 1.3)} ${num(y)}C${num(x - w * 1.45)} ${num(y - h * 1.65)} ${num(x + w * 1.45)} ${num(y - h * 1.65)} ${num(x + w * 1.3)} ${num(y)}C${num(x + w * 1.5)} ${num(y + long * 0.6)} ${num(x + w * 1.2)} ${num(y + long)} ${num(x + w * 0.9)} ${num(y + long)}H${num(x - w * 0.9)}C${num(x - w * 1.2)} ${num(y + long)} ${num(x - w * 1.5)} ${num(y + long * 0.6)} ${num(x - w * 1.3)} ${num(y)}Z`,
        lit(hair),
      ),
    );
  }
  const shoulder = y + h + 130;
  const neck = `M${num(x - 56)} ${num(y + h * 0.6)}V${num(shoulder + 30)}H${num(x + 56)}V${num(y + h * 0.6)}Z`;
  canvas.add(shape(neck, lit(lighter(skin, -0.08))));
  canvas.add(
    shape(
      `M${num(x - 400)} ${num(height + 20)}C${num(x - 390)} ${num(shoulder + 70)} ${num(x - 180)} ${num(shoulder + 18)} ${num(x - 84)} ${num(shoulder - 26)}Q${num(x)} ${num(shoulder + 74)} ${num(x + 84)} ${num(shoulder - 26)}C${num(x + 180)} ${num(shoulder + 18)} ${num(x + 390)} ${num(shoulder + 70)} ${num(x + 400)} ${num(height + 20)}Z`,
      lit(cloth),
    ),
  );
  canvas.add(ellipse(x, y, w, h, lit(skin)));
  features(canvas, x, y, skin);
  const sweep = between(random, -0.5, 0.5);
  canvas.add(
    shape(
      `M${num(x - w * 1.08)} ${num(y - h * 0.1)}C${num(x - w * 1.2)} ${num(y - h * 1.5)} ${num(x + w * 1.2)} ${num(y - h * 1.5)} ${num(x + w * 1.08)} ${num(y - h * 0.1)}C${num(x + w * (0.7 + sweep * 0.3))} ${num(y - h * 0.72)} ${num(x + w * sweep)} ${num(y - h * 0.72)} ${num(x + w * sweep * 0.6)} ${num(y - h * 0.74)}C${num(x - w * 0.4)} ${num(y - h * 0.64)} ${num(x - w * 0.86)} ${num(y - h * 0.5)} ${num(x - w * 1.08)} ${num(y - h * 0.1)}Z`,
      lit(hair),
    ),
  );
}

function features(canvas: Canvas, x: number, y: number, skin: Color): void {
  const ink = hex(mix(lighter(skin, -0.34), canvas.palette.ink, 0.4));
  const flush = color(0.64, 0.13, 25);
  for (const side of [-1, 1]) {
    const eye = x + side * 52;
    canvas.add(line(`M${num(eye - 25)} ${num(y + 4)}q25 20 50 0`, ink, 5));
    canvas.add(line(`M${num(eye - 29)} ${num(y - 36)}q29 -15 58 ${side * -2}`, ink, 6, 'opacity="0.75"'));
    const blush = canvas.radial([
      [0, flush, 0.3],
      [1, flush, 0],
    ]);
    canvas.add(disc(x + side * 72, y + 52, 44, blush));
  }
  canvas.add(line(`M${num(x + 2)} ${num(y + 6)}q16 44 -2 58q-10 4 -18 -2`, hex(lighter(skin, -0.17)), 5));
  const lips = hex(mix(color(0.5, 0.13, 20), skin, 0.25));
  canvas.add(shape(`M${num(x - 37)} ${num(y + 104)}q18 -14 37 -5q19 -9 37 5q-37 34 -74 0Z`, lips));
}
