import type { Page } from "@playwright/test";
import { createDb } from "#lib/db/client";
import { ceiling, judged, type Bar } from "../kit/bar.ts";
import { startRigBrowser, type RigBrowser } from "../kit/browser.ts";
import { drawFiles } from "../kit/draw-files.ts";
import { handles } from "../kit/key-to-paint.ts";
import { startRig, type RigWeb } from "../kit/rig.ts";
import { alternate, ratiosOf, tellRatios, type Side } from "../kit/rounds.ts";
import { seedLibrary } from "../kit/seed-library.ts";
import type { Session } from "../kit/session.ts";
import { percentile } from "../kit/stats.ts";
import { bareGrid } from "./bare-grid.ts";
import { frameMark, scriptPerFrame, type TraceEvent } from "./script-per-frame.ts";
import { jump, scrollPage, type Scrolled } from "./scroll-page.ts";

export type GridScale = {
  outputs: number;
  files: number;
  rounds: number;
  /** Scrolling at each speed in half a round. */
  halfMs: number;
  jumps: number;
  traversePixelsPerFrame: number;
};

const full: GridScale = {
  outputs: 100_000,
  files: 400,
  rounds: 5,
  halfMs: 2000,
  jumps: 50,
  traversePixelsPerFrame: 4000,
};
const quick: GridScale = {
  ...full,
  files: 60,
  rounds: 3,
  halfMs: 350,
  jumps: 10,
  traversePixelsPerFrame: 40_000,
};

const speeds = [20, 100, 400, 2000] as const;
/** Up to here a hand scrolls and an eye reads. */
const readableSpeed = 400;
const warmUpFrames = 10;
const bars = { ratio: 1.25, cells: 150, heapMb: 150, scriptMs: 4, jumpMs: 100 };
const viewport = { width: 1600, height: 900 };

type GridSide = { page: Page; scroller: string; cell: string };

/** P5: the review grid with 100,000 outputs against a bare pooled grid of the same cells with the same pictures. */
export async function benchGrid(session: Session): Promise<Bar[]> {
  const scale = session.options.quick ? quick : full;
  const rig = await startRig();
  const db = createDb({ url: rig.databaseUrl, poolSize: 4 });
  try {
    const { isLoaded } = await session.calibrate(rig.databaseUrl);
    const files = await drawFiles(db, rig.files, session.random, { count: scale.files, side: 512 });
    await seedLibrary(rig.databaseUrl, { outputs: scale.outputs, perRun: 4, states: "pending", files });
    const web = await rig.web();
    const browser = await startRigBrowser(web);
    try {
      session.note("browser", browser.version);
      const sides = await openSides(browser, web, scale, files);
      return await measureGrid(session, browser, sides, { ...scale, isLoaded });
    } finally {
      await browser.stop();
    }
  } finally {
    await db.$disconnect();
    await rig.stop();
  }
}

async function openSides(
  browser: RigBrowser,
  web: RigWeb,
  scale: GridScale,
  files: readonly string[],
): Promise<Record<Side, GridSide>> {
  const context = await browser.signedIn(viewport);
  const page = await context.newPage();
  await page.goto("/review");
  await page.locator(handles.currentTile).waitFor();
  const layout = await readLayout(page);
  if (layout.rows * layout.columns < scale.outputs) {
    throw new Error(
      `The grid says it holds ${layout.rows} rows of ${layout.columns}, not ${scale.outputs} outputs.`,
    );
  }
  const bare = await (await browser.signedIn(viewport)).newPage();
  const { side, rowHeight, columns, size } = layout;
  const pictures = files.map((_, n) => `/files/${files[(n + 1) % files.length]}/${size}`);
  const html = bareGrid({ count: scale.outputs, side, rowHeight, columns, pictures });
  await bare.route(`${web.url}/bare-grid`, (route) =>
    route.fulfill({ contentType: "text/html", body: html }),
  );
  await bare.goto("/bare-grid");
  return {
    ours: { page, scroller: `:has(> ${handles.grid})`, cell: "[data-tile]" },
    base: { page: bare, scroller: "[data-scroller]", cell: "img" },
  };
}

/** How our grid has laid itself out, so that the bare one shows as much. */
function readLayout(page: Page) {
  return page.evaluate((gridSelector) => {
    const grid = document.querySelector<HTMLElement>(gridSelector);
    const picture = document.querySelector<HTMLImageElement>("[data-tile] img");
    const row = document.querySelector<HTMLElement>('[role="row"]');
    if (grid === null || picture === null || row === null) throw new Error("There is no grid with pictures.");
    return {
      rows: Number(grid.getAttribute("aria-rowcount")),
      columns: Number(grid.getAttribute("aria-colcount")),
      side: picture.width,
      rowHeight: row.offsetHeight,
      size: /\/(\d+)(?:\?|$)/.exec(picture.src)?.[1] ?? "256",
    };
  }, handles.grid);
}

async function measureGrid(
  session: Session,
  browser: RigBrowser,
  sides: Record<Side, GridSide>,
  scale: GridScale & { isLoaded: boolean },
): Promise<Bar[]> {
  const seen: Record<Side, Map<number, Scrolled[]>> = { ours: new Map(), base: new Map() };
  const frames = await alternate(scale.rounds, async (side) => {
    const { page, scroller, cell } = sides[side];
    await page.bringToFront();
    const all: number[] = [];
    for (const pixelsPerFrame of speeds) {
      const scrolled = await scrollPage(page, { scroller, cell, pixelsPerFrame, forMs: scale.halfMs });
      seen[side].set(pixelsPerFrame, [...(seen[side].get(pixelsPerFrame) ?? []), scrolled]);
      all.push(...scrolled.frames.slice(warmUpFrames));
    }
    return all;
  });
  session.note("frameMs", frames);

  const { page, scroller, cell } = sides.ours;
  await page.bringToFront();
  const trace = await browser.trace(page, ["devtools.timeline", "blink.user_timing"], async () => {
    await scrollPage(page, {
      scroller,
      cell,
      pixelsPerFrame: readableSpeed,
      forMs: scale.halfMs,
      mark: frameMark,
    });
  });
  const script = scriptPerFrame(trace as TraceEvent[]);
  if (script.length < warmUpFrames) throw new Error(`The trace holds ${script.length} frames.`);
  session.note("scriptMs", script);

  const traverse = await scrollPage(page, {
    scroller,
    cell,
    pixelsPerFrame: scale.traversePixelsPerFrame,
    forMs: null,
  });
  const heapMb = await readHeap(page);
  const height = await page.evaluate(
    (selector) => document.querySelector(selector)?.scrollHeight ?? 0,
    scroller,
  );
  const jumps: Awaited<ReturnType<typeof jump>>[] = [];
  for (let n = 0; n < scale.jumps; n += 1) {
    jumps.push(
      await jump(page, { scroller, cell, top: session.random.integer(0, height - viewport.height) }),
    );
  }
  session.note("jumps", jumps);

  tell(session, seen);
  const placeholder = percentile(
    jumps.map(({ placeholderMs }) => placeholderMs),
    95,
  );
  const pictures = percentile(
    jumps.map(({ pictureMs }) => pictureMs),
    50,
  );
  const cells = Math.max(traverse.cells, ...[...seen.ours.values()].flat().map((one) => one.cells));
  const long = (side: Side) =>
    [...seen[side]].flatMap(([speed, all]) =>
      speed > readableSpeed ? [] : all.flatMap(({ longTasks }) => longTasks),
    );
  const ratios = ratiosOf(frames, (all) => percentile(all, 95));
  return [
    judged(
      "P5 frame p95 to the bare grid",
      tellRatios(ratios),
      `≤ ${bars.ratio} ×`,
      ratios.median <= bars.ratio,
    ),
    judged("P5 tiles in the page", String(cells), `≤ ${bars.cells}`, cells <= bars.cells),
    judged(
      `P5 long tasks up to ${readableSpeed} px a frame`,
      String(long("ours").length),
      "0",
      long("ours").length === 0,
      `bare grid: ${long("base").length}`,
    ),
    judged(
      "P5 heap after the whole way",
      `${heapMb.toFixed(0)} MB`,
      `≤ ${bars.heapMb} MB`,
      heapMb <= bars.heapMb,
    ),
    ceiling("P5 script p95 while scrolling", percentile(script, 95), bars.scriptMs, scale.isLoaded),
    {
      ...ceiling("P5 jump to placeholder p95", placeholder, bars.jumpMs, scale.isLoaded),
      note: `to the picture p50 ${pictures.toFixed(0)} ms`,
    },
  ];
}

/** Megabytes of JavaScript that are really in use. */
async function readHeap(page: Page): Promise<number> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("HeapProfiler.collectGarbage");
  await cdp.send("Performance.enable");
  const { metrics } = await cdp.send("Performance.getMetrics");
  await cdp.detach();
  const used = metrics.find(({ name }) => name === "JSHeapUsedSize")?.value;
  if (used === undefined) throw new Error("Chromium does not tell its heap.");
  return used / 1e6;
}

function tell(session: Session, seen: Record<Side, Map<number, Scrolled[]>>): void {
  session.table(
    ["px a frame", "side", "frames", "p50 ms", "p95 ms", "long tasks"],
    speeds.flatMap((speed) =>
      (["ours", "base"] as const).map((side) => {
        const all = seen[side].get(speed) ?? [];
        const frames = all.flatMap((one) => one.frames.slice(warmUpFrames));
        return [
          speed,
          side,
          frames.length,
          percentile(frames, 50).toFixed(1),
          percentile(frames, 95).toFixed(1),
          all.flatMap(({ longTasks }) => longTasks).length,
        ];
      }),
    ),
  );
}
