import type { Contract } from "./contract.ts";
import { findProperty } from "./contract.ts";

/** Inclusive, decimal text. */
export type SeedBounds = { readonly minimum: string; readonly maximum: string };

/** A source of uniformly distributed integers from 0 to 2^64-1. */
export type Random64 = () => bigint;

const sourceRange = 2n ** 64n;
const largestPlain = BigInt(Number.MAX_SAFE_INTEGER);

/** The bounds of the contract's seed, or null when it has none. */
export function seedBounds(contract: Contract): SeedBounds | null {
  if (contract.seedProperty === null) return null;
  const bounds = findProperty(contract, contract.seedProperty)?.bounds;
  if (bounds?.minimum === undefined || bounds.maximum === undefined) return null;
  return { minimum: String(bounds.minimum), maximum: String(bounds.maximum) };
}

/**
 * Draws a seed as decimal text. Drawn seeds stay between 0 and 2^53-1 where the bounds allow it, so that tools
 * which read numbers carelessly still repeat the picture.
 */
export function drawSeed(bounds: SeedBounds, random: Random64): string {
  const { low, high } = plainRange(BigInt(bounds.minimum), BigInt(bounds.maximum));
  const span = high - low + 1n;
  // Values above the last whole multiple of the span are drawn again, otherwise small seeds would come more often.
  const fair = sourceRange - (sourceRange % span);
  let drawn = random();
  for (let tries = 0; drawn >= fair && tries < 64; tries += 1) drawn = random();
  return (low + (drawn % span)).toString();
}

/** The seed after this one; past the end it starts again at the beginning. */
export function nextSeed(seed: string, bounds: SeedBounds): string {
  const next = BigInt(seed) + 1n;
  const isInside = next >= BigInt(bounds.minimum) && next <= BigInt(bounds.maximum);
  return isInside ? next.toString() : BigInt(bounds.minimum).toString();
}

function plainRange(minimum: bigint, maximum: bigint): { low: bigint; high: bigint } {
  const low = minimum < 0n && maximum >= 0n ? 0n : minimum;
  const high = low <= largestPlain && maximum > largestPlain ? largestPlain : maximum;
  return { low, high };
}
