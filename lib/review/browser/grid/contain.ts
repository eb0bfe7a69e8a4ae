import type { OutputView } from "#lib/output/output-schema";

/** The size at which a whole picture fits a square; the square itself while its size is not known. */
export function containIn(
  { width, height }: Pick<OutputView, "width" | "height">,
  side: number,
): { width: number; height: number } {
  if (!width || !height) return { width: side, height: side };
  const scale = side / Math.max(width, height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
