import { expect, test, type Page } from "@playwright/test";
import { call, makeOutput, type Run } from "./support/api.ts";
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
    expect(await sidewaysOf(page), screen).toBeLessThanOrEqual(0);
  }
});

test("A11Y-10 a word without end breaks no screen, in the form or afterwards", async ({ page }) => {
  const word = "Donaudampfschifffahrtsgesellschaft".repeat(20);
  await page.goto("/generate/sdxl_base_refiner");
  await page.getByRole("textbox", { name: /^Prompt/ }).fill(word);
  expect(await sidewaysOf(page)).toBeLessThanOrEqual(0);
  const params = { prompt: word, steps: 10 };
  const { body } = await call("POST", "/api/v1/runs", { workflow: "sdxl_base_refiner", params });
  const [run] = body["items"] as Run[];
  await page.goto(`/runs/${run?.id}`);
  await expect(page.getByText(word)).toBeVisible();
  expect(await sidewaysOf(page)).toBeLessThanOrEqual(0);
  await page.goto("/runs");
  await expect(page.getByText(word).first()).toBeVisible();
  expect(await sidewaysOf(page)).toBeLessThanOrEqual(0);
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

async function sidewaysOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
