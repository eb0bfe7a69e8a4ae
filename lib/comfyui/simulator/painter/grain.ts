import type { Picture } from "#lib/comfyui/simulator/pixels/picture";
import { toByte } from "#lib/comfyui/simulator/pixels/picture";
import type { Random } from "./seeded-random.ts";

const tableSize = 1 << 16;

/** Film grain: the same on all channels, weaker in the lights. `strength` in steps of 1/255. */
export function addGrain(picture: Picture, random: Random, strength: number): Picture {
  const table = new Float32Array(tableSize);
  for (let i = 0; i < tableSize; i++) table[i] = (random() + random() + random() - 1.5) * strength;
  const { width, height, channels, data } = picture;
  for (let y = 0; y < height; y++) {
    // A new place in the table for each row hides that it repeats.
    let at = Math.floor(random() * tableSize);
    for (let x = 0; x < width; x++) {
      const noise = table[at++ & (tableSize - 1)] ?? 0;
      const from = (y * width + x) * channels;
      const calm = 1.15 - (data[from + 1] ?? 0) / 400;
      for (let c = from; c < from + 3; c++) data[c] = toByte((data[c] ?? 0) + noise * calm);
    }
  }
  return picture;
}
