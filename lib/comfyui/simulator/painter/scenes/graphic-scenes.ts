import type { Canvas, Point } from "#lib/comfyui/simulator/painter/canvas";
import { curve, disc, line, num, shape } from "#lib/comfyui/simulator/painter/canvas";
import { along, hex, lighter, mix } from "#lib/comfyui/simulator/painter/color";
import { between, pick, whole } from "#lib/comfyui/simulator/painter/seeded-random";

export function paintRibbons(canvas: Canvas): void {
  const { palette, random, width, height } = canvas;
  const [zenith, middle, low] = palette.sky;
  const ground = palette.dark ? zenith : mix(palette.paper, low, 0.4);
  canvas.backdrop(
    canvas.linear(
      [
        [0, ground],
        [1, mix(ground, middle, 0.5)],
      ],
      between(random, 40, 130),
    ),
  );
  for (let bundle = whole(random, 2, 3); bundle > 0; bundle--) {
    const tints = [
      pick(random, palette.accents),
      palette.land[0],
      pick(random, palette.accents),
      palette.light,
    ];
    const [from, to] = [wander(canvas), wander(canvas)];
    const strands = 95;
    for (let i = 0; i < strands; i++) {
      const t = i / (strands - 1);
      const points = from.map(([x, y], k): Point => {
        const [tx, ty] = to[k] ?? [x, y];
        const twist = t + 0.18 * Math.sin(k * 1.3 + t * 3);
        return [x + (tx - x) * twist, y + (ty - y) * twist];
      });
      const fold = Math.sin(t * Math.PI * 3 + bundle) * 0.09;
      const tint = lighter(along(tints, t), fold);
      canvas.add(line(curve(points), hex(tint), between(random, 9, 13), 'opacity="0.82"'));
    }
  }
  canvas.glow(width * random(), height * 0.2, 620, palette.light, 0.24);
}

function wander({ random, width, height }: Canvas): Point[] {
  const steps = 6;
  const start = height * random();
  const end = height * random();
  return Array.from({ length: steps }, (_, k): Point => {
    const t = k / (steps - 1);
    return [-80 + (width + 160) * t, start + (end - start) * t + height * between(random, -0.28, 0.28)];
  });
}

export function paintBauhaus(canvas: Canvas): void {
  const { palette, random, width, height } = canvas;
  const tints = [
    palette.accents[0],
    palette.accents[1],
    palette.accents[2],
    palette.ink,
    palette.paper,
    palette.land[0],
  ];
  canvas.backdrop(hex(palette.paper));
  const across = whole(random, 3, 5);
  const size = width / across;
  const rows = Math.ceil(height / size);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < across; column++) {
      const ground = pick(random, tints);
      const figure = pick(
        random,
        tints.filter((tint) => tint !== ground),
      );
      tile(canvas, column * size, row * size, size, hex(ground), hex(figure), hex(pick(random, tints)));
    }
  }
}

function tile(
  canvas: Canvas,
  x: number,
  y: number,
  s: number,
  ground: string,
  figure: string,
  third: string,
): void {
  const { random } = canvas;
  const h = s / 2;
  const figures = [
    shape(`M0 0H${num(s)}A${num(s)} ${num(s)} 0 0 1 0 ${num(s)}Z`, figure),
    shape(`M0 ${num(h)}A${num(h)} ${num(h)} 0 0 1 ${num(s)} ${num(h)}Z`, figure) +
      shape(`M0 ${num(s)}A${num(h)} ${num(h)} 0 0 1 ${num(s)} ${num(s)}Z`, third),
    disc(h, h, h * 0.82, figure) + disc(h, h, h * 0.4, third),
    disc(h, h, h, figure) + shape(`M${num(h)} 0A${num(h)} ${num(h)} 0 0 1 ${num(h)} ${num(s)}Z`, third),
    Array.from(
      { length: 4 },
      (_, i) =>
        `<rect x="0" y="${num((s / 8) * (2 * i))}" width="${num(s)}" height="${num(s / 8)}" fill="${figure}"/>`,
    ).join(""),
    shape(`M0 0L${num(s)} 0L0 ${num(s)}Z`, figure),
    shape(`M0 0H${num(s)}A${num(s)} ${num(s)} 0 0 1 0 ${num(s)}Z`, figure) +
      shape(`M0 0H${num(h)}A${num(h)} ${num(h)} 0 0 1 0 ${num(h)}Z`, third),
    shape(
      `M${num(h)} 0A${num(h)} ${num(h)} 0 0 1 ${num(h)} ${num(s)}A${num(h)} ${num(h)} 0 0 1 ${num(h)} 0Z`,
      figure,
    ),
  ];
  const turn = 90 * whole(random, 0, 3);
  canvas.add(
    `<g transform="translate(${num(x)} ${num(y)})"><rect width="${num(s + 0.6)}" height="${num(s + 0.6)}" fill="${ground}"/>` +
      `<g transform="rotate(${turn} ${num(h)} ${num(h)})">${pick(random, figures)}</g></g>`,
  );
}

export function paintBokeh(canvas: Canvas): void {
  const { palette, random, width, height } = canvas;
  const [zenith, middle] = palette.sky;
  const deep = lighter(palette.dark ? zenith : palette.land[1], -0.02);
  canvas.backdrop(
    canvas.linear(
      [
        [0, lighter(deep, -0.05)],
        [0.6, mix(deep, middle, 0.35)],
        [1, deep],
      ],
      between(random, 60, 120),
    ),
  );
  const tints = [...palette.accents, palette.light, palette.sky[2]];
  for (let i = 0; i < 4; i++)
    canvas.glow(width * random(), height * random(), between(random, 300, 620), pick(random, tints), 0.4);
  for (let i = 0; i < 75; i++) {
    const near = random() ** 2;
    const r = 12 + 105 * near;
    const tint = pick(random, tints);
    const fill = canvas.radial([
      [0, tint, 0.3],
      [0.8, tint, 0.42],
      [0.95, lighter(tint, 0.14), 0.72],
      [1, tint, 0],
    ]);
    const y = height * (0.5 + (random() + random() - 1) * 0.62);
    canvas.add(disc(width * random(), y, r, fill, `opacity="${num(between(random, 0.35, 0.95))}"`));
  }
}

export function paintPlanet(canvas: Canvas): void {
  const { palette, random, width, height } = canvas;
  const [zenith, middle] = palette.sky;
  const space = lighter(palette.dark ? zenith : palette.land[1], -0.08);
  canvas.backdrop(
    canvas.radial(
      [
        [0, mix(space, middle, 0.4)],
        [1, lighter(space, -0.05)],
      ],
      random(),
      random(),
      0.9,
    ),
  );
  for (let i = 0; i < 260; i++) {
    canvas.add(
      disc(
        width * random(),
        height * random(),
        between(random, 0.5, 2.2) * (random() < 0.04 ? 2 : 1),
        hex(palette.light),
        `opacity="${num(between(random, 0.2, 1))}"`,
      ),
    );
  }
  canvas.glow(
    width * random(),
    height * random(),
    between(random, 400, 700),
    pick(random, palette.accents),
    0.45,
  );
  const r = between(random, 210, 340);
  const [x, y] = [width * between(random, 0.35, 0.65), height * between(random, 0.38, 0.62)];
  const tilt = between(random, -28, 28);
  const lit = random() < 0.5 ? 0.28 : 0.72;
  const [a, b, c] = palette.accents;
  canvas.glow(x, y, r * 1.7, a, 0.5);
  const ringed = random() < 0.65;
  const bands: [number, typeof a][] = Array.from({ length: 9 }, (_, i) => [
    i / 8,
    lighter(along([a, palette.light, b, c], random()), between(random, -0.06, 0.04)),
  ]);
  canvas.add(`<g transform="rotate(${num(tilt)} ${num(x)} ${num(y)})">`);
  if (ringed) ring(canvas, x, y, r, "back");
  canvas.add(disc(x, y, r, canvas.linear(bands)));
  canvas.add(
    disc(
      x,
      y,
      r,
      canvas.radial(
        [
          [0, palette.light, 0.3],
          [0.5, palette.light, 0],
          [1, lighter(space, -0.08), 0.9],
        ],
        lit,
        0.3,
        0.86,
      ),
    ),
  );
  if (ringed) ring(canvas, x, y, r, "front");
  canvas.add("</g>");
  const m = between(random, 24, 58);
  const moon: Point = [x + (random() < 0.5 ? -1 : 1) * r * 1.35, y - r * between(random, 0.5, 1)];
  canvas.add(
    disc(
      ...moon,
      m,
      canvas.radial(
        [
          [0, lighter(palette.paper, 0.03)],
          [0.6, palette.land[0]],
          [1, lighter(palette.land[0], -0.3)],
        ],
        lit,
        0.3,
        0.8,
      ),
    ),
  );
}

function ring(canvas: Canvas, x: number, y: number, r: number, half: "back" | "front"): void {
  const { palette } = canvas;
  const sweep = half === "back" ? 1 : 0;
  for (const [scale, opacity, breadth] of [
    [1.42, 0.75, 20],
    [1.62, 0.55, 30],
    [1.85, 0.35, 12],
  ] as const) {
    const path = `M${num(x - r * scale)} ${num(y)}A${num(r * scale)} ${num(r * scale * 0.26)} 0 0 ${sweep} ${num(x + r * scale)} ${num(y)}`;
    canvas.add(
      line(path, hex(mix(palette.light, palette.accents[1], 0.4)), breadth, `opacity="${opacity}"`).replace(
        "round",
        "butt",
      ),
    );
  }
}
