import { expect, type Locator, type Page } from "@playwright/test";

export type Box = { x: number; y: number; width: number; height: number };

/** The frame of the page listens: what the server drew takes no key and no click until then. */
export async function expectLive(page: Page): Promise<void> {
  await expect(page.getByTitle("Changes appear by themselves.")).toBeAttached();
}

/** A part in front of the door, where no stream tells it, is heard: React has taken what the server drew. */
export async function expectHydrated(part: Locator): Promise<void> {
  const isHeard = () =>
    part.evaluate((element) => Object.keys(element).some((key) => key.startsWith("__react")));
  await expect.poll(isHeard).toBe(true);
}

/** The hint for newcomers has come, which takes room from the pictures: places can be told from here on. */
export async function expectFurnished(page: Page): Promise<void> {
  const isRead = await page.evaluate(() => window.localStorage.getItem("proofsheet.first-hint") === "read");
  // Not by its role: on a low screen it is there and not shown.
  if (!isRead) await expect(page.locator('section[aria-label="How the desk is worked"]')).toBeAttached();
}

/** Nothing that is said in passing stands on the page any more. */
export async function expectUncovered(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: "Dismiss" })).toHaveCount(0);
}

/** For a moment after each change of the question no verdict is taken (SES-13); this waits until one is. */
export async function expectNotHeld(page: Page): Promise<void> {
  await expect(page.locator("html")).not.toHaveAttribute("data-held");
}

/** Where something is once it rests: the same place for ten frames. */
export function restingBox(part: Locator): Promise<Box> {
  return part.evaluate(async (element) => {
    const place = () => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x, y, width, height };
    };
    let last = place();
    for (let same = 0; same < 10;) {
      await new Promise((next) => requestAnimationFrame(next));
      const now = place();
      same = Object.entries(last).every(([side, at]) => now[side as keyof Box] === at) ? same + 1 : 0;
      last = now;
    }
    return last;
  });
}

/** The page has been drawn a few times more. */
export function nextFrames(page: Page, count = 5): Promise<void> {
  return page.evaluate(async (frames) => {
    for (let frame = 0; frame < frames; frame += 1) await new Promise((next) => requestAnimationFrame(next));
  }, count);
}

/** By how many pixels the page is wider than its window. */
export function sidewaysOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

export async function expectNotSideways(page: Page, message?: string): Promise<void> {
  await expect.poll(() => sidewaysOf(page), message).toBeLessThanOrEqual(0);
}
