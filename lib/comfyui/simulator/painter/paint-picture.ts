import type { Picture } from "../pixels/picture.ts";
import { solidPicture } from "../pixels/picture.ts";
import type { Look } from "./look.ts";
import { seededRandom } from "./seeded-random.ts";

export async function paintPicture(
  look: Look,
  index: number,
  width: number,
  height: number,
): Promise<Picture> {
  const r = seededRandom(`${look.text} ${look.seed} ${index}`);
  return solidPicture(width, height, Math.floor(r() * 0xffffff));
}
