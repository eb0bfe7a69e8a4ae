import { expect, test } from "@playwright/test";
import { items, type Output } from "./support/api.ts";
import { seriousInLight, seriousOn } from "./support/axe.ts";
import { Desk, stored } from "./support/desk.ts";
import { join, ownerState } from "./support/people.ts";
import { makeQueue, type Queue } from "./support/queue.ts";

test.use({ storageState: ownerState });

const listed = async ({ query }: Pick<Queue, "query">, more = "") =>
  (await items<Output>(`/api/v1/outputs${query}${more}`)).map(({ id }) => id);

test("BOX-6 archiving in the large view moves on to the next picture and leaves the verdict as it is", async ({
  page,
  browser,
}) => {
  const queue = await makeQueue(4);
  const [first = "", second = "", third = "", fourth = ""] = queue.outputs.map(({ id }) => id);
  const desk = new Desk(page);
  await desk.open(queue.query);
  const rob = new Desk(await join(browser, "reviewer", "Rob Archive"));
  await rob.open(queue.query);

  await desk.enlarge(queue.outputs[0]);
  await desk.press("e");
  await expect(page).toHaveURL(new RegExp(`output=${second}`));
  await expect.poll(() => listed(queue)).toEqual([second, third, fourth]);
  expect(await stored(first)).toMatchObject({ state: "pending", revision: 0 });
  // Others see it where it stood, and are led past it.
  await expect(rob.tile({ id: first })).toHaveAccessibleName(/archived/);

  await page.getByRole("button", { name: "Archive", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`output=${third}`));
  await expect.poll(() => listed(queue)).toEqual([third, fourth]);
  await page.getByRole("button", { name: "Unarchive" }).last().click();
  await expect.poll(() => listed(queue)).toEqual([second, third, fourth]);
  await expect(page, "who brings one back stays where they are").toHaveURL(new RegExp(`output=${third}`));

  await desk.press("ArrowLeft", "ArrowLeft");
  await expect(page).toHaveURL(new RegExp(`output=${first}`));
  await expect(desk.large.first().getByText("Archived", { exact: true })).toBeVisible();
  expect(await seriousOn(page)).toEqual([]);
  await desk.press("e");
  await expect.poll(() => listed(queue)).toEqual([first, second, third, fourth]);
});

test("BOX-6 T-13 an archived picture keeps its place in the session, is passed over, and is listed when asked for", async ({
  page,
}) => {
  const queue = await makeQueue(3);
  const [first = "", second = "", third = ""] = queue.outputs.map(({ id }) => id);
  const desk = new Desk(page);
  await desk.open(queue.query);
  await desk.press("ArrowRight", "e");
  await desk.expectCurrent(third);
  await expect(desk.tile({ id: second })).toHaveAccessibleName(/undecided, archived/);
  await expect(page.locator('[data-count="pending"]')).toHaveText("2 left");
  await desk.expectOrder([first, second, third]);
  await desk.press("j");
  await desk.expectCurrent(first);

  await page.goto(`/review${queue.query}&archived=true`);
  await expect(desk.tiles).toHaveCount(1);
  await expect(desk.tile({ id: second })).toBeVisible();
  await expect(page.getByText("Archived", { exact: true })).toBeVisible();
  expect(await seriousInLight(page)).toEqual([]);
  await page.goto(`/review${queue.query}&state=all`);
  await expect(desk.tile({ id: third })).toBeVisible();
  await expect(desk.tile({ id: second })).toBeHidden();
});

test("BOX-6 BULK-3 a selection is archived in one go and brought back in one", async ({ page }) => {
  const queue = await makeQueue(3);
  const [first = "", second = "", third = ""] = queue.outputs.map(({ id }) => id);
  const desk = new Desk(page);
  await desk.open(queue.query);
  await desk.press(" ", "ArrowRight", " ");
  const bar = page.getByRole("region", { name: "Selection" });
  await bar.getByRole("button", { name: "Archive 2" }).click();
  await expect.poll(() => listed(queue)).toEqual([third]);
  await expect(bar).toBeHidden();
  await desk.expectCurrent(third, "the cursor leaves what is put aside");
  await page.getByRole("button", { name: "Unarchive" }).click();
  await expect.poll(() => listed(queue)).toEqual([first, second, third]);
  await expect(desk.tile({ id: first })).not.toHaveAccessibleName(/archived/);
});

test("BOX-6 who may not decide may not archive, and is told so", async ({ browser }) => {
  const queue = await makeQueue(1);
  const [only = ""] = queue.outputs.map(({ id }) => id);
  const vera = new Desk(await join(browser, "viewer", "Vera Archive"));
  await vera.open(queue.query);
  await vera.press("e");
  await expect(vera.page.getByRole("status").filter({ hasText: /role/ }).first()).toBeVisible();
  expect(await listed(queue)).toEqual([only]);
});
