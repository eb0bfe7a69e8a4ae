import process from "node:process";
import { createDb } from "#lib/db/client";
import { ceiling, judged, notMeasured, type Bar } from "../kit/bar.ts";
import { startRigBrowser, type RigBrowser } from "../kit/browser.ts";
import { drawFiles } from "../kit/draw-files.ts";
import { startRig } from "../kit/rig.ts";
import { alternate } from "../kit/rounds.ts";
import { outputId, seedLibrary, workflowNames } from "../kit/seed-library.ts";
import type { Session } from "../kit/session.ts";
import { median, percentile } from "../kit/stats.ts";
import { visitForm } from "./form-visit.ts";
import { reviewFor } from "./review-session.ts";
import { allInteractions, readVitals, watchVitals } from "./watch-vitals.ts";

type VitalsScale = { rounds: number; reviewRounds: number; loads: number };

const full: VitalsScale = { rounds: 5, reviewRounds: 10, loads: 10 };
const quick: VitalsScale = { rounds: 1, reviewRounds: 2, loads: 2 };
const throttling = 4;
const bars = { cls: 0.02, lcpMs: 1000, inpMs: 100, throttledInpMs: 200 };
const viewport = { width: 1440, height: 900 };

/** Pages whose largest paint is measured, each in a browser that has seen nothing of them. */
const screens = {
  "sign-in": "/sign-in",
  grid: "/review",
  "large view": `/review?output=${outputId(3)}`,
  form: `/generate/${workflowNames.usual}`,
} as const;

/**
 * P11: what Chromium itself tells of a scripted review session, as it is and on a processor four times slower, and of
 * loading the four heaviest screens. Where ViewComfy has the same step (open the form, type a prompt), it is the base.
 */
export async function benchVitals(session: Session): Promise<Bar[]> {
  const scale = session.options.quick ? quick : full;
  const rig = await startRig();
  const db = createDb({ url: rig.databaseUrl, poolSize: 4 });
  try {
    const { isLoaded } = await session.calibrate(rig.databaseUrl);
    const files = await drawFiles(db, rig.files, session.random, { count: 40, side: 768 });
    await seedLibrary(rig.databaseUrl, { outputs: 2000, perRun: 4, states: "pending", files });
    const browser = await startRigBrowser(await rig.web());
    try {
      session.note("browser", browser.version);
      return [
        ...(await measureScreens(session, browser, scale, isLoaded)),
        ...(await measureReview(session, browser, scale, isLoaded)),
        ...(await compareForms(session, browser, scale)),
        notMeasured("P11 Lighthouse 13", "recorded", "Lighthouse is not among the development packages"),
      ];
    } finally {
      await browser.stop();
    }
  } finally {
    await db.$disconnect();
    await rig.stop();
  }
}

async function measureScreens(
  session: Session,
  browser: RigBrowser,
  { loads }: VitalsScale,
  isLoaded: boolean,
): Promise<Bar[]> {
  const lcp: Record<string, number[]> = {};
  let worstShift = 0;
  for (const [name, path] of Object.entries(screens)) {
    for (let n = 0; n < loads; n += 1) {
      const context =
        name === "sign-in" ? await browser.anonymous(viewport) : await browser.signedIn(viewport);
      const page = await context.newPage();
      await watchVitals(page);
      await page.goto(path, { waitUntil: "load" });
      await page.locator("h1").first().waitFor({ state: "attached" });
      await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
      const vitals = await readVitals(page);
      lcp[name] = [...(lcp[name] ?? []), vitals.lcpMs ?? Number.NaN];
      worstShift = Math.max(worstShift, vitals.cls);
      await context.close();
    }
  }
  session.note("lcpMs", lcp);
  session.table(
    ["screen", "loads", "LCP p50 ms", "p75"],
    Object.entries(lcp).map(([name, all]) => [
      name,
      all.length,
      median(all).toFixed(0),
      percentile(all, 75).toFixed(0),
    ]),
  );
  const worst = Math.max(...Object.values(lcp).map((all) => percentile(all, 75)));
  return [
    ceiling("P11 LCP p75, worst screen", worst, bars.lcpMs, isLoaded),
    judged("P11 layout shift while loading", worstShift.toFixed(3), `≤ ${bars.cls}`, worstShift <= bars.cls),
  ];
}

async function measureReview(
  session: Session,
  browser: RigBrowser,
  { reviewRounds }: VitalsScale,
  isLoaded: boolean,
): Promise<Bar[]> {
  const bySpeed: Bar[] = [];
  for (const rate of [1, throttling]) {
    const context = await browser.signedIn(viewport);
    const page = await context.newPage();
    await watchVitals(page);
    await page.goto("/review");
    const cdp = await context.newCDPSession(page);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate });
    const done = await reviewFor(page, reviewRounds);
    const { cls, interactionsMs } = await readVitals(page);
    await context.close();
    const count = Object.values(done).reduce((sum, times) => sum + times, 0);
    const all = allInteractions(interactionsMs, count);
    const name = rate === 1 ? "" : `, ${rate} × slower processor`;
    session.note(`interactions${name}`, { done, interactionsMs, cls });
    session.say(
      `${count} interactions${name}: p50 ${median(all)}, p98 ${percentile(all, 98)} ms, shift ${cls.toFixed(3)}`,
    );
    bySpeed.push(
      ceiling(
        `P11 INP p98${name}`,
        percentile(all, 98),
        rate === 1 ? bars.inpMs : bars.throttledInpMs,
        isLoaded,
      ),
      judged(`P11 layout shift in a session${name}`, cls.toFixed(3), `≤ ${bars.cls}`, cls <= bars.cls),
    );
  }
  return bySpeed;
}

async function compareForms(session: Session, browser: RigBrowser, { rounds }: VitalsScale): Promise<Bar[]> {
  const viewComfy = process.env["VIEWCOMFY_URL"];
  const ids = [
    "P11 form LCP to ViewComfy",
    "P11 typing p98 to ViewComfy",
    "P11 form shift to ViewComfy",
  ] as const;
  if (viewComfy === undefined) {
    return ids.map((id) =>
      notMeasured(id, "≤ 1.0 ×", "start ViewComfy as for `wrapper` and give its address as VIEWCOMFY_URL"),
    );
  }
  const lcp: Record<"ours" | "base", number[]> = { ours: [], base: [] };
  const cls: Record<"ours" | "base", number[]> = { ours: [], base: [] };
  const typed = await alternate(rounds, async (side) => {
    const context = side === "ours" ? await browser.signedIn(viewport) : await browser.anonymous(viewport);
    const visit = await visitForm(
      await context.newPage(),
      side === "ours" ? screens.form : `${viewComfy}/playground`,
    );
    await context.close();
    lcp[side].push(visit.lcpMs ?? Number.NaN);
    cls[side].push(visit.cls);
    return visit.interactionsMs;
  });
  session.note("forms", { lcp, cls, typed });
  const p98 = { ours: percentile(typed.ours.flat(), 98), base: percentile(typed.base.flat(), 98) };
  const shift = { ours: median(cls.ours), base: median(cls.base) };
  session.table(
    ["form", "LCP p50 ms", "typing p98 ms", "shift"],
    (["ours", "base"] as const).map((side) => [
      side === "ours" ? "Proofsheet" : "ViewComfy",
      median(lcp[side]).toFixed(0),
      p98[side],
      shift[side].toFixed(3),
    ]),
  );
  const ratio = median(lcp.ours) / median(lcp.base);
  return [
    judged(ids[0], `${ratio.toFixed(2)} ×`, "≤ 1.0 ×", ratio <= 1),
    judged(ids[1], `${(p98.ours / p98.base).toFixed(2)} ×`, "≤ 1.0 ×", p98.ours <= p98.base),
    judged(
      ids[2],
      `${shift.ours.toFixed(3)} to ${shift.base.toFixed(3)}`,
      "not above",
      shift.ours <= shift.base,
    ),
  ];
}
