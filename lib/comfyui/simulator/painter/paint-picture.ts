import sharp, { type Sharp } from "sharp";
import type { Picture } from "#lib/comfyui/simulator/pixels/picture";
import { pictureFrom } from "#lib/comfyui/simulator/pixels/picture";
import { Canvas } from "./canvas.ts";
import { chooseScene } from "./choose-scene.ts";
import { addGrain } from "./grain.ts";
import type { Look } from "./look.ts";
import { paletteFor } from "./palette.ts";
import { seededRandom } from "./seeded-random.ts";

/** Draws what a look describes. `index` is the place in a batch: its pictures differ like seeds do. */
export async function paintPicture(
  look: Look,
  index: number,
  width: number,
  height: number,
): Promise<Picture> {
  const key = `${look.text}|${look.seed}|${index}`;
  // A strong guidance paints stronger colours.
  const chroma = 0.82 + Math.min(1, look.cfg / 12) * 0.36;
  const canvas = new Canvas(
    width,
    height,
    look.text.toLowerCase(),
    paletteFor(look.text, seededRandom(`palette ${key}`), chroma),
    seededRandom(`scene ${key}`),
  );
  chooseScene(look.text)(canvas);
  canvas.vignette(0.26);
  const drawn = sharp(Buffer.from(canvas.toSvg(width, height)), { limitInputPixels: false });
  const picture = await pictureFrom(finish(drawn, look, width).removeAlpha().toColourspace("srgb"));
  return addGrain(picture, seededRandom(`grain ${key} ${look.model} ${look.negative}`), grainOf(look));
}

/** Few steps leave a picture soft, a second pass sharpens it. */
function finish(picture: Sharp, look: Look, width: number): Sharp {
  const unit = width / 1024;
  if (look.steps < 12) return picture.blur(Math.max(0.4, (12 - look.steps) * 0.28 * unit));
  return look.passes > 1 ? picture.sharpen({ sigma: Math.max(0.5, 1.1 * unit) }) : picture;
}

function grainOf({ steps, passes }: Look): number {
  return passes > 1 ? 4 : steps < 12 ? 10 : 6.5;
}
