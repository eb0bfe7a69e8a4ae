import type { OutputCount } from "./facet-schema.ts";

/** A count that was stopped at its limit says so: "1,000+". Nothing where nothing is known. */
export function describeCount({ count, more }: OutputCount): string | undefined {
  return count === null || (count === 0 && more)
    ? undefined
    : `${count.toLocaleString("en")}${more ? "+" : ""}`;
}
