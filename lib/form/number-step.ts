import type { ContractProperty, Scalar } from "#lib/contract/contract";

/** Distance between two values a slider or an arrow key reaches. */
export function stepOf({ step, bounds, type }: ContractProperty): number {
  if (step !== undefined) return step;
  if (bounds.multipleOf !== undefined) return bounds.multipleOf;
  if (type === "integer") return 1;
  const range = Number(bounds.maximum) - Number(bounds.minimum);
  return Number.isFinite(range) && range > 0 ? 10 ** Math.floor(Math.log10(range / 20)) : 0.1;
}

/** The value some steps away, inside the bounds, without binary dust (0.1 + 0.2 is 0.3). */
export function stepFrom(property: ContractProperty, from: Scalar | undefined, steps: number): number {
  const step = stepOf(property);
  const lowest = Number(property.bounds.minimum ?? -Infinity);
  const highest = Number(property.bounds.maximum ?? Infinity);
  const start = typeof from === "number" ? from : Number(property.default ?? property.bounds.minimum ?? 0);
  const aimed = Number((start + steps * step).toFixed(Math.min(100, decimalsOf(step) + decimalsOf(start))));
  return Math.min(highest, Math.max(lowest, aimed));
}

/** Digits after the point of a number as it is written: 0.05 has two. */
export function decimalsOf(value: number): number {
  const [digits = "", exponent] = String(value).split("e");
  const written = digits.split(".")[1]?.length ?? 0;
  return Math.max(0, written - Number(exponent ?? 0));
}
