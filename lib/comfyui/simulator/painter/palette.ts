import type { Color } from "./color.ts";
import { along, color, mix } from "./color.ts";
import type { Random } from "./seeded-random.ts";
import { between, pick, seededRandom } from "./seeded-random.ts";

/** The colours of one picture. */
export type Palette = {
  /** From the zenith down to the horizon. */
  sky: [Color, Color, Color];
  light: Color;
  /** From the distance to the foreground. */
  land: [Color, Color];
  accents: [Color, Color, Color];
  ink: Color;
  paper: Color;
  dark: boolean;
};

type Mood = {
  words: RegExp;
  /** Lightness, chroma and hue of zenith, middle and horizon. */
  sky: [number, number, number][];
  light: [number, number, number];
  far: [number, number, number];
  near: [number, number, number];
  accents: [number, number, number];
  dark?: true;
};

const moods: readonly Mood[] = [
  {
    words: /sunset|dusk|golden hour|evening|warm/,
    sky: [
      [0.36, 0.11, 300],
      [0.66, 0.15, 25],
      [0.88, 0.12, 75],
    ],
    light: [0.95, 0.09, 85],
    far: [0.62, 0.11, 15],
    near: [0.22, 0.06, 310],
    accents: [30, 75, 320],
  },
  {
    words: /sunrise|dawn|morning|pastel|soft|baby|pale/,
    sky: [
      [0.8, 0.05, 240],
      [0.88, 0.05, 350],
      [0.95, 0.05, 70],
    ],
    light: [0.98, 0.04, 85],
    far: [0.82, 0.05, 300],
    near: [0.5, 0.07, 270],
    accents: [10, 230, 90],
  },
  {
    words: /night|midnight|dark|moon|noir black|star/,
    sky: [
      [0.16, 0.05, 275],
      [0.27, 0.08, 265],
      [0.45, 0.09, 240],
    ],
    light: [0.95, 0.03, 100],
    far: [0.36, 0.07, 260],
    near: [0.11, 0.03, 270],
    accents: [85, 200, 330],
    dark: true,
  },
  {
    words: /forest|jungle|wood|moss|pine|green|emerald|olive|leaf/,
    sky: [
      [0.72, 0.05, 190],
      [0.84, 0.06, 150],
      [0.94, 0.06, 110],
    ],
    light: [0.97, 0.07, 105],
    far: [0.7, 0.07, 160],
    near: [0.22, 0.06, 150],
    accents: [130, 90, 30],
  },
  {
    words: /ocean|sea|beach|wave|turquoise|teal|aqua|water|lagoon/,
    sky: [
      [0.55, 0.11, 235],
      [0.74, 0.09, 215],
      [0.93, 0.05, 190],
    ],
    light: [0.98, 0.03, 100],
    far: [0.66, 0.1, 215],
    near: [0.27, 0.08, 235],
    accents: [200, 45, 175],
  },
  {
    words: /desert|dune|sand|sahara|terracotta|clay|earth/,
    sky: [
      [0.6, 0.08, 230],
      [0.82, 0.06, 80],
      [0.93, 0.07, 75],
    ],
    light: [0.98, 0.06, 90],
    far: [0.83, 0.09, 65],
    near: [0.42, 0.12, 40],
    accents: [45, 25, 200],
  },
  {
    words: /snow|winter|ice|frost|arctic|cold|white/,
    sky: [
      [0.66, 0.06, 245],
      [0.83, 0.04, 235],
      [0.95, 0.02, 60],
    ],
    light: [0.99, 0.02, 80],
    far: [0.88, 0.03, 240],
    near: [0.45, 0.06, 250],
    accents: [230, 10, 200],
  },
  {
    words: /autumn|fall|rust|orange|pumpkin|copper/,
    sky: [
      [0.7, 0.06, 60],
      [0.83, 0.09, 70],
      [0.93, 0.07, 85],
    ],
    light: [0.97, 0.09, 90],
    far: [0.72, 0.13, 60],
    near: [0.27, 0.08, 35],
    accents: [40, 75, 15],
  },
  {
    words: /rose|pink|blossom|cherry|love|romantic|coral|peach/,
    sky: [
      [0.68, 0.11, 350],
      [0.82, 0.09, 5],
      [0.94, 0.05, 45],
    ],
    light: [0.98, 0.04, 70],
    far: [0.76, 0.11, 355],
    near: [0.35, 0.1, 350],
    accents: [5, 340, 60],
  },
  {
    words: /\bred\b|crimson|scarlet|ruby|fire|lava|blood/,
    sky: [
      [0.25, 0.09, 20],
      [0.47, 0.18, 27],
      [0.75, 0.16, 50],
    ],
    light: [0.93, 0.13, 80],
    far: [0.48, 0.18, 28],
    near: [0.16, 0.06, 20],
    accents: [27, 60, 350],
    dark: true,
  },
  {
    words: /gold|amber|honey|yellow|brass|luxury/,
    sky: [
      [0.3, 0.05, 70],
      [0.6, 0.11, 75],
      [0.9, 0.11, 92],
    ],
    light: [0.97, 0.1, 95],
    far: [0.72, 0.13, 80],
    near: [0.21, 0.04, 60],
    accents: [85, 65, 30],
  },
  {
    words: /violet|purple|lavender|magic|dream|fantasy|mystic/,
    sky: [
      [0.35, 0.13, 290],
      [0.58, 0.15, 310],
      [0.85, 0.09, 340],
    ],
    light: [0.97, 0.05, 330],
    far: [0.6, 0.13, 300],
    near: [0.2, 0.08, 285],
    accents: [300, 340, 200],
  },
  {
    words: /neon|cyber|synth|futur|vapor|electric/,
    sky: [
      [0.15, 0.08, 285],
      [0.34, 0.2, 305],
      [0.68, 0.22, 345],
    ],
    light: [0.9, 0.16, 195],
    far: [0.45, 0.21, 300],
    near: [0.1, 0.05, 280],
    accents: [345, 195, 110],
    dark: true,
  },
  {
    words: /monochrome|black and white|noir|grey|gray|charcoal|silver|concrete|minimal/,
    sky: [
      [0.5, 0.008, 260],
      [0.74, 0.006, 80],
      [0.93, 0.006, 85],
    ],
    light: [0.99, 0.005, 90],
    far: [0.7, 0.008, 250],
    near: [0.18, 0.008, 270],
    accents: [30, 250, 80],
  },
  {
    words: /blue|indigo|navy|cobalt|azure|sky/,
    sky: [
      [0.4, 0.14, 260],
      [0.64, 0.12, 245],
      [0.92, 0.04, 220],
    ],
    light: [0.98, 0.03, 90],
    far: [0.62, 0.12, 250],
    near: [0.22, 0.09, 265],
    accents: [255, 70, 215],
  },
];

/** Words of the prompt choose; without a hint the whole text does, so a prompt keeps its colours over all seeds. */
export function paletteFor(text: string, random: Random, chroma: number): Palette {
  const words = text.toLowerCase();
  const hinted = moods.filter((mood) => mood.words.test(words));
  const mood = hinted.length > 0 ? pick(random, hinted) : pick(seededRandom(`mood ${words}`), moods);
  const turn = between(random, -14, 14);
  const lift = between(random, -0.035, 0.035);
  const make = ([l, c, h]: [number, number, number]): Color =>
    color(Math.min(0.99, l + lift), c * chroma, h + turn);
  const sky = mood.sky.map(make);
  const [zenith, middle, horizon] = [along(sky, 0), along(sky, 0.5), along(sky, 1)];
  const dark = mood.dark === true;
  const accent = (hue: number, l: number): Color =>
    color(l, (mood.sky.every(([, c]) => c < 0.01) ? 0.03 : 0.14) * chroma, hue + turn * 2);
  const [first, second, third] = mood.accents;
  return {
    sky: [zenith, middle, horizon],
    light: make(mood.light),
    land: [make(mood.far), make(mood.near)],
    accents: [accent(first, 0.62), accent(second, 0.75), accent(third, dark ? 0.55 : 0.45)],
    ink: mix(make(mood.near), color(0.16, 0.03, 280), 0.5),
    paper: mix(horizon, color(0.96, 0.012, 85), dark ? 0.55 : 0.7),
    dark,
  };
}
