import { parseArgs } from "node:util";

export type BenchOptions = {
  /** Which to run; empty for all. */
  names: readonly string[];
  /** Fewer rounds and samples, for under a minute. Says so in the record. */
  quick: boolean;
  /** Every random choice follows from it; printed, so that a run can be repeated. */
  seed: number;
  /** What a single bench understands: `--kill`, `--minutes 5`. Flags without a value are "true". */
  extra: Readonly<Record<string, string>>;
};

/** `[name …] [--quick] [--seed N] [--anything [value]]`. Throws one sentence when a number is none. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { tokens } = parseArgs({ args: [...args], strict: false, allowPositionals: true, tokens: true });
  const names: string[] = [];
  const flags: Record<string, string> = {};
  let open: string | null = null;
  for (const token of tokens) {
    if (token.kind === "option") {
      flags[token.name] = typeof token.value === "string" ? token.value : "true";
      open = token.value === undefined ? token.name : null;
    } else if (token.kind === "positional") {
      if (open !== null && /^\d/.test(token.value)) flags[open] = token.value;
      else names.push(token.value);
      open = null;
    }
  }
  const { quick, seed, ...extra } = flags;
  const seedNumber = seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(seed);
  if (!Number.isSafeInteger(seedNumber)) throw new Error(`--seed takes a whole number, not "${seed}".`);
  return { names, quick: quick === "true", seed: seedNumber, extra };
}

/** Whether less is enough: `--quick` as everywhere, or `--short` as in `npm test`. */
export function isShort({ quick, extra }: BenchOptions): boolean {
  return quick || extra["short"] === "true";
}
