import type { Pixels } from "./decode-picture.ts";

export type PixelShelf = {
  /** Keeps pixels for a while. Those that would be too many together with what is kept are not. */
  put(sha256: string, pixels: Pixels): void;
  get(sha256: string): Pixels | undefined;
  drop(sha256: string): void;
};

/**
 * Decoded pictures of which thumbnails are about to be made, so that most are decoded once. What is not here is decoded
 * again from what is stored: nothing depends on the shelf but speed.
 */
export const pixelShelf = createPixelShelf({ mostBytes: 48 * 1024 * 1024, keepMs: 10_000 });

export function createPixelShelf({ mostBytes, keepMs }: { mostBytes: number; keepMs: number }): PixelShelf {
  const kept = new Map<string, { pixels: Pixels; timer: NodeJS.Timeout }>();
  let bytes = 0;

  function drop(sha256: string): void {
    const entry = kept.get(sha256);
    if (entry === undefined) return;
    clearTimeout(entry.timer);
    kept.delete(sha256);
    bytes -= entry.pixels.data.byteLength;
  }

  return {
    put(sha256, pixels) {
      if (kept.has(sha256) || bytes + pixels.data.byteLength > mostBytes) return;
      bytes += pixels.data.byteLength;
      const timer = setTimeout(() => drop(sha256), keepMs).unref();
      kept.set(sha256, { pixels, timer });
    },
    get: (sha256) => kept.get(sha256)?.pixels,
    drop,
  };
}
