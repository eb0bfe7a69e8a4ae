import { expect, test } from "@playwright/test";
import { call, finished, type Run } from "./support/api.ts";
import { ownerState } from "./support/people.ts";
import { expectShown } from "./support/pictures.ts";

test.use({ storageState: ownerState });

test("from a form to a picture: choose, fill in, generate by keyboard, watch it run, find it in review", async ({
  page,
}) => {
  await page.goto("/generate");
  await page
    .getByRole("link", { name: /Flux picture/ })
    .first()
    .click();
  await page.getByLabel(/^Prompt/).fill("a lighthouse on a cliff at dawn, soft mist");
  // Four in one run, with as many steps as may be: there is time to watch it.
  await page.getByRole("slider", { name: /^Steps/ }).press("End");
  await page.getByLabel(/^Number of pictures/).fill("4");
  await page.getByLabel(/^Prompt/).focus();
  await expect(page.getByRole("button", { name: /^Generate 4/ })).toBeVisible();
  await expect(page.getByText(/server ready|1 server|will wait/i).first()).toBeVisible();
  const created = page.waitForResponse(
    (answer) => answer.url().endsWith("/api/v1/runs") && answer.request().method() === "POST",
  );
  await page.keyboard.press("Control+Enter");
  const [run] = ((await (await created).json()) as { items: Run[] }).items;
  expect(run?.params["prompt"]).toBe("a lighthouse on a cliff at dawn, soft mist");
  const progress = page.getByRole("progressbar").first();
  await expect(progress).toBeVisible();
  await expect(page.getByText(/step \d+ of \d+/i).first()).toBeVisible();
  await page.reload();
  const { outputs } = await finished(run?.id ?? "");
  const [output] = outputs;
  await page.locator(`a[href^="/review?output=${output?.id}"]`).first().click();
  await expectShown(page, output);
});

test("what is wrong is said at the field and nothing that was typed is lost", async ({ page }) => {
  await page.goto("/generate/sdxl_base_refiner");
  await page.getByLabel(/^Avoid/).fill("fog");
  await page.getByRole("button", { name: /^Generate/ }).click();
  const prompt = page.getByLabel(/^Prompt/);
  await expect(prompt).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("alert").first()).toBeVisible();
  await page.reload();
  await expect(page.getByLabel(/^Avoid/)).toHaveValue("fog");
});

test("a run has a page of its own with what was asked and what became of it", async ({ page }) => {
  const { body } = await call("POST", "/api/v1/runs", {
    workflow: "model_free_card",
    params: { seed: "18446744073709551615" },
  });
  const [run] = body["items"] as Run[];
  await page.goto(`/runs/${run?.id}`);
  await expect(page.getByText("18446744073709551615").first()).toBeVisible();
  await expect(page.getByText(/^Done/).first()).toBeVisible({ timeout: 30_000 });
});
