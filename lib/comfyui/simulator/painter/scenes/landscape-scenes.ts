import type { Canvas, Point } from "#lib/comfyui/simulator/painter/canvas";
import {
  curve,
  disc,
  ellipse,
  filledBelow,
  line,
  num,
  polyline,
  shape,
} from "#lib/comfyui/simulator/painter/canvas";
import { paintLighthouse } from "#lib/comfyui/simulator/painter/lighthouse";
import { along, hex, lighter, mix } from "#lib/comfyui/simulator/painter/color";
import type { Random } from "#lib/comfyui/simulator/painter/seeded-random";
import { between, whole } from "#lib/comfyui/simulator/painter/seeded-random";

/** Sky, its light, and stars when it is dark. Answers where the light stands. */
function paintSky(canvas: Canvas, horizon: number): Point {
  const { palette, random, width, height } = canvas;
  const [zenith, middle, low] = palette.sky;
  const at = horizon / height;
  canvas.backdrop(
    canvas.linear([
      [0, zenith],
      [at * 0.62, middle],
      [at, low],
      [1, low],
    ]),
  );
  if (palette.dark) {
    for (let i = 0; i < 130; i++) {
      const y = random() ** 1.4 * horizon * 0.9;
      canvas.add(
        disc(
          random() * width,
          y,
          between(random, 0.6, 2.3),
          hex(palette.light),
          `opacity="${num(between(random, 0.25, 0.95))}"`,
        ),
      );
    }
  }
  const x = width * between(random, 0.2, 0.8);
  const y = horizon * between(random, 0.3, 0.8);
  const r = between(random, 42, 120);
  canvas.glow(x, y, r * 6.5, palette.light, 0.6);
  canvas.add(
    disc(
      x,
      y,
      r,
      canvas.linear([
        [0, lighter(palette.light, 0.02)],
        [1, mix(palette.light, low, 0.35)],
      ]),
    ),
  );
  return [x, y];
}

/** A rough ridge by midpoint displacement. */
function ridge(random: Random, width: number, base: number, height: number, roughness: number): Point[] {
  let heights = [random(), random()];
  for (let step = 0; step < 8; step++) {
    const amount = roughness ** step;
    heights = heights.flatMap((value, i) => {
      const next = heights[i + 1];
      return next === undefined ? [value] : [value, (value + next) / 2 + (random() - 0.5) * amount];
    });
  }
  return heights.map((value, i): Point => [
    -20 + ((width + 40) * i) / (heights.length - 1),
    base - value * height,
  ]);
}

function mist(canvas: Canvas, y: number, depth: number, opacity: number): void {
  const [, , low] = canvas.palette.sky;
  const fill = canvas.linear([
    [0, low, 0],
    [0.55, low, opacity],
    [1, low, 0],
  ]);
  canvas.add(
    `<rect x="0" y="${num(y)}" width="${num(canvas.width)}" height="${num(depth)}" fill="${fill}"/>`,
  );
}

export function paintMountains(canvas: Canvas): void {
  const { palette, random, width, height } = canvas;
  const horizon = height * between(random, 0.5, 0.62);
  paintSky(canvas, horizon);
  const layers = whole(random, 4, 6);
  for (let i = 0; i < layers; i++) {
    const depth = i / (layers - 1);
    const base = horizon + (height * 1.02 - horizon) * depth ** 1.25;
    const rise = height * between(random, 0.16, 0.44) * (1 - depth * 0.55);
    const tint = along(palette.land, depth);
    const edge = polyline(ridge(random, width, base, rise, 0.52));
    canvas.add(
      shape(
        filledBelow(edge, canvas),
        canvas.linear([
          [0, lighter(tint, 0.05)],
          [0.55, tint],
          [1, lighter(tint, -0.04)],
        ]),
      ),
    );
    if (depth < 0.95) mist(canvas, base - rise * 0.35, height * 0.2, 0.5 * (1 - depth));
  }
}

export function paintForest(canvas: Canvas): void {
  const { palette, random, width, height } = canvas;
  const horizon = height * between(random, 0.46, 0.58);
  paintSky(canvas, horizon);
  const layers = 5;
  for (let i = 0; i < layers; i++) {
    const depth = i / (layers - 1);
    const base = horizon + (height - horizon) * depth * 0.85;
    const tint = along(palette.land, depth);
    const ground = ridge(random, width, base, 110 * (1 - depth * 0.4), 0.42);
    let trees = "";
    const size = 46 + depth * 190;
    for (let x = -size; x < width + size; x += size * between(random, 0.22, 0.5)) {
      const [, y] = ground[
        Math.min(ground.length - 1, Math.max(0, Math.round((x / width) * ground.length)))
      ] ?? [0, base];
      trees += conifer(x, y + 14, size * between(random, 0.75, 1.55), random);
    }
    const fill = hex(tint);
    canvas.add(shape(trees, fill), shape(filledBelow(polyline(ground), canvas), fill));
    if (depth < 0.9) mist(canvas, base - 40, height * 0.2, 0.55 * (1 - depth));
  }
}

function conifer(x: number, foot: number, height: number, random: Random): string {
  const tiers = 6;
  const right: Point[] = [];
  for (let i = 0; i <= tiers; i++) {
    const y = foot - height * (1 - i / tiers);
    const half = (height * 0.21 * i) / tiers;
    right.push([half * between(random, 0.92, 1.12), y], [half * 0.6, y + height * 0.015]);
  }
  const outline = [
    ...right.map(([dx, y]): Point => [x + dx, y]),
    ...right.toReversed().map(([dx, y]): Point => [x - dx, y]),
  ];
  return `${polyline(outline)}Z`;
}

export function paintDunes(canvas: Canvas): void {
  const { palette, random, width, height } = canvas;
  const horizon = height * between(random, 0.4, 0.55);
  const [sunX] = paintSky(canvas, horizon);
  const layers = whole(random, 4, 6);
  for (let i = 0; i < layers; i++) {
    const depth = i / (layers - 1);
    const base = horizon + (height * 0.98 - horizon) * depth ** 1.15;
    const swell = height * (0.05 + 0.09 * depth);
    const phase = random() * 7;
    const pace = between(random, 0.7, 1.5) * (1.6 - depth);
    const crest = Array.from({ length: 9 }, (_, k): Point => {
      const t = k / 8;
      return [
        -20 + (width + 40) * t,
        base - swell * (Math.sin(phase + t * 6.3 * pace) + 0.35 * Math.sin(phase * 2 + t * 13)),
      ];
    });
    const tint = along(palette.land, depth);
    const lit = mix(lighter(tint, 0.1), palette.light, 0.12);
    const sunSide = sunX < width / 2;
    const fill = canvas.linear(
      [
        [0, sunSide ? lit : lighter(tint, -0.07)],
        [0.5, tint],
        [1, sunSide ? lighter(tint, -0.09) : lit],
      ],
      between(random, 15, 50),
    );
    canvas.add(shape(filledBelow(curve(crest), canvas), fill));
    canvas.add(line(curve(crest), hex(lighter(lit, 0.05)), 2.2, 'opacity="0.6"'));
    ripples(canvas, crest, depth);
  }
}

function ripples(canvas: Canvas, crest: readonly Point[], depth: number): void {
  const { palette, random } = canvas;
  if (depth < 0.6) return;
  const tint = hex(lighter(along(palette.land, depth), -0.08));
  for (let i = 1; i < 16; i++) {
    const drop = i * between(random, 13, 19) * depth;
    const moved = crest.map(([x, y], k): Point => [x, y + drop + Math.sin(k * 2.1 + i) * 5]);
    canvas.add(line(curve(moved), tint, 1.6, `opacity="${num(0.34 * (1 - i / 16))}"`));
  }
}

export function paintSea(canvas: Canvas): void {
  const { palette, random, width, height } = canvas;
  const horizon = height * between(random, 0.42, 0.6);
  const [sunX] = paintSky(canvas, horizon);
  const [, , low] = palette.sky;
  const [far, near] = palette.land;
  const water = canvas.linear([
    [0, mix(far, low, 0.55)],
    [0.25, far],
    [1, near],
  ]);
  canvas.add(
    `<rect x="0" y="${num(horizon)}" width="${num(width)}" height="${num(height - horizon)}" fill="${water}"/>`,
  );
  if (random() < 0.6) island(canvas, horizon);
  for (let i = 0; i < 240; i++) {
    const depth = random() ** 1.5;
    const y = horizon + 3 + (height - horizon) * depth;
    const nearSun = random() < 0.55;
    const spread = nearSun ? 40 + 300 * depth : width;
    const x = nearSun ? sunX + (random() - 0.5) * spread : random() * width;
    const length = (12 + 150 * depth) * between(random, 0.4, 1.2);
    const tint = nearSun ? palette.light : lighter(along([far, near], depth), random() < 0.5 ? 0.07 : -0.05);
    canvas.add(
      ellipse(x, y, length, 0.9 + 4.2 * depth, hex(tint)).replace(
        "/>",
        ` opacity="${num(between(random, 0.25, 0.8))}"/>`,
      ),
    );
  }
  if (canvas.words.includes("lighthouse")) paintLighthouse(canvas, horizon);
  else if (random() < 0.55) boat(canvas, horizon);
}

function island(canvas: Canvas, horizon: number): void {
  const { palette, random, width } = canvas;
  const x = width * random();
  const half = between(random, 120, 300);
  const points = ridge(random, half * 2, horizon, between(random, 60, 130), 0.5).map(
    ([px, y], i, all): Point => {
      const t = i / (all.length - 1);
      return [x - half + px, horizon - (horizon - y) * Math.sin(t * Math.PI)];
    },
  );
  canvas.add(shape(`${polyline(points)}Z`, hex(along(palette.land, 0.45))));
}

function boat(canvas: Canvas, horizon: number): void {
  const { palette, random, width, height } = canvas;
  const x = width * between(random, 0.2, 0.8);
  const y = horizon + (height - horizon) * between(random, 0.12, 0.35);
  const s = between(random, 34, 62);
  const hull = `M${num(x - s)} ${num(y)}Q${num(x)} ${num(y + s * 0.5)} ${num(x + s)} ${num(y)}Z`;
  const sail = `M${num(x)} ${num(y - s * 0.12)}L${num(x)} ${num(y - s * 2.1)}Q${num(x + s * 0.95)} ${num(y - s)} ${num(x + s * 0.8)} ${num(y - s * 0.12)}Z`;
  const jib = `M${num(x - s * 0.1)} ${num(y - s * 0.12)}L${num(x - s * 0.1)} ${num(y - s * 1.75)}Q${num(x - s * 0.6)} ${num(y - s * 0.7)} ${num(x - s * 0.75)} ${num(y - s * 0.12)}Z`;
  canvas.add(
    shape(hull, hex(palette.ink)),
    shape(sail, hex(palette.paper)),
    shape(jib, hex(mix(palette.paper, palette.accents[0], 0.25))),
  );
}
