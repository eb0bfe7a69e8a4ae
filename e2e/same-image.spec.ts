import { expect, test } from "@playwright/test";
import { Desk, expectState, stored } from "./support/desk.ts";
import { makeOutputs, only } from "./support/outputs.ts";
import { expectNotHeld } from "./support/page.ts";
import { ownerState } from "./support/people.ts";

test.use({ storageState: ownerState });

test("SES-14 a verdict against one's own on the very same bytes is asked about once: Esc leaves it, Enter applies", async ({
  page,
}) => {
  const seed = 1_000_000_000 + Math.floor(Math.random() * 8_000_000_000);
  // The same params and the same seed: the same bytes, as another output once the server has worked on something else.
  const first = only(await makeOutputs(1, { seed }));
  await makeOutputs(1);
  const second = only(await makeOutputs(1, { seed }));
  expect(second.sha256).toBe(first.sha256);
  const desk = new Desk(page);
  await desk.open(`?q=${seed}`);
  await desk.press("x");
  await expectState(first, "rejected");
  await desk.expectCurrent(second);
  await desk.press("a");
  const question = page.getByRole("dialog", { name: "You have rejected the very same image" });
  await expect(question).toBeVisible();
  await desk.press("Escape");
  await expect(question).toBeHidden();
  expect(await stored(second.id)).toMatchObject({ state: "pending", revision: 0 });

  await expectNotHeld(page);
  await desk.press("a");
  await expect(question).toBeVisible();
  await expectNotHeld(page);
  await desk.press("Enter");
  await expectState(second, "approved");
  expect(await stored(first.id), "the old one stands").toMatchObject({ state: "rejected", revision: 1 });
});
