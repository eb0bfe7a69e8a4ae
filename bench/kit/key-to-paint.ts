import type { Page } from "@playwright/test";

/** Where a person would look, as selectors: what benches hold on to in the pages. */
export const handles = {
  tile: (id: string) => `[data-tile="${id}"]`,
  decidedTile: (id: string, state: string) => `[data-tile="${id}"][aria-label*="${state}"]`,
  stagePicture: (sha256: string) => `[data-stage] img[src*="${sha256}"]`,
  grid: '[role="grid"]',
  currentTile: '[role="gridcell"][tabindex="0"]',
} as const;

type Watched = Window & { benchPaint?: Promise<number> };

const longestMs = 5000;

/**
 * Presses `key` and answers the milliseconds from the event's own time to the paint after `selector` matched something:
 * the next animation frame and the task behind it. `longestMs` when it did not come.
 */
export async function keyToPaint(page: Page, key: string, selector: string): Promise<number> {
  await page.evaluate(
    ({ wanted, most }) => {
      (window as Watched).benchPaint = new Promise((resolve) => {
        window.addEventListener(
          "keydown",
          (event) => {
            const done = (): void => {
              observer.disconnect();
              clearTimeout(timer);
              requestAnimationFrame(() => {
                const { port1, port2 } = new MessageChannel();
                port1.onmessage = () => resolve(performance.now() - event.timeStamp);
                port2.postMessage(null);
              });
            };
            const timer = setTimeout(() => {
              observer.disconnect();
              resolve(most);
            }, most);
            const observer = new MutationObserver(() => {
              if (document.querySelector(wanted) !== null) done();
            });
            observer.observe(document, { subtree: true, childList: true, attributes: true });
          },
          { capture: true, once: true },
        );
      });
    },
    { wanted: selector, most: longestMs },
  );
  await page.keyboard.press(key);
  return page.evaluate(() => (window as Watched).benchPaint ?? Number.NaN);
}
