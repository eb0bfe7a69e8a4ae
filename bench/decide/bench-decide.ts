import { createDb } from "#lib/db/client";
import { ceiling, judged, type Bar } from "../kit/bar.ts";
import { startRigBrowser } from "../kit/browser.ts";
import { drawFiles } from "../kit/draw-files.ts";
import { handles } from "../kit/key-to-paint.ts";
import { startRig, type Rig } from "../kit/rig.ts";
import { ratiosOf, tellRatios } from "../kit/rounds.ts";
import { outputId, seedLibrary } from "../kit/seed-library.ts";
import type { Session } from "../kit/session.ts";
import { percentile } from "../kit/stats.ts";
import { measurePaint } from "./measure-paint.ts";
import { measureServer, outputsNeeded, type ServerScale } from "./measure-server.ts";

const full: ServerScale = { reviewers: 50, rounds: 5, each: 10, warmUp: 4, everyMs: 500 };
const quick: ServerScale = { reviewers: 50, rounds: 3, each: 4, warmUp: 1, everyMs: 500 };
const paints = { full: { warmUp: 20, count: 200 }, quick: { warmUp: 5, count: 40 } };

/** As many connections as the web app has, for either side. */
const poolSize = 20;
const mostRatio = 4;
const mostServerMs = 15;
const mostPaintMs = 50;

/**
 * P7: a verdict, with decision, audit row and event in one transaction, while fifty people decide at once, faster than
 * most can look, against the bare update of one row each with as many connections; and in the browser, from the key to
 * the mark on the tile.
 */
export async function benchDecide(session: Session): Promise<Bar[]> {
  const scale = session.options.quick ? quick : full;
  const paint = session.options.quick ? paints.quick : paints.full;
  const rig = await startRig();
  const db = createDb({ url: rig.databaseUrl, poolSize });
  try {
    const { isLoaded } = await session.calibrate(rig.databaseUrl);
    const needed = outputsNeeded(scale);
    const files = await drawFiles(db, rig.files, session.random, { count: 40, side: 384 });
    const outputs = needed + paint.warmUp + paint.count + 50;
    await seedLibrary(rig.databaseUrl, { outputs, perRun: 4, states: "pending", files });
    const ids = Array.from({ length: needed }, (_, n) => outputId(n + 1));
    const parts = { db, databaseUrl: rig.databaseUrl, poolSize, ids };
    const { paced, flood } = await measureServer(parts, session.random, scale);
    session.note("serverMs", { paced, flood });
    const painted = await paintInBrowser(rig, paint);
    session.note("paintMs", painted);
    const ratios = ratiosOf(paced, (all) => percentile(all, 95));
    session.table(
      ["", "n", "p50 ms", "p95 ms"],
      [
        ["a verdict, 50 people at two a second each", ...figures(paced.ours.flat())],
        ["a bare update, as many", ...figures(paced.base.flat())],
        ["a verdict, 50 people without a pause", ...figures(flood.ours)],
        ["a bare update, as many", ...figures(flood.base)],
        ["key to painted mark", ...figures(painted)],
      ],
    );
    return [
      judged("P7 p95 to a bare update", tellRatios(ratios), `≤ ${mostRatio} ×`, ratios.median <= mostRatio),
      ceiling("P7 p95 at the server", percentile(paced.ours.flat(), 95), mostServerMs, isLoaded),
      ceiling("P7 p95 key to painted mark", percentile(painted, 95), mostPaintMs, isLoaded),
    ];
  } finally {
    await db.$disconnect();
    await rig.stop();
  }
}

async function paintInBrowser(
  rig: Rig,
  { warmUp, count }: { warmUp: number; count: number },
): Promise<number[]> {
  const browser = await startRigBrowser(await rig.web());
  try {
    const context = await browser.signedIn({ width: 1440, height: 900 });
    const page = await context.newPage();
    await page.goto("/review");
    await page.locator(handles.currentTile).waitFor();
    return (await measurePaint(page, warmUp + count)).slice(warmUp);
  } finally {
    await browser.stop();
  }
}

function figures(samples: readonly number[]): (string | number)[] {
  return [samples.length, percentile(samples, 50).toFixed(1), percentile(samples, 95).toFixed(1)];
}
