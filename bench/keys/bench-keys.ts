import type { Page } from "@playwright/test";
import { createDb } from "#lib/db/client";
import { ceiling, judged, type Bar } from "../kit/bar.ts";
import { startRigBrowser, type RigBrowser } from "../kit/browser.ts";
import { drawFiles } from "../kit/draw-files.ts";
import { handles, keyToPaint } from "../kit/key-to-paint.ts";
import { startRig, type RigWeb } from "../kit/rig.ts";
import { alternate, ratiosOf, type Side } from "../kit/rounds.ts";
import { outputId, seedLibrary } from "../kit/seed-library.ts";
import type { Session } from "../kit/session.ts";
import { percentile } from "../kit/stats.ts";
import { switchPrefetchOff } from "./no-prefetch.ts";

type KeysScale = { pictures: number; rounds: number; warmUp: number; perHalf: number };

const full: KeysScale = { pictures: 200, rounds: 5, warmUp: 10, perHalf: 100 };
const quick: KeysScale = { pictures: 24, rounds: 3, warmUp: 3, perHalf: 8 };
const everyMs = 200;
const latencyMs = 20;
const side = 1024;
const leastGain = 10;
const mostMs = 50;
/** Of the pictures of a turn, how many at least must have been asked for before their key, or nothing was prefetched. */
const leastAhead = 0.9;

/**
 * Only these are compared without a display's clock: at sixty ticks a second either side waits up to 17 ms for the next
 * one, which is most of what a picture that is at hand takes and next to nothing of one that is not. The ceiling is
 * what a person sees, so it is taken with the clock.
 */
const unclocked = { isUnclocked: true };

type Turn = { samples: number[]; ahead: number };

/**
 * P6: in the large view, from the key to the painted next picture of 1024 pixels, five keys a second, each answer 20 ms
 * away; against the same build with its prefetch taken away.
 */
export async function benchKeys(session: Session): Promise<Bar[]> {
  const scale = session.options.quick ? quick : full;
  const rig = await startRig();
  const db = createDb({ url: rig.databaseUrl, poolSize: 4 });
  try {
    const { isLoaded } = await session.calibrate(rig.databaseUrl);
    session.say(`drawing ${scale.pictures} pictures`);
    const files = await drawFiles(db, rig.files, session.random, { count: scale.pictures, side });
    await seedLibrary(rig.databaseUrl, { outputs: scale.pictures, perRun: 1, states: "pending", files });
    // As the seed hands them out: output n, from 1, shows file n, and the last one the first.
    const shown = files.map((_, index) => files[(index + 1) % files.length] ?? "");
    const web = await rig.web();
    const seen = await measureAsSeen(web, shown, scale);
    session.note("keyToPaintAtSixtyTicksMs", seen);
    const browser = await startRigBrowser(web, unclocked);
    try {
      const ahead: Record<Side, number[]> = { ours: [], base: [] };
      let next = 0;
      const samples = await alternate(scale.rounds, async (who, round, half) => {
        const from = next % Math.max(1, scale.pictures - scale.warmUp - scale.perHalf);
        if (who === "base") next += scale.perHalf;
        const turn = await takeTurn(browser, { isPrefetching: who === "ours", shown, from, scale });
        ahead[who].push(turn.ahead);
        session.say(`round ${round + 1}.${half + 1} ${who}: ${tell(turn.samples)}`);
        return turn.samples;
      });
      session.note("keyToPaintMs", samples);
      session.note("askedForAhead", ahead);
      if (Math.min(...ahead.ours) < leastAhead)
        throw new Error(`Prefetching asked for ${ahead.ours.join(", ")} ahead.`);
      if (Math.max(...ahead.base) > 0)
        throw new Error(`Without prefetch ${ahead.base.join(", ")} were there ahead.`);
      const ratios = ratiosOf({ ours: samples.base, base: samples.ours }, (all) => percentile(all, 95));
      session.table(
        ["key to picture", "n", "p50, p95 ms"],
        [
          ["with prefetch", samples.ours.flat().length, tell(samples.ours.flat())],
          ["without", samples.base.flat().length, tell(samples.base.flat())],
          ["with prefetch, at a display's clock", seen.length, tell(seen)],
        ],
      );
      const gains = ratios.perRound.map((ratio) => ratio.toFixed(1)).join(" ");
      return [
        judged(
          "P6 p95 better than without prefetch",
          `${ratios.median.toFixed(1)} × (${gains})`,
          `≥ ${leastGain} ×`,
          ratios.median >= leastGain,
        ),
        ceiling("P6 p95 key to picture", percentile(seen, 95), mostMs, isLoaded),
      ];
    } finally {
      await browser.stop();
    }
  } finally {
    await db.$disconnect();
    await rig.stop();
  }
}

/** What a person at a display of sixty ticks a second waits for. */
async function measureAsSeen(web: RigWeb, shown: readonly string[], scale: KeysScale): Promise<number[]> {
  const browser = await startRigBrowser(web);
  try {
    const samples: number[] = [];
    for (const from of [0, scale.perHalf % (scale.pictures - scale.warmUp - scale.perHalf)]) {
      samples.push(...(await takeTurn(browser, { isPrefetching: true, shown, from, scale })).samples);
    }
    return samples;
  } finally {
    await browser.stop();
  }
}

type TurnPlan = { isPrefetching: boolean; shown: readonly string[]; from: number; scale: KeysScale };

/** Goes through pictures from the `from`-th on, in a browser that has seen none of them. */
async function takeTurn(browser: RigBrowser, { isPrefetching, shown, from, scale }: TurnPlan): Promise<Turn> {
  const context = await browser.signedIn({ width: 1440, height: 900 });
  try {
    const page = await context.newPage();
    const control = isPrefetching ? null : await switchPrefetchOff(page);
    await slowDown(page);
    const asked = new Set<string>();
    page.on("request", (request) => {
      const sha256 = /\/files\/([0-9a-f]{64})\/(?:1440|original)/.exec(request.url())?.[1];
      if (sha256 !== undefined) asked.add(sha256);
    });
    if (control !== null) {
      await page.addInitScript((first) => Object.assign(window, { benchWanted: first }), shown[from] ?? "");
    }
    await page.goto(`/review?output=${outputId(from + 1)}`);
    await page.waitForSelector(handles.stagePicture(shown[from] ?? ""));
    const samples: number[] = [];
    let ahead = 0;
    for (let n = 1; n <= scale.warmUp + scale.perHalf; n += 1) {
      const sha256 = shown[from + n] ?? "";
      const startedMs = performance.now();
      if (n > scale.warmUp && asked.has(sha256)) ahead += 1;
      await control?.want(sha256);
      samples.push(await keyToPaint(page, "ArrowRight", handles.stagePicture(sha256)));
      await new Promise((resolve) => setTimeout(resolve, everyMs - (performance.now() - startedMs)));
    }
    return { samples: samples.slice(scale.warmUp), ahead: ahead / scale.perHalf };
  } finally {
    await context.close();
  }
}

async function slowDown(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Network.enable");
  await cdp.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: latencyMs,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
}

function tell(samples: readonly number[]): string {
  return `p50 ${percentile(samples, 50).toFixed(1)}, p95 ${percentile(samples, 95).toFixed(1)}`;
}
