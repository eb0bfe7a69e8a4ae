import { expect, test } from "@playwright/test";
import type { Output } from "./support/api.ts";
import { Desk, expectState, stored } from "./support/desk.ts";
import { restingBox } from "./support/page.ts";
import { closeSessions, ownerState } from "./support/people.ts";
import {
  expectShown,
  makePictures,
  newWord,
  openLarge,
  restingViews,
  shownSha,
  viewsOf,
  watchFiles,
} from "./support/pictures.ts";

test.use({ storageState: ownerState });

let word = "";
/** Eight in one list: four square ones, then four upright ones. */
let list: Output[] = [];

test.beforeAll(async () => {
  word = newWord("larkspur");
  const square = await makePictures(word, 4);
  list = [...square, ...(await makePictures(word, 4, { width: 832, height: 1216 }))];
});

/** The person's choice to fetch nothing ahead, made before the page opens. */
const fetchSingly = () => window.localStorage.setItem("proofsheet.loading", "single");

test("BOX-2 the last picture stays until the next one is decoded, and no verdict falls on what is not seen", async ({
  page,
}) => {
  await page.addInitScript(fetchSingly);
  const [first, second] = list;
  let release: () => void = () => undefined;
  const held = new Promise<void>((done) => (release = done));
  await page.route(`**/files/${second?.sha256}/1440`, async (route) => {
    await held;
    await route.continue();
  });
  await openLarge(page, word, first);
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText("Loading…").first()).toBeVisible();
  expect(await shownSha(page)).toBe(first?.sha256);
  await page.keyboard.press("a");
  await expect(page.getByText("The picture is still loading. Decide when you see it.").first()).toBeVisible();
  release();
  await expectShown(page, second);
  expect(await stored(second?.id ?? "")).toMatchObject({ state: "pending", revision: 0 });
});

test("BOX-3 five ahead and two behind are fetched one at a time, and the file itself only for a close look", async ({
  page,
}) => {
  const files = watchFiles(page);
  await openLarge(page, word, list[2]);
  const around = [2, 3, 4, 5, 6, 7, 1, 0].map((at) => `${list[at]?.sha256} 1440`);
  await expect
    .poll(() => new Set(files.asked.filter((name) => name.endsWith("1440"))))
    .toEqual(new Set(around));
  expect(files.most()).toBe(1);
  expect(files.asked.filter((name) => name.endsWith("original"))).toEqual([]);
  await page.keyboard.press("z");
  await expect
    .poll(() => files.asked.filter((name) => name.endsWith("original")))
    .toEqual([`${list[2]?.sha256} original`]);
});

test("BOX-3 a decoded picture is on screen in the turn of its key, and a verdict in that very turn is about it", async ({
  page,
}) => {
  const own = newWord("sorrel");
  const [first, second, third] = await makePictures(own, 3);
  await openLarge(page, own, first);
  // Answers what stands there before any frame was drawn.
  const press = (...keys: string[]) =>
    page.evaluate((all) => {
      const stage = document.querySelector("[data-stage]");
      for (const key of all)
        stage?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      return stage?.querySelector("img")?.src ?? "";
    }, keys);
  await expect
    .poll(async () => {
      const there = await press("ArrowRight");
      await press("ArrowLeft");
      return there;
    })
    .toContain(second?.sha256);
  await press("ArrowRight", "a");
  await expectState(second, "approved");
  await expectShown(page, third);
  for (const other of [first, third]) expect((await stored(other?.id ?? "")).state).toBe("pending");
});

test("BOX-4 Z shows true pixels with the scale written, kept between pictures of one size and dropped at another", async ({
  page,
}) => {
  await openLarge(page, word, list[2]);
  await expect(page.getByText(/^Fit, \d+ %/)).toBeVisible();
  await page.keyboard.press("z");
  await expect(page.getByText(/^100 %/).first()).toBeVisible();
  const [view] = await restingViews(page);
  expect(view).toMatch(/^1024px 1024px/);
  await page.keyboard.press("ArrowRight");
  await expectShown(page, list[3]);
  await expect.poll(() => viewsOf(page)).toEqual([view]);
  await page.keyboard.press("ArrowRight");
  await expectShown(page, list[4]);
  await expect(page.getByText(/^Fit, \d+ %/)).toBeVisible();
});

test("T-20 a click zooms to the point under it, a drag pans, and the map of what is in sight does it by keys", async ({
  page,
}) => {
  await openLarge(page, word, list[0]);
  const picture = page.locator("[data-picture]");
  const before = await restingBox(picture);
  const at = { x: before.x + before.width * 0.3, y: before.y + before.height * 0.4 };
  await page.mouse.click(at.x, at.y);
  await expect(page.getByText(/^100 %/).first()).toBeVisible();
  const after = await restingBox(picture);
  expect(Math.abs((at.y - after.y) / after.height - 0.4)).toBeLessThan(0.01);

  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x, at.y - 40, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await restingBox(picture)).y).toBeCloseTo(after.y - 40, 0);

  const map = page.getByRole("slider", { name: "Part in sight" });
  await map.focus();
  await page.keyboard.press("ArrowUp");
  await expect.poll(async () => (await picture.boundingBox())?.y).toBeGreaterThan(after.y - 40);
  await expectShown(page, list[0]);
});

test("BOX-5 BOX-8 how it was made stands beside the picture, and every setting can be copied exactly", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const [output] = list;
  await openLarge(page, word, output);
  const details = page.getByRole("complementary", { name: "Details" });
  await expect(details.getByText(`${word}, a ceramic mug on a linen cloth`)).toBeVisible();
  for (const label of ["Model", "Sampler", "Steps", "Guidance", "Size"]) {
    await expect(details.getByText(label, { exact: true }).first()).toBeVisible();
  }
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await details.getByRole("button", { name: "Copy seed" }).click();
  await expect.poll(clipboard).toBe(output?.seed);
  await details.getByRole("button", { name: "Copy all settings" }).click();
  await expect.poll(clipboard).toContain(`\nSeed: ${output?.seed}\n`);
});

test("BOX-8 a picture that no session of one's own holds stands alone, and a review can be started there", async ({
  page,
}) => {
  const [elsewhere] = await makePictures(newWord("foxglove"), 1);
  await page.goto(`/review?q=${word}&output=${elsewhere?.id}`);
  await expectShown(page, elsewhere);
  await page.getByRole("link", { name: "Start a review here" }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get("run")).toBe(elsewhere?.runId);
  await expect(page.getByText("Not in this list.")).toBeHidden();
  await expectShown(page, elsewhere);
});

test("BOX-8 KEY-12 a picture opened by its address is the first that is seen there, and keys hit no other before", async ({
  page,
}) => {
  const [elsewhere] = await makePictures(newWord("campion"), 1);
  let release = () => {};
  const isReleased = new Promise<void>((resolve) => (release = resolve));
  await page.route(`**/api/v1/outputs/${elsewhere?.id}`, async (route) => {
    await isReleased;
    await route.continue();
  });
  const first = list[0]?.id ?? "";
  const before = (await stored(first)).revision;
  await closeSessions(page);
  await page.goto(`/review?q=${word}&output=${elsewhere?.id}`);
  await expect(new Desk(page).tile({ id: first })).toBeAttached();
  await expect(page.locator('section[aria-busy="true"]')).toBeVisible();
  await page.keyboard.press("a");
  await expect(page.locator("[data-stage]")).toHaveCount(0);
  release();
  await expectShown(page, elsewhere);
  await expect(page.locator("[data-stage]")).toBeFocused();
  await expect.poll(() => new URL(page.url()).searchParams.get("output")).toBe(elsewhere?.id);
  expect((await stored(first)).revision).toBe(before);
});

test("BOX-8 an address of a picture that is not there opens no other one in its place", async ({ page }) => {
  await closeSessions(page);
  await page.goto(`/review?q=${word}&output=00000000-0000-7000-8000-000000000000`);
  await expect(page.getByRole("alert").getByText("The picture could not be opened.")).toBeVisible();
  await expect(page.locator("[data-stage]")).toHaveCount(0);
  await expect.poll(() => new URL(page.url()).searchParams.get("output")).toBeNull();
  await expect(new Desk(page).tile({ id: list[0]?.id ?? "" })).toBeVisible();
});

test("SES-1 a reload in the middle of quick steps shows the picture that stood there", async ({ page }) => {
  await openLarge(page, word, list[0]);
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowRight");
  await expectShown(page, list[3]);
  await page.keyboard.press("ArrowRight");
  await page.reload();
  await expectShown(page, list[4]);
  await expect.poll(() => new URL(page.url()).searchParams.get("output")).toBe(list[4]?.id);
});

test("BOX-7 T-23 closing gives the focus to the tile of the current picture", async ({ page }) => {
  await openLarge(page, word, list[1]);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expectShown(page, list[3]);
  await page.keyboard.press("Escape");
  await expect(new Desk(page).tile({ id: list[3]?.id ?? "" })).toBeFocused();
});

test("T-24 KEY-5 while an arrow key is held, only the picture it stops on is fetched large", async ({
  page,
}) => {
  await page.addInitScript(fetchSingly);
  const files = watchFiles(page);
  await openLarge(page, word, list[0]);
  for (let repeat = 0; repeat < 6; repeat += 1) await page.keyboard.down("ArrowRight");
  await page.keyboard.up("ArrowRight");
  await expectShown(page, list[6]);
  const passed = [2, 3, 4, 5].map((at) => `${list[at]?.sha256} 1440`);
  expect(files.asked.filter((name) => passed.includes(name))).toEqual([]);
});

test("THM-2 the ground around a picture is neutral, is chosen, and is remembered", async ({ page }) => {
  await openLarge(page, word, list[0]);
  const ground = () =>
    page.locator("[data-stage]").evaluate((stage) => getComputedStyle(stage).backgroundColor);
  const isNeutral = (colour: string) => new Set(colour.match(/\d+/g)).size === 1;
  await expect.poll(async () => isNeutral(await ground())).toBe(true);
  await page.getByRole("button", { name: "How pictures are shown" }).click();
  await page.getByRole("menuitemradio", { name: "White" }).click();
  await expect.poll(ground).toBe("rgb(255, 255, 255)");
  await page.reload();
  await expectShown(page, list[0]);
  await expect.poll(ground).toBe("rgb(255, 255, 255)");
});

test("lights out leaves the picture alone, and verdicts still go where they should", async ({ page }) => {
  await openLarge(page, word, list[7]);
  await page.keyboard.press("l");
  await expect(page.getByRole("button", { name: /^Approve/ })).toBeHidden();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
  await page.keyboard.press("a");
  await expectState(list[7], "approved");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /^Approve/ })).toBeVisible();
  await page.keyboard.press("u");
  await expectState(list[7], "pending");
});

test("THM-1 the theme is in the page before it is drawn, and so is the colour of the browser's bars", async ({
  page,
  context,
  baseURL,
}) => {
  for (const theme of ["light", "dark"]) {
    await context.addCookies([{ name: "theme", value: theme, url: baseURL ?? "" }]);
    const html = await (await page.request.get("/review")).text();
    expect(html).toContain(`data-theme="${theme}"`);
    expect(html).toContain(`name="theme-color" content="${theme === "light" ? "#f4f4f4" : "#141414"}"`);
  }
});
