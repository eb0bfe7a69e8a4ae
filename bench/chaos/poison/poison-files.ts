import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { hostileFiles } from "#lib/output/testing/hostile-files";

/** A hostile file on disk, how it is served, and what must become of it as an output. */
export type PoisonFile = {
  name: string;
  path: string;
  bytes: Uint8Array;
  /** The Content-Length it is served under, when that is a lie. */
  announcedBytes?: number;
  /** What the reason must say; null when it is a picture, video or sound after all, and kept. */
  setAside: RegExp | null;
};

/** The whole corpus in `folder`: files that lie in themselves, and good ones of which the server lies. */
export async function writePoison(folder: string): Promise<PoisonFile[]> {
  await mkdir(folder, { recursive: true });
  const corpus = (await hostileFiles()).map((file) => ({
    name: file.name,
    bytes: file.bytes,
    setAside: "setAside" in file ? file.setAside : null,
  }));
  const files = [...corpus, ...(await liars())].map((file, index) => ({
    ...file,
    // The names themselves are hostile as well.
    path: join(folder, `${index}.bin`),
  }));
  for (const { path, bytes } of files) await writeFile(path, bytes);
  return files;
}

async function liars() {
  const noise = { type: "gaussian", mean: 128, sigma: 40 } as const;
  const bytes = await sharp({ create: { width: 300, height: 200, channels: 3, background: "grey", noise } })
    .png()
    .toBuffer();
  return [
    // Whole all the same, as the server says when it is asked for the rest.
    { name: "announced-longer.png", bytes, announcedBytes: bytes.length * 2, setAside: null },
    { name: "announced-shorter.png", bytes, announcedBytes: 2000, setAside: /another size/ },
  ];
}

/** sharp's defaults open a picture of 256 million pixels: if they did not, this corpus would prove nothing. */
export async function requireRealBomb(files: readonly PoisonFile[]): Promise<number> {
  const bomb = files.find(({ name }) => name === "bomb.png");
  if (bomb === undefined) throw new Error("The corpus has no bomb.");
  const { width, height } = await sharp(bomb.bytes).metadata();
  await sharp(bomb.bytes).resize(8).toBuffer();
  return width * height;
}
