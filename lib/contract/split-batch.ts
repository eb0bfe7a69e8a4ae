/**
 * How many pictures each run makes, so that `count` pictures come from as few runs of at most `max` as possible, as
 * evenly as can be, larger ones first: 10 at most 4 each are 4, 3 and 3.
 */
export function splitBatch(count: number, max: number): number[] {
  const runs = Math.ceil(count / max);
  const least = Math.floor(count / runs);
  const larger = count - least * runs;
  return Array.from({ length: runs }, (_, index) => (index < larger ? least + 1 : least));
}
