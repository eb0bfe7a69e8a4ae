/** Numbers in [0, 1), the same for the same text on every machine (xmur3 seeds sfc32). */
export type Random = () => number;

export function seededRandom(text: string): Random {
  const next = hashes(text);
  let [a, b, c, d] = [next(), next(), next(), next()];
  const random = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) random();
  return random;
}

function hashes(text: string): () => number {
  let h = 1779033703 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 3432918353);
    h = (h << 13) | (h >>> 19);
  }
  return () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507);
    h = Math.imul(h ^ (h >>> 13), 3266489909);
    h ^= h >>> 16;
    return h;
  };
}

export function between(random: Random, from: number, to: number): number {
  return from + (to - from) * random();
}

export function whole(random: Random, from: number, to: number): number {
  return Math.floor(between(random, from, to + 1));
}

/** The list must not be empty. */
export function pick<T>(random: Random, list: readonly T[]): T {
  const item = list[Math.floor(random() * list.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}
