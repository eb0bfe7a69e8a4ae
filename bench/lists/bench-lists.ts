import { createHash } from "node:crypto";
import pg from "pg";
import { createDb, forShortStatements } from "#lib/db/client";
import { ceiling, judged, notMeasured, type Bar } from "../kit/bar.ts";
import { startRig } from "../kit/rig.ts";
import { alternateAll } from "../kit/rounds.ts";
import { seedLibrary } from "../kit/seed-library.ts";
import type { Session } from "../kit/session.ts";
import { median, percentile } from "../kit/stats.ts";
import type { Listing } from "./listing.ts";
import { openListings } from "./listings.ts";
import { readPlans } from "./read-plan.ts";
import { seedReview, type ReviewPlan } from "./seed-review.ts";
import { watchStatements, type StatementWatch } from "./watch-statements.ts";

export type ListsScale = {
  outputs: readonly number[];
  perRun: number;
  rounds: number;
  /** Of each page in a round, both halves together. */
  repeats: number;
  /** Of Prisma's page, altogether. */
  baseRepeats: number;
};

const full: ListsScale = {
  outputs: [1_000_000, 5_000_000],
  perRun: 4,
  rounds: 5,
  repeats: 300,
  baseRepeats: 15,
};
const quick: ListsScale = { outputs: [200_000], perRun: 4, rounds: 3, repeats: 20, baseRepeats: 3 };

/** A session lists at most so many of a library's outputs. */
const mostListed = 200_000;
const mostRatio = 1.5;
const leastGain = 50;
const mostMs = 3;
/** Below so many rows Prisma's cursor has not got slow yet. */
const leastForGain = 1_000_000;
/** A page that takes longer is asked for less often: it will not meet a bar of milliseconds anyhow. */
const slowMs = 100;

/**
 * P8: every list that grows, its first page and its last one, in libraries of millions of rows that SQL made. What is
 * timed is the database alone: all statements behind one page, from sending to the last row.
 */
export async function benchLists(session: Session): Promise<Bar[]> {
  const { quick: isQuick, extra } = session.options;
  const scale = isQuick ? quick : full;
  const rows = extra["rows"];
  return measureLists(session, rows === undefined ? scale : { ...scale, outputs: [Number(rows)] });
}

export async function measureLists(session: Session, scale: ListsScale): Promise<Bar[]> {
  const bars: Bar[] = [];
  for (const outputs of scale.outputs) {
    const rig = await startRig();
    try {
      const { isLoaded } = await session.calibrate(rig.databaseUrl);
      session.say(`seeding ${outputs.toLocaleString("en")} outputs`);
      const files = Array.from({ length: Math.ceil(outputs / 50) }, (_, n) =>
        createHash("sha256").update(String(n)).digest("hex"),
      );
      await seedLibrary(rig.databaseUrl, { outputs, perRun: scale.perRun, states: "mostly-decided", files });
      const review = { listed: Math.min(outputs, mostListed), sessions: 20_000, comments: 20_000 };
      await seedReview(rig.databaseUrl, review);
      const library = { ...scale, outputs, review, file: files[1] ?? "", isLoaded };
      bars.push(...(await measureLibrary(session, rig.databaseUrl, library)));
    } finally {
      await rig.stop();
    }
  }
  return bars;
}

type LibraryScale = Omit<ListsScale, "outputs"> & {
  outputs: number;
  review: ReviewPlan;
  file: string;
  isLoaded: boolean;
};
type Measured = {
  name: string;
  firstMs: number[][];
  deepestMs: number[][];
  prismaMs: number[];
  scanned: string[];
  rows: number;
};

async function measureLibrary(session: Session, databaseUrl: string, scale: LibraryScale): Promise<Bar[]> {
  const watch = watchStatements();
  const db = createDb({ url: databaseUrl, poolSize: 2, silentMs: 600_000 });
  const client = new pg.Client({ connectionString: databaseUrl, options: forShortStatements });
  await client.connect();
  try {
    const library = { outputs: scale.outputs, perRun: scale.perRun, sha256: scale.file };
    const measured: Measured[] = [];
    for (const listing of await openListings(db, library, scale.review)) {
      measured.push(await measureListing(listing, watch, client, scale));
    }
    session.note(`lists ${scale.outputs}`, measured);
    tell(session, scale.outputs, measured);
    return judge(measured, scale);
  } finally {
    watch.stop();
    await client.end();
    await db.$disconnect();
  }
}

async function measureListing(
  listing: Listing,
  watch: StatementWatch,
  client: pg.Client,
  { rounds, repeats, baseRepeats }: LibraryScale,
): Promise<Measured> {
  async function time(page: () => Promise<number>): Promise<number> {
    watch.take();
    await page();
    return watch.take().reduce((sum, { ms }) => sum + ms, 0);
  }
  watch.take();
  const warm = await time(listing.deepest);
  const times = Math.max(1, Math.round((repeats / 2) * Math.min(1, slowMs / 10 / warm)));
  const { first, deepest } = await alternateAll(["first", "deepest"], rounds, async (page) => {
    const samples: number[] = [];
    for (let n = 0; n < times; n += 1) samples.push(await time(listing[page]));
    return samples;
  });
  const prismaMs: number[] = [];
  if (listing.prisma !== undefined) {
    for (let n = 0; n < baseRepeats; n += 1) prismaMs.push(await time(listing.prisma));
  }
  watch.take();
  await listing.first();
  const ofFirst = watch.take();
  await listing.deepest();
  const plans = await readPlans(client, [...ofFirst, ...watch.take()]);
  watch.take();
  return { name: listing.name, firstMs: first, deepestMs: deepest, prismaMs, ...plans };
}

/** How much longer the deepest page takes than the first: one ratio a round, and the middle one counts. */
function depthRatio({ firstMs, deepestMs }: Measured): number {
  return median(deepestMs.map((samples, round) => median(samples) / median(firstMs[round] ?? [])));
}

function slowestMs({ firstMs, deepestMs }: Measured): number {
  return Math.max(percentile(firstMs.flat(), 95), percentile(deepestMs.flat(), 95));
}

function gain({ deepestMs, prismaMs }: Measured): number {
  return median(prismaMs) / median(deepestMs.flat());
}

function tell(session: Session, outputs: number, measured: readonly Measured[]): void {
  session.table(
    [
      `of ${outputs.toLocaleString("en")}`,
      "n",
      "first p50",
      "p95",
      "deepest p50",
      "p95 ms",
      "ratio",
      "Prisma's cursor",
      "rows",
      "end to end",
    ],
    measured.map((one) => [
      one.name,
      one.firstMs.flat().length,
      median(one.firstMs.flat()).toFixed(2),
      percentile(one.firstMs.flat(), 95).toFixed(2),
      median(one.deepestMs.flat()).toFixed(2),
      percentile(one.deepestMs.flat(), 95).toFixed(2),
      depthRatio(one).toFixed(2),
      one.prismaMs.length === 0 ? "–" : `${gain(one).toFixed(0)} ×`,
      one.rows,
      one.scanned.join(", ") || "–",
    ]),
  );
}

function judge(measured: readonly Measured[], { outputs, isLoaded }: LibraryScale): Bar[] {
  const size = `${outputs / 1_000_000} M`;
  const deepest = worst(measured, depthRatio);
  const slowest = worst(measured, slowestMs);
  const scanning = measured.filter(({ scanned }) => scanned.length > 0).map(({ name }) => name);
  const gained = measured.filter(({ prismaMs }) => prismaMs.length > 0);
  const leastGained = worst(gained, (one) => -gain(one));
  const gainId = `P8 ${size} to Prisma's cursor`;
  const gainBar = `≥ ${leastGain} ×`;
  return [
    judged(
      `P8 ${size} deepest to first page`,
      `${deepest.figure.toFixed(2)} ×`,
      `≤ ${mostRatio} ×`,
      deepest.figure <= mostRatio,
      `worst: ${deepest.name}`,
    ),
    outputs < leastForGain
      ? notMeasured(
          gainId,
          gainBar,
          `only ${outputs.toLocaleString("en")} rows; here ${(-leastGained.figure).toFixed(0)} ×`,
        )
      : judged(
          gainId,
          `${(-leastGained.figure).toFixed(0)} ×`,
          gainBar,
          -leastGained.figure >= leastGain,
          `least: ${leastGained.name}`,
        ),
    judged(
      `P8 ${size} tables read end to end`,
      `${scanning.length} lists`,
      "0 lists",
      scanning.length === 0,
      ...(scanning.length > 0 ? [scanning.join("; ")] : []),
    ),
    {
      ...ceiling(`P8 ${size} database p95`, slowest.figure, mostMs, isLoaded),
      note: `slowest: ${slowest.name}`,
    },
  ];
}

function worst(
  measured: readonly Measured[],
  figure: (one: Measured) => number,
): { name: string; figure: number } {
  const [first] = measured
    .map((one) => ({ name: one.name, figure: figure(one) }))
    .toSorted((a, b) => b.figure - a.figure);
  if (first === undefined) throw new Error("No list was measured.");
  return first;
}
