import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { createDb } from "#lib/db/client";
import { inTransaction } from "#lib/db/transaction";
import { createFileStore, variantSizes } from "#lib/output/file-store";
import { saveFiles } from "#lib/output/file-row-store";
import { webpOptions } from "#lib/output/encode-variants";
import { ingestFile } from "#lib/output/ingest-file";
import { makeThumbnails } from "#lib/output/make-thumbnails";
import { createGate } from "#lib/output/picture-gate";
import { judged, type Bar } from "../kit/bar.ts";
import { startRig } from "../kit/rig.ts";
import { alternate, ratiosOf, tellRatios, type Side } from "../kit/rounds.ts";
import type { Session } from "../kit/session.ts";
import { drawPictures, type DrawnPicture } from "./draw-pictures.ts";

export type IngestScale = {
  pictures: number;
  rounds: number;
  /** Divides the pictures' sides. */
  shrink: number;
};

const full: IngestScale = { pictures: 200, rounds: 5, shrink: 1 };
const quick: IngestScale = { pictures: 20, rounds: 3, shrink: 1 };
/** As many as `pictureGate` lets in here, and what both sides get. */
const concurrency = 2;
const warmUp = 10;
const leastRatio = 0.8;

/**
 * P12: PNGs through our ingest (guarded decoding, thumbhash, sha256, a durable file, a row, and then three WebP sizes, of
 * which the last one has to be there) against bare sharp that makes the same sizes of the same files and keeps nothing.
 */
export function benchIngest(session: Session): Promise<Bar[]> {
  return measureIngest(session, session.options.quick ? quick : full);
}

export async function measureIngest(
  session: Session,
  { pictures, rounds, shrink }: IngestScale,
): Promise<Bar[]> {
  const rig = await startRig();
  const db = createDb({ url: rig.databaseUrl, poolSize: 4 });
  try {
    const calibration = await session.calibrate(rig.databaseUrl);
    session.say(
      `calibration: hash ${calibration.hashMs.toFixed(0)} ms, commit ${calibration.commitMs?.toFixed(0)} ms`,
    );
    const drawn = await drawPictures(session.random, pictures, shrink);
    const bytes = drawn.reduce((sum, picture) => sum + picture.bytes.byteLength, 0);
    session.say(`${pictures} PNGs, ${(bytes / 1e6).toFixed(0)} MB, ${concurrency} at a time`);

    /** Files and rows start empty each time: what is stored already would be skipped. */
    async function ingestAll(batch: readonly DrawnPicture[]): Promise<number> {
      await db.file.deleteMany();
      const root = await mkdtemp(join(rig.folder, "ingest-"));
      const files = createFileStore(root);
      // As the worker does: nothing that is taken in waits for the thumbnails of what was before.
      const thumbnails: Promise<void>[] = [];
      const behind = createGate(concurrency);
      const startedMs = performance.now();
      await throughGate(batch, async (picture) => {
        const file = await ingestFile(files, picture.bytes, picture.name);
        if (file.quarantine !== null) throw new Error(`${picture.name} was set aside: ${file.quarantine}`);
        await inTransaction(db, (tx) => saveFiles(tx, [file], new Date()));
        thumbnails.push(behind(() => makeThumbnails(files, file)));
      });
      await Promise.all(thumbnails);
      const elapsedMs = performance.now() - startedMs;
      const rows = await db.file.count();
      if (rows !== batch.length) throw new Error(`${rows} of ${batch.length} pictures have a row.`);
      await rm(root, { recursive: true });
      return elapsedMs;
    }

    /** Milliseconds for the whole batch. */
    const measure: Record<Side, (batch: readonly DrawnPicture[]) => Promise<number>> = {
      ours: ingestAll,
      async base(batch) {
        const startedMs = performance.now();
        await throughGate(batch, resizeBare);
        return performance.now() - startedMs;
      },
    };
    await measure.ours(drawn.slice(0, warmUp));
    await measure.base(drawn.slice(0, warmUp));
    const samples = await alternate(rounds, async (side, round, half) => {
      const elapsedMs = await measure[side](drawn);
      const rate = (1000 * drawn.length) / elapsedMs;
      session.say(`round ${round + 1}.${half + 1} ${side}: ${rate.toFixed(1)} files/s`);
      return [rate];
    });
    session.note("filesPerSecond", samples);
    const ratios = ratiosOf(samples, (rates) => rates.reduce((sum, rate) => sum + 1 / rate, 0) ** -1);
    return [judged("P12 throughput", tellRatios(ratios), `≥ ${leastRatio} ×`, ratios.median >= leastRatio)];
  } finally {
    await db.$disconnect();
    await rig.stop();
  }
}

/** The three sizes as a program without further duties makes them. */
async function resizeBare({ bytes }: DrawnPicture): Promise<void> {
  await Promise.all(
    variantSizes.map((size) =>
      sharp(bytes)
        .resize({ width: size, height: size, fit: "inside", withoutEnlargement: true })
        .webp(webpOptions)
        .toBuffer(),
    ),
  );
}

async function throughGate(
  batch: readonly DrawnPicture[],
  work: (picture: DrawnPicture) => Promise<void>,
): Promise<void> {
  const gate = createGate(concurrency);
  await Promise.all(batch.map((picture) => gate(() => work(picture))));
}
