import { expect, test, type Page } from "@playwright/test";
import { makeOutput } from "./support/api.ts";
import { Desk } from "./support/desk.ts";
import { expectLive, restingBox } from "./support/page.ts";
import { ownerState } from "./support/people.ts";

test.use({ storageState: ownerState });

/** Lets a page believe that so many thumbnails are made; answers how often it asked. */
async function claimBackfill(page: Page) {
  const state: { made: { done: number; total: number } | null; asked: number } = { made: null, asked: 0 };
  await page.route("**/api/v1/backfill", (route) => {
    state.asked += 1;
    return route.fulfill({ json: { thumbnails: state.made } });
  });
  return state;
}

test("EMP-9 T-36 the desk and home say how many thumbnails are made of how many, counting up, and nothing moves", async ({
  page,
}) => {
  const output = await makeOutput();
  await page.clock.install();
  const backfill = await claimBackfill(page);
  backfill.made = { done: 340, total: 1200 };
  const desk = new Desk(page);
  await desk.open(`?run=${output.runId}`);
  const line = page.getByRole("progressbar", { name: "Making thumbnails" });
  await expect(line).toHaveText("Making thumbnails: 340 of 1,200");
  const grid = page.getByRole("grid");
  const place = await restingBox(grid);
  backfill.made = { done: 980, total: 1200 };
  await expect(line).toHaveAttribute("aria-valuenow", "980", { timeout: 1000 });
  backfill.made = null;
  await expect(line).toHaveCount(0);
  expect(await restingBox(grid), "neither its coming nor its going moves a picture").toEqual(place);

  const asked = backfill.asked;
  await page.clock.runFor(10_000);
  expect(backfill.asked, "with nothing due nobody asks").toBe(asked);

  backfill.made = { done: 7, total: 64 };
  await page.goto("/");
  await expectLive(page);
  await expect(line).toHaveText("Making thumbnails: 7 of 64");
  backfill.made = null;
  await expect(line).toHaveCount(0);
});
