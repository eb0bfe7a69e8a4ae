import type { Page } from "@playwright/test";

/** What a visit felt like, as Chromium's own timers tell it. */
export type Vitals = {
  /** Largest contentful paint, milliseconds from the start of the navigation; null when nothing large was painted. */
  lcpMs: number | null;
  /** Cumulative layout shift: the worst session window, without shifts that follow an input. */
  cls: number;
  /** Milliseconds of each interaction that took longer than a frame, from input to the next paint. */
  interactionsMs: number[];
};

export type Shift = { value: number; startTime: number };

const windowMs = 5000;
const gapMs = 1000;

/** The worst burst of shifts: at most five seconds long, and over after a second of rest. */
export function layoutShift(shifts: readonly Shift[]): number {
  let worst = 0;
  let sum = 0;
  let startedAt = Number.NEGATIVE_INFINITY;
  let lastAt = Number.NEGATIVE_INFINITY;
  for (const { value, startTime } of shifts) {
    const isNew = startTime - lastAt > gapMs || startTime - startedAt > windowMs;
    if (isNew) {
      sum = 0;
      startedAt = startTime;
    }
    sum += value;
    lastAt = startTime;
    worst = Math.max(worst, sum);
  }
  return worst;
}

type Kept = {
  lcpMs: number | null;
  shifts: Shift[];
  interactions: Record<number, number>;
};
type Watched = Window & { benchVitals?: Kept };

/** Keeps watch over every document that the page loads from now on. */
export async function watchVitals(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const kept: Kept = { lcpMs: null, shifts: [], interactions: {} };
    (window as Watched).benchVitals = kept;
    const watch = (type: string, hear: (entry: PerformanceEntry) => void, more: object = {}): void => {
      new PerformanceObserver((list) => list.getEntries().forEach(hear)).observe({
        type,
        buffered: true,
        ...more,
      });
    };
    watch("largest-contentful-paint", ({ startTime }) => (kept.lcpMs = startTime));
    watch("layout-shift", (entry) => {
      const { value, hadRecentInput, startTime } = entry as PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      };
      if (!hadRecentInput) kept.shifts.push({ value, startTime });
    });
    watch(
      "event",
      (entry) => {
        const { interactionId, duration } = entry as PerformanceEntry & { interactionId: number };
        if (interactionId > 0)
          kept.interactions[interactionId] = Math.max(kept.interactions[interactionId] ?? 0, duration);
      },
      { durationThreshold: 16 },
    );
  });
}

/** What was seen since the document was loaded. */
export async function readVitals(page: Page): Promise<Vitals> {
  const kept = await page.evaluate(async () => {
    // Entries are handed over after the paint they belong to.
    for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => setTimeout(resolve, 50));
    return (window as Watched).benchVitals;
  });
  if (kept === undefined) throw new Error("The page was not watched.");
  return {
    lcpMs: kept.lcpMs,
    cls: layoutShift(kept.shifts),
    interactionsMs: Object.values(kept.interactions),
  };
}

/** Every interaction, those included that were done within a frame and are not told: they count as one frame. */
export function allInteractions(told: readonly number[], count: number): number[] {
  const frameMs = 16;
  return [...told, ...Array.from({ length: Math.max(0, count - told.length) }, () => frameMs)];
}
