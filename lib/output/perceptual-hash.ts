/** Pixels with four channels of eight bits. */
type Rgba = { data: Uint8Array; width: number; height: number };

const columns = 9;
const rows = 8;
const grey = 128;
/** Steps of 255: less is rounding, in a sky or on a wall of one colour. */
const leastDifference = 0.5;

/**
 * The difference hash of a picture as 16 hex digits: on a grid of 9 by 8 fields, whether each field is brighter than
 * its right neighbour. Scaling, re-encoding and small changes leave nearly all of the 64 bits alone. Transparent
 * pixels count as the grey that pictures are shown on. (N. Krawetz, "Kind of Like That", 2013)
 */
export function perceptualHash(picture: Rgba): string {
  const fields = averageFields(picture);
  let hash = "";
  for (let row = 0; row < rows; row += 1) {
    let byte = 0;
    for (let column = 0; column < columns - 1; column += 1) {
      const left = fields[row * columns + column] ?? 0;
      const right = fields[row * columns + column + 1] ?? 0;
      byte = (byte << 1) | (left - right > leastDifference ? 1 : 0);
    }
    hash += byte.toString(16).padStart(2, "0");
  }
  return hash;
}

function averageFields({ data, width, height }: Rgba): Float64Array {
  const sums = new Float64Array(columns * rows);
  const counts = new Float64Array(columns * rows);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      const light = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
      const alpha = data[at + 3] ?? 255;
      const field = Math.floor((y * rows) / height) * columns + Math.floor((x * columns) / width);
      sums[field] = (sums[field] ?? 0) + grey + ((light - grey) * alpha) / 255;
      counts[field] = (counts[field] ?? 0) + 1;
    }
  }
  return sums.map((sum, field) => sum / Math.max(1, counts[field] ?? 1));
}
