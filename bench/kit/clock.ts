import { hrtime } from "node:process";

/** Milliseconds since the machine started, the same in every process on it: what one stamps another may subtract. */
export function now(): number {
  return Number(hrtime.bigint()) / 1e6;
}
