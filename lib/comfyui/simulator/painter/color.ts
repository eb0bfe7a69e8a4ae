/** A colour by perceived lightness 0..1, chroma 0..0.37 and hue in degrees (OKLCH). */
export type Color = { l: number; c: number; h: number };

export function color(l: number, c: number, h: number): Color {
  return { l, c, h };
}

/** Between two colours, along the shorter way round the hues. */
export function mix(a: Color, b: Color, t: number): Color {
  const turn = ((((b.h - a.h) % 360) + 540) % 360) - 180;
  return { l: a.l + (b.l - a.l) * t, c: a.c + (b.c - a.c) * t, h: a.h + turn * t };
}

export function lighter({ l, c, h }: Color, by: number): Color {
  return { l: Math.min(1, Math.max(0, l + by)), c, h };
}

/** The color among `stops` at 0..1. The list must not be empty. */
export function along(stops: readonly Color[], t: number): Color {
  const at = Math.min(1, Math.max(0, t)) * (stops.length - 1);
  const from = stops[Math.floor(at)];
  const to = stops[Math.min(stops.length - 1, Math.floor(at) + 1)];
  if (from === undefined || to === undefined) throw new Error("no colours to choose from");
  return mix(from, to, at - Math.floor(at));
}

/** `#rrggbb`; what the screen cannot show is pulled in. */
export function hex({ l, c, h }: Color): string {
  const angle = (h * Math.PI) / 180;
  const [a, b] = [c * Math.cos(angle), c * Math.sin(angle)];
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
  return `#${linear.map((value) => channel(value)).join("")}`;
}

function channel(linear: number): string {
  const clamped = Math.min(1, Math.max(0, linear));
  const encoded = clamped <= 0.0031308 ? 12.92 * clamped : 1.055 * clamped ** (1 / 2.4) - 0.055;
  return Math.round(encoded * 255)
    .toString(16)
    .padStart(2, "0");
}
