import { expect, test } from "@playwright/test";
import { Desk, stored } from "./support/desk.ts";
import { join } from "./support/people.ts";
import { makeLongQueue } from "./support/queue.ts";
import { ScreenReader } from "./support/screen-reader.ts";

test("A11Y-1 A11Y-3 twenty pictures by ear: what a screen reader reads out is enough to decide, undo, compare, comment and close with a receipt", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { outputs, query } = await makeLongQueue(20);
  const page = await join(browser, "reviewer", "Sam Listener");
  await ScreenReader.allow(page);
  const desk = new Desk(page);
  await desk.open(query);
  const reader = await ScreenReader.on(page);
  const cell = (position: number, state = "undecided") =>
    new RegExp(`^gridcell, ${position}, Abstract card, .*${state}`);

  await test.step("a tile says its place, its workflow and that it is undecided", async () => {
    await desk.press("ArrowRight");
    await reader.expectToHear(cell(2));
    await desk.press("ArrowLeft");
    await reader.expectToHear(cell(1));
  });

  await test.step("a verdict is told, and where it goes on", async () => {
    await desk.press("a");
    await reader.expectToHear(/^polite: Approved/, cell(2), /Picture 2 of 20/);
    await desk.press("3");
    await reader.expectToHear(/^polite: .*Rejected: \w+/, cell(3), /Picture 3 of 20/);
    await desk.press("ArrowLeft");
    await reader.expectToHear(cell(2, "rejected"));
    await desk.press("ArrowRight");
    await reader.expectToHear(cell(3));
  });

  await test.step("a wrong key is taken back, and told to be", async () => {
    await desk.press("x");
    await reader.expectToHear(/Rejected/, cell(4));
    await desk.press("u");
    await reader.expectToHear(/Undone: .* undecided again/, cell(3));
  });

  await test.step("in the large view, a comment and a verdict", async () => {
    await desk.press("Enter");
    await reader.expectToHear(/^figure, 3, Abstract card, .*undecided/);
    await desk.press("n");
    await reader.expectToHear(/^textbox, Comment/);
    await page.keyboard.type("six fingers on the left hand");
    await desk.press("ControlOrMeta+Enter");
    await reader.expectToHear(/Comment posted/, /^figure, 3, .*1 comment/);
    await desk.press("x");
    await reader.expectToHear(/Rejected/, /Picture 4 of 20/);
    await desk.press("Escape");
    await reader.expectToHear(cell(4));
  });

  await test.step("two are compared, and told apart", async () => {
    await desk.press("c");
    await reader.expectToHear(/^figure, Candidate, Abstract card/);
    await desk.press("f");
    await reader.expectToHear(/^figure, Pinned, .* candidate/);
    await desk.press("Escape");
    await reader.expectToHear(/^figure, 5, Abstract card/);
    await desk.press("Escape");
    await reader.expectToHear(cell(5));
  });

  await test.step("the others: each says that it is decided and which one is next", async () => {
    // Keys meant for the picture that was large are let through to nobody for a moment.
    await expect(async () => {
      await desk.press("a");
      await expect.poll(() => desk.current(), { timeout: 500 }).not.toBe(outputs[4]?.id);
    }).toPass();
    await reader.expectToHear(/Approved/, cell(6), /Picture 6 of 20/);
    const decided = new Set([1, 2, 3, 5]);
    let position = 6;
    while (decided.size < outputs.length - 1) {
      decided.add(position);
      const next = [...outputs.keys()].map((index) => index + 1).filter((one) => !decided.has(one));
      const following = next.find((one) => one > position) ?? next[0] ?? 0;
      await desk.press("a");
      await reader.expectToHear(/Approved/, cell(following), new RegExp(`Picture ${following} of 20`));
      position = following;
    }
  });

  await test.step("the end is told once, with what it came to, and leads to the receipt", async () => {
    await desk.press("a");
    const heard = await reader.expectToHear(
      /^region, The end of the list/,
      /Everything is decided\. 18 approved, 2 rejected, 0 re-seeded\./,
    );
    expect(heard.filter((phrase) => /18 approved/.test(phrase))).toHaveLength(1);
    await expect(async () => {
      await desk.press("Enter");
      await expect(page).toHaveURL(/\/review\/receipts\//, { timeout: 500 });
    }).toPass();
    await reader.expectToHear(/^heading, Receipt, level 1/);
  });

  const states = await Promise.all(outputs.map(async ({ id }) => (await stored(id)).state));
  expect(states.filter((state) => state === "approved")).toHaveLength(18);
  await page.context().close();
});
