import { randomBytes } from "node:crypto";
import { drawSeed, type SeedBounds } from "#lib/contract/seed";

/** A seed nobody can foresee, as decimal text within the bounds. */
export function drawRunSeed(bounds: SeedBounds): string {
  return drawSeed(bounds, () => randomBytes(8).readBigUInt64BE());
}
