import { expect, test } from "@playwright/test";
import { Desk, expectState, stored } from "./support/desk.ts";
import { ownerState } from "./support/people.ts";
import { makeQueue } from "./support/queue.ts";

test.use({ storageState: ownerState });

// Whoever decides with a mouse or a finger goes on like whoever uses keys.

test("SES-3 SES-7 KEY-12 verdicts, reasons and skips that are clicked in the grid go on to the next picture", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(5);
  const desk = new Desk(page);
  await desk.open(query);
  const buttons = ["approve", "reject", "skip", "reject-reason-2"];
  for (const [index, action] of buttons.entries()) {
    await page.locator(`[data-action="${action}"]`).click();
    await desk.expectCurrent(outputs[index + 1]);
    await expect(desk.tile({ id: outputs[index + 1]?.id ?? "" })).toBeFocused();
  }
  for (const [index, state] of ["approved", "rejected", "pending", "rejected", "pending"].entries()) {
    await expectState(outputs[index], state);
  }
  await desk.press("a");
  await expectState(outputs[4], "approved");
});

test("SES-3 MOB-1 verdicts that are tapped in the grid of a phone go on to the next picture", async ({
  browser,
}) => {
  const { outputs, query } = await makeQueue(3);
  const context = await browser.newContext({
    storageState: ownerState,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  const desk = new Desk(page);
  await desk.open(query);
  const bar = page.getByRole("region", { name: "Decide" });
  for (const [index, verb] of ["Approve", "Re-seed"].entries()) {
    await bar.getByRole("button", { name: verb }).filter({ visible: true }).tap();
    await desk.expectCurrent(outputs[index + 1]);
  }
  await expectState(outputs[0], "approved");
  await expectState(outputs[1], "reseeded");
  expect(await stored(outputs[2]?.id ?? "")).toMatchObject({ state: "pending", revision: 0 });
  await context.close();
});
