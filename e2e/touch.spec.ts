import { expect, test, type Page } from "@playwright/test";
import type { Output } from "./support/api.ts";
import { stored } from "./support/desk.ts";
import { ownerState } from "./support/people.ts";
import { makePictures, newWord, openLarge, restingViews, watchFiles } from "./support/pictures.ts";
import { restingBox } from "./support/page.ts";
import { Fingers } from "./support/fingers.ts";

test.use({ storageState: ownerState });

let word = "";
let list: Output[] = [];

test.beforeAll(async () => {
  word = newWord("peony");
  list = await makePictures(word, 4);
});

async function open(page: Page, at: number): Promise<Fingers> {
  await openLarge(page, word, list[at]);
  return Fingers.on(page);
}

const state = async (at: number) => (await stored(list[at]?.id ?? "")).state;

test("MOB-2 a swipe names what it would do, does nothing before a third of the width, and decides past it", async ({
  page,
}) => {
  const fingers = await open(page, 0);
  await fingers.down({ x: 120, y: 300 });
  await fingers.move({ x: 220, y: 302 });
  await expect(page.getByRole("status").filter({ hasText: "Approve" })).toBeVisible();
  await fingers.up();
  await expect(page.getByRole("status").filter({ hasText: "Approve" })).toBeHidden();
  expect(await state(0)).toBe("pending");

  await fingers.down({ x: 300, y: 300 });
  await fingers.move({ x: 200, y: 300 });
  await expect(page.getByRole("status").filter({ hasText: "Reject" })).toBeVisible();
  await fingers.up();
  await expect(page.getByRole("status").filter({ hasText: "Reject" })).toBeHidden();
  expect(await state(0)).toBe("pending");

  await fingers.down({ x: 80, y: 300 });
  await fingers.move({ x: 180, y: 300 });
  await fingers.move({ x: 280, y: 300 });
  await fingers.up();
  await expect.poll(() => state(0)).toBe("approved");
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect.poll(() => state(0)).toBe("pending");
});

test("MOB-2 a slow swipe to the left shows the reasons, and swiping can be switched off", async ({
  page,
}) => {
  const fingers = await open(page, 1);
  await fingers.down({ x: 300, y: 300 });
  await fingers.move({ x: 200, y: 300 });
  await fingers.move({ x: 100, y: 300 }, { afterMs: 900 });
  await expect(page.getByText("Reject, choose why")).toBeVisible();
  await fingers.up();
  await expect(page.getByRole("dialog", { name: "Reject because" })).toBeVisible();
  await page.keyboard.press("Escape");
  expect(await state(1)).toBe("pending");

  await page.getByRole("button", { name: "How pictures are shown" }).tap();
  await page.getByRole("menuitemradio", { name: "Buttons only" }).tap();
  await expect(page.getByRole("menuitemradio", { name: "Buttons only" })).toBeHidden();
  await fingers.down({ x: 80, y: 300 });
  await fingers.move({ x: 330, y: 300 });
  await fingers.up();
  await page.reload();
  expect(await stored(list[1]?.id ?? "")).toMatchObject({ state: "pending", revision: 0 });
});

test("MOB-3 a second finger ends a swipe without a verdict and pinches, and a close-up is panned, not swiped", async ({
  page,
}) => {
  const fingers = await open(page, 2);
  const [fitted] = await restingViews(page);
  await fingers.down({ x: 100, y: 300 });
  await fingers.move({ x: 300, y: 300 });
  await fingers.down({ x: 100, y: 300 }, { x: 300, y: 300 });
  await fingers.move({ x: 60, y: 300 }, { x: 360, y: 300 });
  await fingers.up();
  const width = async () => parseInt((await restingViews(page))[0] ?? "", 10);
  await expect.poll(width).toBeGreaterThan(parseInt(fitted ?? "", 10));
  const close = await restingViews(page);
  await fingers.down({ x: 320, y: 300 });
  await fingers.move({ x: 60, y: 300 });
  await fingers.up();
  await expect.poll(() => restingViews(page)).not.toEqual(close);
  expect(await state(2)).toBe("pending");
});

test("MOB-1 one picture, and a bar with three verdicts and undo, each large enough for a thumb", async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, 3);
  for (const name of [/^Approve/, /^Reject/, /^Re-seed/, /^Undo/]) {
    const box = await restingBox(page.getByRole("button", { name }).filter({ visible: true }));
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
    expect(box.y + box.height).toBeLessThanOrEqual(740);
  }
  for (const name of ["Grid", "Compare", "Draw", "How pictures are shown", "Details"]) {
    const box = await restingBox(page.getByRole("button", { name, exact: true }));
    expect(box.width, name).toBeGreaterThan(0);
    expect(box.x, name).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width, name).toBeLessThanOrEqual(360);
  }
  await expect(page.getByRole("navigation", { name: "Main, on a phone" })).toBeHidden();
});

test("MOB-4 a line that is to be spared gets small copies until the file is asked for", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "connection", { value: { saveData: true } });
  });
  const files = watchFiles(page);
  await open(page, 0);
  expect(files.asked.filter((name) => !name.endsWith("512"))).toEqual([]);
  await page.getByRole("button", { name: "Small copy. Load the file" }).tap();
  await expect.poll(() => files.asked).toContain(`${list[0]?.sha256} original`);
});

test("MOB-4 it can be installed: a manifest with icons that exist, one of them to be masked", async ({
  page,
}) => {
  await page.goto("/review");
  const address = await page.locator('link[rel="manifest"]').getAttribute("href");
  const manifest = (await (await page.request.get(address ?? "")).json()) as {
    start_url: string;
    icons: { src: string; purpose?: string; type: string }[];
  };
  await page.goto(manifest.start_url);
  await expect(page).toHaveURL(/\/review(\?|$)/);
  expect(manifest.icons.some(({ purpose }) => purpose === "maskable")).toBe(true);
  for (const { src, type } of manifest.icons) {
    expect((await page.request.get(src)).headers()["content-type"]).toContain(type);
  }
});
