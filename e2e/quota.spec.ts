import { expect, test } from "@playwright/test";
import { call } from "./support/api.ts";
import { Desk, stored } from "./support/desk.ts";
import { ownerState } from "./support/people.ts";
import { makeQueue } from "./support/queue.ts";

test.use({ storageState: ownerState });

const setQuota = (dailyRuns: number | null) => call("PUT", "/api/v1/quota", { dailyRuns });

/** A quota that leaves so many runs, by what has been started today. */
async function leave(runs: number): Promise<number> {
  const { body } = await call("GET", "/api/v1/quota");
  const dailyRuns = Number(body["usedRuns"]) + runs;
  await setQuota(dailyRuns);
  return dailyRuns;
}

test.afterEach(() => setQuota(null));

test("EMP-7 the form says how many runs are left, and once none is, how many there were, how many are used and when it starts anew", async ({
  page,
}) => {
  const daily = await leave(3);
  await page.goto("/generate/model_free_card");
  const panel = page.getByRole("region", { name: "Generate" });
  await expect(panel).toContainText(`3 of ${daily.toLocaleString("en")} runs left today.`);
  const count = panel.getByRole("textbox");
  await count.fill("5");
  await count.press("Enter");
  await expect(panel).toContainText(
    `of ${daily.toLocaleString("en")} runs are used: 3 are left, and this would be 5. Ask for fewer`,
  );
  await expect(panel.getByRole("button", { name: /Generate 5/ })).toHaveAttribute("aria-disabled", "true");
  await count.fill("3");
  await count.press("Enter");
  await panel.getByRole("button", { name: /Generate 3/ }).click();
  await expect(panel).toContainText(
    new RegExp(
      `Today's quota is used up: ${daily.toLocaleString("en")} of ${daily.toLocaleString("en")} runs\\. It starts anew at midnight UTC, in`,
    ),
  );
  await expect(panel.getByRole("button", { name: /Generate/ })).toHaveAttribute("aria-disabled", "true");
});

test("SEED-9 a re-seed that the quota refuses says so at the desk, and its picture stays undecided", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(2);
  const daily = await leave(0);
  const desk = new Desk(page);
  await desk.open(query);
  const id = await desk.current();
  await desk.press("r");
  await expect(
    page.getByText(`Today's quota is used up: ${daily.toLocaleString("en")} of`).first(),
  ).toBeVisible();
  await expect(desk.tile({ id })).toHaveAccessibleName(/undecided/i);
  for (const output of outputs) expect((await stored(output.id)).state).toBe("pending");
});

test("an owner sets the quota among the settings, and takes it off again", async ({ page }) => {
  await page.goto("/settings");
  const card = page.getByRole("region", { name: "Quota" });
  await expect(card).toContainText("There is no limit.");
  const field = card.getByRole("textbox", { name: "Runs a day" });
  await field.fill("many");
  await card.getByRole("button", { name: "Save" }).click();
  await expect(card).toContainText("Write a whole number, or nothing for no limit.");
  await field.fill("5000");
  await card.getByRole("button", { name: "Save" }).click();
  await expect(card).toContainText(
    /of 5,000 runs used today\. The quota starts anew at midnight UTC, in .*\./,
  );
  expect((await call("GET", "/api/v1/quota")).body["dailyRuns"]).toBe(5000);
  await field.fill("");
  await card.getByRole("button", { name: "Save" }).click();
  await expect(card).toContainText("There is no limit.");
  expect((await call("GET", "/api/v1/quota")).body["dailyRuns"]).toBeNull();
});
