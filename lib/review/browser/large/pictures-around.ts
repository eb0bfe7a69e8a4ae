const steps = [1, 2, 3, 4, 5, -1, -2] as const;

/**
 * Which pictures to have ready around the one at `position`, the likeliest first: where a verdict leads (null when
 * that is not known), the five that follow, the two before. Positions may lie beyond the list's end.
 */
export function positionsAround(position: number, afterVerdict: number | null): number[] {
  const around = steps.map((step) => position + step).filter((at) => at >= 0);
  return afterVerdict === null ? around : [...new Set([afterVerdict, ...around])];
}
