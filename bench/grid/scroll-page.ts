import type { Page } from "@playwright/test";

/** What a scroll over some time looked like from inside the page. */
export type Scrolled = {
  /** Milliseconds between animation frames. */
  frames: number[];
  /** Longest tasks, of those over 50 ms. */
  longTasks: number[];
  /** The most cells that were in the page at once. */
  cells: number;
};

export type ScrollPlan = {
  /** Selects the element that scrolls. */
  scroller: string;
  /** Selects what counts as a cell. */
  cell: string;
  pixelsPerFrame: number;
  /** For so long, up and down; or null for once from the top to the end. */
  forMs: number | null;
  /** Marks each frame with this name, for a trace. */
  mark?: string;
};

/** Scrolls by so many pixels in each animation frame, and measures the frames. */
export function scrollPage(page: Page, plan: ScrollPlan): Promise<Scrolled> {
  return page.evaluate(async ({ scroller: selector, cell, pixelsPerFrame, forMs, mark }) => {
    const scroller = document.querySelector<HTMLElement>(selector);
    if (scroller === null) throw new Error(`Nothing scrolls at ${selector}.`);
    const frames: number[] = [];
    const longTasks: number[] = [];
    let cells = 0;
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longTasks.push(duration);
    });
    const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    if (forMs === null) scroller.scrollTop = 0;
    await nextFrame();
    await nextFrame();
    observer.observe({ type: "longtask" });
    const startedMs = performance.now();
    let before = startedMs;
    let step = pixelsPerFrame;
    for (let frame = 0; ; frame += 1) {
      const end = scroller.scrollHeight - scroller.clientHeight;
      if (forMs === null ? scroller.scrollTop >= end - 1 : performance.now() - startedMs > forMs) break;
      if (forMs !== null && (scroller.scrollTop + step > end || scroller.scrollTop + step < 0)) step = -step;
      scroller.scrollTop += step;
      await nextFrame();
      if (mark !== undefined) performance.mark(mark);
      const now = performance.now();
      frames.push(now - before);
      before = now;
      if (frame % 20 === 0) cells = Math.max(cells, document.querySelectorAll(cell).length);
    }
    await nextFrame();
    for (const { duration } of observer.takeRecords()) longTasks.push(duration);
    observer.disconnect();
    return { frames, longTasks, cells };
  }, plan);
}

/**
 * Jumps to a place of the list and answers the milliseconds until the cell in the middle of what is then in sight stands
 * there and shows at least its placeholder; and until its picture is there.
 */
export function jump(
  page: Page,
  plan: { scroller: string; cell: string; top: number },
): Promise<{ placeholderMs: number; pictureMs: number }> {
  return page.evaluate(async ({ scroller: selector, cell, top }) => {
    const scroller = document.querySelector<HTMLElement>(selector);
    if (scroller === null) throw new Error(`Nothing scrolls at ${selector}.`);
    const mostMs = 5000;
    const middle = scroller.getBoundingClientRect();
    const startedMs = performance.now();
    scroller.scrollTop = top;
    let placeholderMs: number | undefined;
    while (performance.now() - startedMs < mostMs) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const there = [...document.querySelectorAll<HTMLElement>(cell)].find((element) => {
        const box = element.getBoundingClientRect();
        const y = middle.top + middle.height / 2;
        return box.height > 0 && box.top <= y + box.height / 2 && box.bottom >= y - box.height / 2;
      });
      if (there === undefined) continue;
      placeholderMs ??= performance.now() - startedMs;
      const picture = there instanceof HTMLImageElement ? there : there.querySelector("img");
      if (picture?.complete === true && picture.naturalWidth > 0) {
        return { placeholderMs, pictureMs: performance.now() - startedMs };
      }
    }
    return { placeholderMs: placeholderMs ?? mostMs, pictureMs: mostMs };
  }, plan);
}
