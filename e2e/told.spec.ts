import { expect, test } from "@playwright/test";
import { call } from "./support/api.ts";
import { Desk, expectState, stored } from "./support/desk.ts";
import { only } from "./support/outputs.ts";
import { expectNotHeld } from "./support/page.ts";
import { ownerState } from "./support/people.ts";
import { makeQueue } from "./support/queue.ts";

test.use({ storageState: ownerState });

// What is not as somebody believes it to be is said, wherever they are by then.

test("SES-16 T-9 a verdict that somebody else's met is told of, though one has left the desk meanwhile", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(2);
  const { id } = only(outputs);
  const desk = new Desk(page);
  await desk.open(query);
  const released = Promise.withResolvers<void>();
  await page.route("**/api/v1/outputs/*/decision", async (route) => {
    await call("PUT", `/api/v1/outputs/${id}/decision`, { verdict: "rejected", expected: 0 });
    const response = await route.fetch();
    await released.promise;
    await route.fulfill({ response });
  });
  await desk.press("a");
  await expectState(id, "rejected");
  await page.getByRole("link", { name: "Runs" }).first().click();
  await expect(page.getByRole("heading", { name: "Runs" })).toBeVisible();
  released.resolve();
  const told = page.getByRole("alert").filter({ hasText: /Your “approved” on …\d+ was not saved\./ });
  await expect(told).toBeVisible();
  await told.getByRole("button", { name: "Look at it" }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get("output")).toBe(id);
});

test("SES-16 a conflict that is left unsettled with its list is still told of", async ({ page }) => {
  const { outputs, query, seed } = await makeQueue(2);
  const { id } = only(outputs);
  const desk = new Desk(page);
  await desk.open(query);
  await page.route("**/api/v1/outputs/*/decision", async (route) => {
    await call("PUT", `/api/v1/outputs/${id}/decision`, { verdict: "rejected", expected: 0 });
    await route.continue();
  });
  await desk.press("a");
  await expect(page.getByRole("region", { name: "Conflicts" })).toBeVisible();
  await desk.press("/");
  await page.keyboard.type(`${seed} fox`);
  await desk.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "was not saved" })).toBeVisible();
});

test("T-9 verdicts that fail at once are all told of, though only three are named", async ({ page }) => {
  const { outputs, query } = await makeQueue(6);
  const desk = new Desk(page);
  await desk.open(query);
  const released = Promise.withResolvers<void>();
  const json = { error: { code: "internal", message: "It broke.", retryable: false } };
  await page.route("**/api/v1/outputs/*/decision", async (route) => {
    await released.promise;
    await route.fulfill({ status: 500, json });
  });
  for (const next of outputs.slice(1)) {
    await desk.press("a");
    await desk.expectCurrent(next);
  }
  released.resolve();
  await expect(page.getByRole("alert").getByText(/4 more failed before it\.$/)).toBeVisible();
});

test("KEY-13 undo while many are still being saved takes back nothing else, and says why", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(4);
  const [first = "", second = ""] = outputs.map(({ id }) => id);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press("a");
  await expectState(first, "approved");
  const released = Promise.withResolvers<void>();
  await page.route("**/api/v1/decisions", async (route) => {
    await released.promise;
    await route.continue();
  });
  await desk.press(" ", "ArrowRight", " ");
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Approve 2" }).click();
  await desk.press("u");
  await expect(page.getByText("The verdicts on many are not saved yet.").first()).toBeVisible();
  expect(await stored(first)).toMatchObject({ state: "approved", revision: 1 });
  released.resolve();
  await expectState(second, "approved");
});

test("KEY-12 a verdict on a picture that was scrolled away is not given before it is seen again", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 420 });
  const { outputs, query } = await makeQueue(9);
  const { id } = only(outputs);
  const desk = new Desk(page);
  await desk.open(query);
  await page.locator("[data-grid-scroller]").evaluate((grid) => grid.scrollTo({ top: grid.scrollHeight }));
  await expect(desk.tile({ id })).not.toBeInViewport();
  await desk.press("a");
  await expect(
    page.getByText("This picture was out of sight. Decide now that you see it.").first(),
  ).toBeVisible();
  await expect(desk.tile({ id })).toBeInViewport();
  expect(await stored(id)).toMatchObject({ state: "pending", revision: 0 });
  await desk.press("a");
  await expectState(id, "approved");
});

test("MOB-4 a search without a network leaves the desk where it is, and Back leads to the list again", async ({
  page,
  context,
}) => {
  const { outputs, query } = await makeQueue(1);
  const desk = new Desk(page);
  await desk.open(query);
  await context.setOffline(true);
  await desk.press("/");
  await page.keyboard.type("lamp");
  await desk.press("Enter");
  await expect.poll(() => new URL(page.url()).searchParams.get("q")).toBe("lamp");
  await expect(page.getByLabel("Search words, a seed, an id")).toBeVisible();
  await context.setOffline(false);
  await page.goBack();
  await expect(desk.tile(only(outputs))).toBeVisible();
});

test("MOB-4 where the browser has no room to keep a verdict, it is said that the page must stay open", async ({
  page,
  context,
}) => {
  const { outputs, query } = await makeQueue(2);
  const { id } = only(outputs);
  const desk = new Desk(page);
  await desk.open(query);
  await page.evaluate(() => {
    for (let size = 4_000_000; size >= 1; size = Math.floor(size / 2)) {
      try {
        for (let n = 0; n < 4; n += 1) localStorage.setItem(`fill ${size} ${n}`, "x".repeat(size));
      } catch {
        // A smaller one fits.
      }
    }
  });
  await context.setOffline(true);
  await desk.press("a");
  await expect(
    page.getByText("This browser has no room to keep it: leave this page open until then."),
  ).toBeVisible();
  await page.evaluate(() => localStorage.clear());
  await context.setOffline(false);
  await expectState(id, "approved");
});

test("TILE-8 a verdict that fails when the end of the list is up already takes the end away, and leads to its picture", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(2);
  const { id } = only(outputs);
  const desk = new Desk(page);
  await desk.open(query);
  const released = Promise.withResolvers<void>();
  const json = { error: { code: "internal", message: "It broke.", retryable: false } };
  await page.route(`**/api/v1/outputs/${id}/decision`, async (route) => {
    await released.promise;
    await route.fulfill({ status: 500, json });
  });
  await desk.press("a");
  await desk.expectCurrent(outputs[1]);
  await desk.press("a");
  await expect(page.getByText("Counting the last verdicts…")).toBeVisible();
  released.resolve();
  await expect(desk.tile({ id })).toBeFocused();
  await desk.expectCurrent(id);
  await page.unroute(`**/api/v1/outputs/${id}/decision`);
  await expectNotHeld(page);
  await desk.press("x");
  await expectState(id, "rejected");
  await expect(page.getByRole("button", { name: /^Close with a receipt/ })).toBeVisible();
});
