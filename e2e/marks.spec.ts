import { expect, test, type Page } from "@playwright/test";
import { call } from "./support/api.ts";
import { seriousOn } from "./support/axe.ts";
import { Desk, stored } from "./support/desk.ts";
import { heardOf, wholeKeyboard } from "./support/keyboard.ts";
import { makeOutputs } from "./support/outputs.ts";
import { ownerState } from "./support/people.ts";
import { expectLarge } from "./support/pictures.ts";
import { makeQueue } from "./support/queue.ts";

test.use({ storageState: ownerState });

const bar = (page: Page) => page.getByRole("region", { name: "Selection" });
const dialog = (page: Page) => page.getByRole("dialog", { name: "Stars and labels" });

test("RULE-2 TILE-3 B and a digit rate what is selected: the tiles show it, no verdict and no selection changes", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(3);
  const [first, second, third] = outputs;
  if (!first || !second || !third) throw new Error("Three pictures were asked for.");
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press(" ", "ArrowRight", " ");
  await expect(bar(page)).toContainText("2 selected");
  await desk.press("b");
  await expect(dialog(page)).toContainText("Of 2 pictures");
  await desk.press("4");
  await expect(dialog(page)).toHaveCount(0);
  await expect(desk.tile(first)).toHaveAccessibleName(/undecided, 4 stars/);
  await expect(desk.tile(second)).toHaveAccessibleName(/4 stars/);
  await expect(desk.tile(third)).not.toHaveAccessibleName(/star/);
  await desk.press("b");
  await expect(dialog(page)).toBeVisible();
  await desk.press("6");
  await expect(desk.tile(second)).toHaveAccessibleName(/4 stars, labelled red/);
  await expect(bar(page)).toContainText("2 selected");
  for (const { id } of [first, second]) {
    await expect.poll(() => stored(id)).toMatchObject({ state: "pending", revision: 0, rating: 4 });
  }

  await desk.enlarge(second);
  await desk.press("b");
  await expect(dialog(page), "a picture that fills the screen is meant alone").toContainText(
    "Of the picture",
  );
  await desk.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await desk.press("Escape");
  await expect(desk.large).toHaveCount(0);
  await expect(bar(page)).toContainText("2 selected");

  await desk.press("Escape");
  await expect(bar(page)).toHaveCount(0);
  await desk.press("End");
  await desk.expectCurrent(third);
  await desk.press("b");
  await expect(dialog(page)).toContainText("Of the picture");
  await desk.press("2");
  await expect(desk.tile(third)).toHaveAccessibleName(/2 stars/);
  await expect.poll(() => stored(third.id)).toMatchObject({ rating: 2 });
  await call("PUT", `/api/v1/outputs/${third.id}/rating`, { stars: 4 });
  await expect(desk.tile(third), "what others give arrives").toHaveAccessibleName(/3 stars/);
});

test("TILE-3 the bar of the selection labels many by hand, and takes a label off again", async ({ page }) => {
  const { outputs, query } = await makeQueue(2);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press("Control+a");
  await bar(page).getByRole("button", { name: "Stars, labels" }).click();
  await dialog(page).getByRole("button", { name: "blue", exact: true }).click();
  await expect(dialog(page).getByRole("button", { name: "Take off the label blue" })).toBeVisible();
  await dialog(page).getByRole("combobox", { name: "New label" }).fill("Hero");
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByRole("button", { name: "Take off the label hero" })).toBeVisible();
  expect(await seriousOn(page)).toEqual([]);
  await dialog(page).getByRole("button", { name: "Take off the label blue" }).click();
  await page.keyboard.press("Escape");
  for (const output of outputs) {
    await expect(desk.tile(output)).toHaveAccessibleName(/labelled hero$/);
    await expect
      .poll(() => stored(output.id))
      .toMatchObject({ labels: [{ name: "hero", isOwn: false }], revision: 0 });
  }
});

test("KEY-1 T-4 the sheet lists what drawing and the dialog of stars hear, and nothing else", async ({
  page,
}) => {
  const [output] = await makeOutputs(1);
  const desk = new Desk(page);
  await page.goto(`/review?run=${output?.runId}&output=${output?.id}`);
  await expectLarge(page, output);
  await desk.press("?");
  await expect(page.getByRole("region", { name: "While you draw" })).toBeVisible();
  const listed = (layer: string) =>
    page
      .locator(`[data-layer=${layer}] [data-keys]`)
      .evaluateAll((all) => all.flatMap((one) => (one.getAttribute("data-keys") ?? "").split("\n")).sort());
  const [drawing, marking] = [await listed("drawing"), await listed("marking")];
  await desk.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await desk.press("d");
  await expect(page.getByRole("application", { name: "Drawing on the picture" })).toBeFocused();
  // Redo is caught, so that it reaches no verdict; it does nothing, so it is not listed.
  await expect
    .poll(async () => (await heardOf(page, wholeKeyboard)).filter((name) => name !== "mod+shift+z").sort())
    .toEqual(drawing);
  await desk.press("Escape");
  await expect(page.getByRole("application", { name: "Drawing on the picture" })).toHaveCount(0);
  await desk.press("b");
  await expect(dialog(page)).toBeVisible();
  await expect(page.getByRole("radio", { name: "1 star", exact: true })).toBeFocused();
  const letters = wholeKeyboard.filter(({ key, ctrlKey }) => key.length === 1 && ctrlKey !== true);
  await expect.poll(async () => (await heardOf(page, letters)).sort()).toEqual(marking);
});
