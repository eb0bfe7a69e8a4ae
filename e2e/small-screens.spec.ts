import { devices, expect, test, type Locator, type Page } from "@playwright/test";
import { Desk } from "./support/desk.ts";
import { expectLive, expectNotSideways, restingBox, type Box } from "./support/page.ts";
import { ownerState } from "./support/people.ts";
import { expectLarge, makePictures, newWord, openLarge } from "./support/pictures.ts";
import { makeQueue } from "./support/queue.ts";

const touch = { hasTouch: true, isMobile: true } as const;

test.use({ storageState: ownerState });

test.describe("under fingers", () => {
  test.use({
    ...touch,
    viewport: { width: 820, height: 1180 },
    userAgent: devices["iPad (gen 7)"].userAgent,
  });

  test("A11Y-8 MOB-1 with new pictures waiting no tablet has to scroll the desk sideways", async ({
    page,
  }) => {
    const { query, grow } = await makeQueue(1);
    const desk = new Desk(page);
    await desk.open(query);
    await grow(1);
    await expect(page.getByRole("button", { name: /at the end of the list/ })).toBeVisible();
    const last = page.getByRole("button", { name: "All keys" });
    for (const width of [768, 820, 1024]) {
      await page.setViewportSize({ width, height: 1180 });
      await expectNotSideways(page, `${width} px`);
      const { x, width: wide } = await restingBox(last);
      expect(x + wide, `${width} px`).toBeLessThanOrEqual(width);
    }
  });

  test("A11Y-5 links and keys beside headings are as high as a finger needs", async ({ page }) => {
    await page.goto("/");
    await expectFingerHigh(page.getByRole("link", { name: "All runs" }));
    await page.goto("/generate/model_free_card");
    await expectFingerHigh(page.getByRole("link", { name: "All of yours" }));
    await page.goto("/settings");
    await expectFingerHigh(page.getByRole("button", { name: /^Key of Approve/ }));
  });

  test("MOB-1 SES-9 at 360 px the large view says which picture of how many it shows", async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    const word = newWord("place");
    const [, output] = await makePictures(word, 4);
    await openLarge(page, word, output);
    const place = page.getByRole("region", { name: "Large view" }).getByText("2 of 4");
    await expect(place).toBeVisible();
    await expect
      .poll(() => place.evaluate((text) => text.scrollWidth - text.clientWidth))
      .toBeLessThanOrEqual(0);
  });

  test("MOB-4 that the connection is lost is told where it lies on nothing", async ({ page, context }) => {
    const word = newWord("cutoff");
    const [output] = await makePictures(word, 1);
    for (const size of [
      { width: 390, height: 844 },
      { width: 740, height: 360 },
    ]) {
      await page.setViewportSize(size);
      await openLarge(page, word, output);
      await expectLive(page);
      await context.setOffline(true);
      const told = page.getByText("Offline");
      await expect(told).toBeVisible();
      await expectAlone(page, told);
      await page.getByRole("button", { name: "Grid" }).tap();
      await expect(page.getByRole("gridcell")).toBeVisible();
      await expectAlone(page, told);
      await context.setOffline(false);
      await expect(told).toBeHidden();
    }
  });
});

for (const { width, height, what, ...device } of [
  { width: 320, height: 256, what: "a desktop at 400 %" },
  { width: 740, height: 360, what: "a phone on its side", ...touch },
]) {
  test.describe(`on ${what}`, () => {
    test.use({ viewport: { width, height }, ...device });

    test(`A11Y-8 on ${what} the large picture has half the height, compared ones too, and both can be decided`, async ({
      page,
    }) => {
      const word = newWord("low");
      const [first, second] = await makePictures(word, 2);
      await openLarge(page, word, first);
      expect((await restingBox(page.locator("[data-stage]"))).height).toBeGreaterThanOrEqual(height / 2);
      await page.keyboard.press("c");
      await page.keyboard.press("ArrowRight");
      const sides = page.getByRole("figure");
      await expect(sides).toHaveCount(2);
      for (const side of await sides.all())
        expect((await restingBox(side)).height).toBeGreaterThanOrEqual(height / 2);
      await expect(page.getByRole("button", { name: /^Approve/ })).toBeInViewport({ ratio: 1 });
      await page.keyboard.press("Escape");
      await expectLarge(page, second);
    });
  });
}

async function expectFingerHigh(part: Locator): Promise<void> {
  await expect(part).toBeVisible();
  expect((await restingBox(part)).height).toBeGreaterThanOrEqual(44);
}

/** Nothing that can be pressed lies under it, nor anything that is counted. */
async function expectAlone(page: Page, part: Locator): Promise<void> {
  const own = await restingBox(part);
  const others = page.locator("button:visible, a:visible, [data-count]:visible");
  for (const other of await others.all()) {
    const box = await other.boundingBox();
    if (box !== null && box.width > 1) expect(overlaps(own, box), await other.innerText()).toBe(false);
  }
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
