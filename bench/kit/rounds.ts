import { median } from "./stats.ts";

export type Side = "ours" | "base";

/**
 * Measures two sides in alternation, so that whatever the machine does meanwhile hits both: inside a round the halves
 * come in ABBA order (the next round in BAAB). Answers the samples of each side by round, in the order taken.
 */
export async function alternate(
  rounds: number,
  measure: (side: Side, round: number, half: 0 | 1) => Promise<number[]>,
): Promise<Record<Side, number[][]>> {
  const samples: Record<Side, number[][]> = { ours: [], base: [] };
  for (let round = 0; round < rounds; round += 1) {
    const [first, second]: [Side, Side] = round % 2 === 0 ? ["ours", "base"] : ["base", "ours"];
    const halves: Record<Side, number[]> = { ours: [], base: [] };
    for (const [side, half] of [
      [first, 0],
      [second, 0],
      [second, 1],
      [first, 1],
    ] as const) {
      halves[side].push(...(await measure(side, round, half)));
    }
    samples.ours.push(halves.ours);
    samples.base.push(halves.base);
  }
  return samples;
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
