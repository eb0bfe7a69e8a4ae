import { expect, test } from "@playwright/test";
import { makeOutput } from "./support/api.ts";
import { stored } from "./support/desk.ts";
import { ownerState } from "./support/people.ts";

test.use({ storageState: ownerState });

const screens = [
  "/",
  "/generate",
  "/generate/sdxl_base_refiner",
  "/runs",
  "/review",
  "/workflows",
  "/workflows/sdxl_base_refiner",
  "/servers",
  "/settings",
];

test("A11Y-8 no screen scrolls sideways on a phone", async ({ page }) => {
  for (const screen of screens) {
    await page.goto(screen);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, screen).toBeLessThanOrEqual(0);
  }
});

test("MOB-1 a picture is opened by a tap and approved with a button a thumb can hit", async ({ page }) => {
  const output = await makeOutput();
  await page.goto(`/review?run=${output.runId}`);
  await page.locator(`[data-tile="${output.id}"]`).tap();
  const approve = page.getByRole("button", { name: /Approve/ }).last();
  const box = await approve.boundingBox();
  expect(box?.height ?? 0).toBeGreaterThanOrEqual(44);
  // A verdict is for a picture that has been seen; the bar says so until it stands there.
  await expect(page.getByText(/^Fit,/)).toBeVisible();
  await expect(async () => {
    await approve.tap();
    expect((await stored(output.id)).state).toBe("approved");
  }).toPass();
});
