import type { Scalar } from "#lib/contract/contract";
import { readWholeText } from "./number-text.ts";

/**
 * How the seed of the next runs is chosen. Random is the absence of a value, never a magic number; a fixed seed is
 * exact decimal text up to 2^64-1; unfinished is what cannot be a seed yet.
 */
export type SeedChoice =
  | { readonly kind: "random" }
  | { readonly kind: "fixed"; readonly seed: string }
  | { readonly kind: "unfinished"; readonly text: string };

export function seedChoiceOf(value: Scalar | undefined): SeedChoice {
  if (value === undefined) return { kind: "random" };
  const text = String(value);
  const digits = readWholeText(text);
  if (digits === "") return { kind: "random" };
  return digits === null ? { kind: "unfinished", text } : { kind: "fixed", seed: digits };
}

/** What goes into params: nothing for random. A narrow seed (one that fits a plain integer) is a number there. */
export function seedValue(choice: SeedChoice, isWide: boolean): Scalar | undefined {
  switch (choice.kind) {
    case "random":
      return undefined;
    case "unfinished":
      return choice.text;
    case "fixed":
      return isWide ? choice.seed : Number(choice.seed);
  }
}

/** 64 random bits of the browser's own generator. */
export function random64(): bigint {
  const words = crypto.getRandomValues(new BigUint64Array(1));
  return words[0] ?? 0n;
}
