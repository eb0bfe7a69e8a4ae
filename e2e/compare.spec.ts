import { expect, test, type Page } from "@playwright/test";
import type { Output } from "./support/api.ts";
import { seriousOn } from "./support/axe.ts";
import { Desk, expectState, stored } from "./support/desk.ts";
import { distance, framesDuring } from "./support/frames.ts";
import { expectNotHeld, expectUncovered, nextFrames, restingBox } from "./support/page.ts";
import { ownerState } from "./support/people.ts";
import { expectShown, makePictures, newWord, openLarge, restingViews, viewsOf } from "./support/pictures.ts";

test.use({ storageState: ownerState });

let word = "";
/** Two of one run and two more of that size that differ by their seed, then two of another size and prompt. */
let list: Output[] = [];

test.beforeAll(async () => {
  word = newWord("marigold");
  const square = [
    ...(await makePictures(word, 2)),
    ...(await makePictures(word, 1)),
    ...(await makePictures(word, 1)),
  ];
  const upright = { prompt: `${word}, a ceramic mug on a wooden table`, width: 832, height: 1216 };
  list = [...square, ...(await makePictures(word, 2, upright))];
});

/** Pins `pinned`; its neighbour is the candidate. */
async function compare(page: Page, pinned: number): Promise<void> {
  await openLarge(page, word, list[pinned]);
  await page.keyboard.press("c");
  await expect(page.getByRole("region", { name: "Compare", exact: true })).toBeVisible();
  // Until the view is fetched the picture stands there alone.
  await expect(page.locator("[data-picture] img")).toHaveCount(2);
  await expectShown(page, list[pinned], 0);
  await expectNotHeld(page);
}

async function choose(page: Page, mode: string): Promise<void> {
  await page.getByRole("radio", { name: mode }).click();
}

test("CMP-1 moving changes the candidate only, by arrows and by the filmstrip", async ({ page }) => {
  await compare(page, 0);
  await expectShown(page, list[1], 1);
  await page.keyboard.press("ArrowRight");
  await expectShown(page, list[2], 1);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  // The pinned one is passed over; before it there is none.
  await expectShown(page, list[1], 1);
  await page.getByRole("region", { name: "Filmstrip" }).getByRole("button").nth(3).click();
  await expectShown(page, list[3], 1);
  await expectShown(page, list[0], 0);
});

test("CMP-2 M goes through five ways to compare, a reload comes back to what was compared; C takes up to four", async ({
  page,
}) => {
  await compare(page, 0);
  for (const mode of ["Slider", "Flip", "Overlay", "Difference", "Side by side", "Slider"]) {
    await page.keyboard.press("m");
    await expect(page.getByRole("radio", { name: mode })).toBeChecked();
  }
  await expect.poll(() => new URL(page.url()).searchParams.get("compare")).toBe(list[0]?.id);
  await page.reload();
  await expect(page.getByRole("radio", { name: "Slider" })).toBeChecked();
  await expectShown(page, list[0], 0);
  await expectShown(page, list[1], 1);
  await expect(page.locator("[data-stage]:focus")).toHaveCount(1);
  await page.keyboard.press("c");
  await expect(page.locator("[data-picture] img")).toHaveCount(3);
  await page.keyboard.press("c");
  await expect(page.locator("[data-picture] img")).toHaveCount(4);
  await page.keyboard.press("c");
  await expect(page.getByText("Four pictures are the most. Unpin one first.").first()).toBeVisible();
});

test("CMP-3 T-21 flipping shows one picture or the other and nothing in between", async ({ page }) => {
  await compare(page, 0);
  await expectShown(page, list[1], 1);
  await page.keyboard.press("f");
  await expect(page.getByText("Pinned, showing")).toBeVisible();
  // Both stand on the new stage, and nothing else on it.
  await expectShown(page, list[0], 0);
  await expectShown(page, list[1], 1);
  await expectUncovered(page);
  const stage = page.locator("[data-stage]");
  const box = await restingBox(stage);
  const pinned = await stage.screenshot();
  await page.keyboard.press("f");
  await expect(page.getByText("Candidate, showing")).toBeVisible();
  const candidate = await stage.screenshot();
  expect(await distance(pinned, candidate)).toBeGreaterThan(4);
  const frames = await framesDuring(page, box, async () => {
    for (let times = 0; times < 12; times += 1) {
      await page.keyboard.press("f");
      await nextFrames(page);
    }
  });
  expect(frames.length).toBeGreaterThan(4);
  for (const frame of frames) {
    const nearest = Math.min(await distance(frame, pinned), await distance(frame, candidate));
    expect(nearest).toBeLessThan(1.5);
  }
});

test("CMP-4 T-20 zoom and pan are one in every mode and the same after changing it; apart only until one leaves", async ({
  page,
}) => {
  await compare(page, 0);
  await expectShown(page, list[1], 1);
  await page.keyboard.press("z");
  await page.keyboard.press("+");
  await expect.poll(async () => (await viewsOf(page))[0]).toContain("1536px");
  const pane = await restingBox(page.locator("[data-stage]"));
  const middle = { x: pane.x + pane.width / 2, y: pane.y + pane.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x - 90, middle.y + 60, { steps: 5 });
  await page.mouse.up();
  const [view] = await restingViews(page);
  expect(view).toContain("1536px");
  for (const mode of ["Slider", "Flip", "Overlay", "Difference", "Side by side"]) {
    await page.keyboard.press("m");
    await expect(page.getByRole("radio", { name: mode })).toBeChecked();
    await expect.poll(() => viewsOf(page), mode).toEqual([view, view]);
  }
  await page.getByRole("button", { name: "Zoom linked" }).click();
  await page.getByRole("button", { name: "Zoom in" }).click();
  await expect.poll(async () => (await viewsOf(page))[1], "the candidate").not.toBe(view);
  expect((await restingViews(page))[0], "the pinned one").toBe(view);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("region", { name: "Large view" })).toBeVisible();
  await page.keyboard.press("c");
  await expect(page.getByRole("button", { name: "Zoom linked" })).toBeVisible();
});

test("CMP-5 a verdict hits the outlined side: the candidate, which makes way, or after T the pinned one, which stays", async ({
  page,
}) => {
  await compare(page, 0);
  await expectShown(page, list[1], 1);
  await page.keyboard.press("a");
  await expectState(list[1], "approved");
  await expectShown(page, list[2], 1);
  await expectShown(page, list[0], 0);
  await page.keyboard.press("t");
  await page.keyboard.press("1");
  await expectState(list[0], "rejected");
  expect((await stored(list[2]?.id ?? "")).state).toBe("pending");
  await expectShown(page, list[2], 1);
  await page.keyboard.press("u");
  await expectState(list[0], "pending");
  await page.keyboard.press("u");
  await expectState(list[1], "pending");
});

test("CMP-5 in flip no verdict falls on the side that is not showing", async ({ page }) => {
  await compare(page, 0);
  await expectShown(page, list[1], 1);
  await page.keyboard.press("f");
  await page.keyboard.press("x");
  await expect(page.getByText("Now showing the candidate. Press again to decide.").first()).toBeVisible();
  for (const at of [0, 1]) expect((await stored(list[at]?.id ?? "")).state).toBe("pending");
});

test("SES-13 T-6 a verdict key in one breath with C decides about nothing", async ({ page }) => {
  await openLarge(page, word, list[0]);
  await page.evaluate(() => {
    for (const key of ["c", "a", "x"]) {
      document.activeElement?.dispatchEvent(
        new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }),
      );
    }
  });
  await expect(page.getByRole("region", { name: "Compare", exact: true })).toBeVisible();
  await expectNotHeld(page);
  for (const at of [0, 1]) expect((await stored(list[at]?.id ?? "")).state).toBe("pending");
});

test("CMP-2 what is selected in the grid is compared", async ({ page }) => {
  const desk = new Desk(page);
  await desk.open(`?q=${word}`);
  await desk.press("Space", "ArrowRight", "ArrowRight", "Space", "c");
  await expect(page.getByRole("region", { name: "Compare", exact: true })).toBeVisible();
  await expectShown(page, list[0], 0);
  await expectShown(page, list[2], 1);
});

test("CMP-6 only what differs is listed, and that it is the seed alone is said in words", async ({
  page,
}) => {
  await compare(page, 3);
  const panel = page.getByRole("complementary", { name: "What differs" });
  await expectShown(page, list[4], 1);
  await expect(panel.getByText("wooden table")).toBeVisible();
  await expect(panel.getByText("Sampler")).toBeHidden();
  await page.keyboard.press("ArrowLeft");
  await expectShown(page, list[2], 1);
  await expect(panel.getByText("Only the seed differs.")).toBeVisible();
  await expect(panel.getByText(list[2]?.seed ?? "none")).toBeVisible();
});

test("CMP-7 pictures of different sizes share a box, and the scaling is stated", async ({ page }) => {
  await compare(page, 3);
  await expectShown(page, list[4], 1);
  await expect(page.getByText("832 × 1216, scaled to 84 % to fit")).toBeVisible();
  await choose(page, "Difference");
  await expect(page.getByText(/the difference is that of resampled pictures/)).toBeVisible();
});

test("CMP-9 KEY-7 the line moves by keys, by a typed percent and by pointer; leaving restores the large view's zoom", async ({
  page,
}) => {
  await openLarge(page, word, list[0]);
  await page.keyboard.press("z");
  await expect(page.getByText(/^100 %/).first()).toBeVisible();
  const large = await restingViews(page);
  await page.keyboard.press("c");
  await choose(page, "Slider");
  const line = page.getByRole("slider", { name: "Line between the pictures" });
  await line.focus();
  await page.keyboard.press("ArrowRight");
  await expect(line).toHaveAttribute("aria-valuenow", "51");
  await page.getByRole("textbox", { name: "Line at" }).fill("20");
  await expect(line).toHaveAttribute("aria-valuenow", "20");
  const stage = await restingBox(page.locator("[data-stage]"));
  const box = await restingBox(line);
  await page.mouse.move(box.x + box.width / 2, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(stage.x + stage.width * 0.8, box.y + 40, { steps: 4 });
  await page.mouse.up();
  await expect(line).toHaveAttribute("aria-valuenow", "80");
  await page.locator("[data-stage]").focus();
  const close = (await restingViews(page))[0];
  await page.keyboard.press("-");
  await expect.poll(async () => (await viewsOf(page))[0]).not.toBe(close);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("region", { name: "Large view" })).toBeVisible();
  await expectShown(page, list[1]);
  await expect.poll(() => viewsOf(page)).toEqual(large);
  await page.keyboard.press("Escape");
  await expect(new Desk(page).tile({ id: list[1]?.id ?? "" })).toBeFocused();
});

for (const theme of ["dark", "light"]) {
  test(`A11Y-10 axe finds nothing serious in the large view nor in any way to compare, ${theme}`, async ({
    page,
    context,
    baseURL,
  }) => {
    await context.addCookies([{ name: "theme", value: theme, url: baseURL ?? "" }]);
    await openLarge(page, word, list[3]);
    const found = await seriousOn(page);
    await page.keyboard.press("c");
    for (const mode of ["Side by side", "Slider", "Flip", "Overlay", "Difference"]) {
      await choose(page, mode);
      await expect(page.getByRole("radio", { name: mode })).toBeChecked();
      found.push(...(await seriousOn(page)).map((complaint) => `${mode}: ${complaint}`));
    }
    expect(found).toEqual([]);
  });
}
