import { splitBatch } from "#lib/contract/split-batch";

/** What `count` pictures mean where a run makes up to `max` at once: "1 run of 4 pictures", "3 runs of 3 or 4 pictures". */
export function describeBatch(count: number, max: number): string {
  const sizes = splitBatch(count, max);
  const [most = 1] = sizes;
  const least = sizes.at(-1) ?? most;
  const runs = sizes.length === 1 ? "1 run" : `${sizes.length} runs`;
  const pictures =
    most === 1 ? "1 picture" : least === most ? `${most} pictures` : `${least} or ${most} pictures`;
  return `${runs} of ${pictures}${sizes.length > 1 ? " each" : ""}`;
}
