import { Prisma } from "#prisma";

/**
 * A condition on rows of the table `run`, named or aliased `run` in the caller's query: every word of `text` begins a
 * word, or a number, somewhere in what was asked for. Served by the index `run_search`. Null when `text` holds no
 * word, and then nothing is to be filtered.
 */
export function matchParams(text: string): Prisma.Sql | null {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return null;
  const query = words.map((word) => `${word}:*`).join(" & ");
  return Prisma.sql`run_search_text(run.params) @@ to_tsquery('simple', ${query})`;
}
