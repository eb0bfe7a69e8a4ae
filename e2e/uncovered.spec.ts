import { expect, test, type Locator, type Page } from "@playwright/test";
import { call } from "./support/api.ts";
import { Desk } from "./support/desk.ts";
import { restingBox, type Box } from "./support/page.ts";
import { ownerState } from "./support/people.ts";
import { makePictures, newWord, openLarge } from "./support/pictures.ts";

test.use({ storageState: ownerState });

const scroller = (page: Page) => page.locator("[data-grid-scroller]");

test("THM-2 BULK-1 what a selection is told and asked stands below the pictures, and the picture in hand stays in sight", async ({
  page,
}) => {
  const word = newWord("poppy");
  const made = [...(await makePictures(word, 4)), ...(await makePictures(word, 4))];
  const desk = new Desk(page);
  // Two rows, of which the second would lie under what floats.
  await page.setViewportSize({ width: 1024, height: 660 });
  await desk.open(`?q=${word}`);
  await desk.press("End", " ");
  const bar = page.getByRole("region", { name: "Selection" });
  await expect(bar).toContainText("1 selected");
  const [told, seen] = [await restingBox(bar), await restingBox(scroller(page))];
  expect(bottomOf(seen), "no picture is under it").toBeLessThanOrEqual(told.y);
  const last = await restingBox(desk.tile({ id: made.at(-1)?.id ?? "" }));
  expect(bottomOf(last), "in sight above it").toBeLessThanOrEqual(bottomOf(seen));
  await desk.press("Escape");
  await expect(bar).toHaveCount(0);
});

test("T-14 BULK-1 choosing by pointer far from the cursor scrolls nowhere", async ({ page }) => {
  const word = newWord("lupin");
  const made = [...(await makePictures(word, 4)), ...(await makePictures(word, 4))];
  const [first, last] = [made[0]?.id ?? "", made.at(-1)?.id ?? ""];
  const desk = new Desk(page);
  await page.setViewportSize({ width: 1024, height: 500 });
  await desk.open(`?q=${word}`);
  await desk.expectCurrent(first);
  await scroller(page).evaluate((grid) => grid.scrollTo(0, grid.scrollHeight));
  await expect(desk.tile({ id: first })).not.toBeInViewport();
  await desk.tile({ id: last }).hover();
  await desk.tile({ id: last }).getByRole("button", { name: "Select" }).click();
  await expect(page.getByRole("region", { name: "Selection" })).toContainText("1 selected");
  await restingBox(scroller(page));
  await expect(desk.tile({ id: last })).toBeInViewport();
  await expect(desk.tile({ id: first })).not.toBeInViewport();
});

test("A11Y-4 in a window that was made smaller the picture in hand is still in sight", async ({ page }) => {
  const word = newWord("teasel");
  const made = [...(await makePictures(word, 4)), ...(await makePictures(word, 4))];
  const last = { id: made.at(-1)?.id ?? "" };
  const desk = new Desk(page);
  await page.setViewportSize({ width: 1024, height: 900 });
  await desk.open(`?q=${word}`);
  await desk.press("End");
  await desk.expectCurrent(last);
  await page.setViewportSize({ width: 1024, height: 560 });
  const seen = await restingBox(scroller(page));
  await expect
    .poll(async () => bottomOf(await restingBox(desk.tile(last))))
    .toBeLessThanOrEqual(bottomOf(seen));
});

test("BOX-4 a large picture has the room of the filters, and the search comes before it without moving it", async ({
  page,
}) => {
  const word = newWord("thyme");
  const [output] = await makePictures(word, 1);
  await openLarge(page, word, output);
  const stage = page.locator("[data-stage]");
  const search = page.getByRole("searchbox");
  const before = await restingBox(stage);
  expect(await isInFront(search), "the picture's bar lies over it").toBe(false);
  await page.keyboard.press("/");
  await expect(search).toBeFocused();
  await expect.poll(() => isInFront(search)).toBe(true);
  expect(await restingBox(stage), "the picture stays where it is").toEqual(before);
  await page.keyboard.press("Escape");
  await expect(stage).toBeFocused();
  await expect.poll(() => isInFront(search)).toBe(false);
});

test("TILE-3 however much is told of a picture, the end of its seed is written out", async ({ page }) => {
  const word = newWord("sedge");
  const [output] = await makePictures(word, 1);
  const outputs = [output?.id];
  await call("POST", `/api/v1/outputs/${output?.id}/comments`, { body: "Straighten it." });
  await call("PUT", "/api/v1/ratings", { outputs, stars: 4 });
  for (const name of ["blue", "red", "hero"]) await call("PUT", "/api/v1/labels", { outputs, name });
  const desk = new Desk(page);
  await desk.open(`?q=${word}`);
  const tile = desk.tile({ id: output?.id ?? "" });
  await expect(tile.getByTitle("1 unread of 1 comment")).toBeVisible();
  const seed = tile.getByText(/^…\d{6}$/);
  const [text, line] = [await restingBox(seed), await restingBox(seed.locator(".."))];
  expect(text.x).toBeGreaterThanOrEqual(line.x);
  expect(text.x + text.width).toBeLessThanOrEqual(line.x + line.width + 0.5);
});

test("THM-2 on the other pages, too, a verdict stands beside its picture and not on it", async ({ page }) => {
  const [output] = await makePictures(newWord("clover"), 1);
  await call("PUT", `/api/v1/outputs/${output?.id}/decision`, { verdict: "approved", expected: 0 });
  await page.goto(`/runs/${output?.runId}`);
  const thumb = page.getByRole("link", { name: "Picture 1, approved. Open in review" });
  const picture = await restingBox(thumb.locator("img"));
  const strip = await restingBox(thumb.locator("[data-strip=approved]"));
  expect(strip.x + strip.width).toBeLessThanOrEqual(picture.x);
});

test("EMP-3 of a list that matches nothing no way out is denied before it has been counted", async ({
  page,
}) => {
  let goOn = () => {};
  const counted = new Promise<void>((done) => (goOn = done));
  await page.route(/\/api\/v1\/outputs\/count\?/, async (route) => {
    await counted;
    await route.continue();
  });
  await makePictures(newWord("barley"), 1);
  await page.goto("/review?q=nothing-has-this-word");
  await expect(page.getByRole("heading", { name: "No picture matches" })).toBeVisible();
  await expect(page.getByText("Several parts have to go together.")).toHaveCount(0);
  goOn();
  await expect(page.getByText(/^Taking away words .* would bring most/)).toBeVisible();
  const note = page.getByRole("region", { name: "Decide" }).getByRole("button", { name: /^Note/ });
  await expect(note, "there is nothing to write about").toHaveAttribute("aria-disabled", "true");
  await expect(note).toContainText("No picture");
});

test("review and quota in the settings are as high before they are read as afterwards", async ({ page }) => {
  await page.route("**/api/v1/**", async (route) => {
    await new Promise((done) => setTimeout(done, 300));
    await route.continue();
  });
  await page.goto("/settings");
  const cards = page.getByRole("main").locator("section[aria-labelledby]");
  const heights = () =>
    cards.evaluateAll((all) =>
      all
        .filter((card) => ["review", "quota"].includes(card.getAttribute("aria-labelledby") ?? ""))
        .map((card) => Math.round(card.getBoundingClientRect().height)),
    );
  await expect(page.locator("[data-skeleton]")).not.toHaveCount(0);
  const before = await heights();
  await expect(page.locator("[data-skeleton]")).toHaveCount(0);
  expect(before).toHaveLength(2);
  expect(await heights()).toEqual(before);
});

function bottomOf({ y, height }: Box): number {
  return y + height;
}

/** Whether a press in its middle would hit it. */
function isInFront(part: Locator): Promise<boolean> {
  return part.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
}
