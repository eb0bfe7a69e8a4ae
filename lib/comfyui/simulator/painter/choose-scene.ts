import type { Canvas } from "./canvas.ts";
import {
  paintBauhaus,
  paintBokeh,
  paintPlanet,
  paintRibbons,
} from "#lib/comfyui/simulator/painter/scenes/graphic-scenes";
import {
  paintDunes,
  paintForest,
  paintMountains,
  paintSea,
} from "#lib/comfyui/simulator/painter/scenes/landscape-scenes";
import { paintBotanical } from "#lib/comfyui/simulator/painter/scenes/botanical-scene";
import { paintStillLife } from "#lib/comfyui/simulator/painter/scenes/still-life-scene";
import { paintCity, paintPortrait } from "#lib/comfyui/simulator/painter/scenes/people-scenes";
import { pick, seededRandom } from "./seeded-random.ts";

export type Scene = (canvas: Canvas) => void;

/** The first row whose words occur wins. */
const subjects: readonly [RegExp, Scene][] = [
  [/portrait|face|woman|\bman\b|girl|boy|person|people|character|fashion|model wearing/, paintPortrait],
  [
    /bottle|vase|product|perfume|still life|\bcup\b|ceramic|pottery|\bjar\b|packshot|cosmetic|teapot|\bmug\b|coffee|candle|bowl|fruit|kitchen|table/,
    paintStillLife,
  ],
  [/city|street|skyline|tower|building|architect|urban|tokyo|york|paris|neon/, paintCity],
  [/planet|space|galaxy|cosmos|nebula|astronaut|orbit|saturn/, paintPlanet],
  [/flower|plant|botanic|garden|tulip|orchid|bouquet|blossom|fern/, paintBotanical],
  [/forest|pine|woods|jungle|trees/, paintForest],
  [/dune|desert|sahara|\bsand\b/, paintDunes],
  [/\bsea\b|ocean|beach|coast|island|\bboat|sail|harbou?r|lagoon|waves|lighthouse|cliff/, paintSea],
  [
    /mountain|valley|alps|peak|hill|landscape|lake|fjord|canyon|meadow|field|river|mist|\bfog|horizon|nature/,
    paintMountains,
  ],
  [/bauhaus|geometric|pattern|poster|logo|card|graphic|abstract shapes|tiles/, paintBauhaus],
  [/silk|flow|ribbon|smoke|liquid|fabric|abstract|fluid|swirl/, paintRibbons],
  [/bokeh|lights|rain|party|glitter|glow/, paintBokeh],
];

const anything: readonly Scene[] = [
  paintMountains,
  paintDunes,
  paintRibbons,
  paintStillLife,
  paintSea,
  paintPlanet,
  paintBotanical,
];

/** The subject is the prompt's; what the seed decides is how it is seen. */
export function chooseScene(text: string): Scene {
  const words = text.toLowerCase();
  const named = subjects.find(([hint]) => hint.test(words));
  return named === undefined ? pick(seededRandom(`scene ${words}`), anything) : named[1];
}
