import { median } from "./stats.ts";

export type Side = "ours" | "base";

/**
 * Measures sides in alternation, so that whatever the machine does meanwhile hits all of them: inside a round the halves
 * of two sides come in ABBA order (the next round in BAAB), those of three in ABCCBA. Answers the samples of each side by
 * round, in the order taken.
 */
export async function alternateAll<S extends string>(
  sides: readonly S[],
  rounds: number,
  measure: (side: S, round: number, half: 0 | 1) => Promise<number[]>,
): Promise<Record<S, number[][]>> {
  const samples = Object.fromEntries(sides.map((side) => [side, []])) as unknown as Record<S, number[][]>;
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? sides : sides.toReversed();
    const halves = new Map<S, number[]>();
    for (const side of order) halves.set(side, await measure(side, round, 0));
    for (const side of order.toReversed()) {
      samples[side].push([...(halves.get(side) ?? []), ...(await measure(side, round, 1))]);
    }
  }
  return samples;
}

/** The same for ours and one baseline. */
export function alternate(
  rounds: number,
  measure: (side: Side, round: number, half: 0 | 1) => Promise<number[]>,
): Promise<Record<Side, number[][]>> {
  return alternateAll<Side>(["ours", "base"], rounds, measure);
}

export type Ratios = { perRound: number[]; median: number };

/** One ratio a round of what `figure` makes of each side's samples; the median of them meets the bar or does not. */
export function ratiosOf(
  { ours, base }: Record<Side, number[][]>,
  figure: (samples: readonly number[]) => number,
): Ratios {
  const perRound = ours.map((samples, round) => figure(samples) / figure(base[round] ?? []));
  return { perRound, median: median(perRound) };
}

/** "0.84 × (0.80 0.82 0.84 0.91 0.97)": the median and every round it comes from. */
export function tellRatios({ perRound, median: middle }: Ratios): string {
  return `${middle.toFixed(2)} × (${perRound.map((ratio) => ratio.toFixed(2)).join(" ")})`;
}
