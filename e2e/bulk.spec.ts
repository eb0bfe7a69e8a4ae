import { expect, test, type Page } from "@playwright/test";
import { call } from "./support/api.ts";
import { Desk, stored } from "./support/desk.ts";
import { ownerState } from "./support/people.ts";
import { makeQueue } from "./support/queue.ts";

test.use({ storageState: ownerState });

const bar = (page: Page) => page.getByRole("region", { name: "Selection" });

function selected(page: Page): Promise<string[]> {
  return page
    .locator('[data-tile][aria-selected="true"]')
    .evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute("data-tile") ?? ""));
}

test("BULK-3 every output is answered: what was decided meanwhile is refused by name and stays selected", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(3);
  const taken = outputs[1]?.id ?? "";
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press("Control+a");
  await expect(bar(page)).toContainText("Approve 3");
  // Somebody else is faster, between the press and its arrival.
  await page.route("**/api/v1/decisions", async (route) => {
    await call("PUT", `/api/v1/outputs/${taken}/decision`, { verdict: "rejected", expected: 0 });
    await route.continue();
  });
  await bar(page).getByRole("button", { name: "Approve 3" }).click();
  const answer = page.getByRole("dialog");
  await expect(answer).toContainText("1 of 3 were not decided");
  await expect(answer.getByRole("listitem")).toHaveCount(3);
  await expect(answer.getByRole("listitem").first()).toContainText("decided by somebody else meanwhile");
  await answer.getByRole("button", { name: "Go on" }).click();
  await expect.poll(() => selected(page)).toEqual([taken]);
  expect((await stored(taken)).state).toBe("rejected");
});

test("BULK-4 a lost answer decides nothing twice, and one step of undo takes all of it back", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(3);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press("Control+a");
  let isLost = false;
  await page.route("**/api/v1/decisions", async (route) => {
    if (isLost) return route.continue();
    isLost = true;
    await route.fetch();
    await route.abort();
  });
  await bar(page).getByRole("button", { name: "Approve 3" }).click();
  await expect(page.getByText(/3 approved/).first()).toBeVisible();
  for (const { id } of outputs) expect(await stored(id)).toMatchObject({ state: "approved", revision: 1 });
  await desk.press("u");
  for (const { id } of outputs)
    await expect.poll(() => stored(id)).toMatchObject({ state: "pending", revision: 2 });
});
