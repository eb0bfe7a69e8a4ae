/** Pictures whose perceptual hashes differ in no more bits than this look the same at a glance. */
export const mostBitsApart = 6;

const wholeHash = /^[0-9a-f]{16}$/;

/** In how many of their 64 bits two perceptual hashes differ; 64 where one of them is missing. */
export function bitsApart(a: string | null, b: string | null): number {
  if (a === null || b === null || !wholeHash.test(a) || !wholeHash.test(b)) return 64;
  return half(a, b, 0) + half(a, b, 8);
}

function half(a: string, b: string, from: number): number {
  let bits = Number.parseInt(a.slice(from, from + 8), 16) ^ Number.parseInt(b.slice(from, from + 8), 16);
  let count = 0;
  for (; bits !== 0; count += 1) bits &= bits - 1;
  return count;
}
