import type { OutputCount } from "./facet-schema.ts";

/** A count that was stopped at its limit says so: "1,000+". Nothing where counting took too long. */
export function describeCount({ count, more }: OutputCount): string | undefined {
  return count === null ? undefined : `${count.toLocaleString("en")}${more ? "+" : ""}`;
}
