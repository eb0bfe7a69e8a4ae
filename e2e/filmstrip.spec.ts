import { expect, test } from "@playwright/test";
import { Desk } from "./support/desk.ts";
import { ownerState } from "./support/people.ts";
import { makeQueue } from "./support/queue.ts";

test.use({ storageState: ownerState });

test("BOX-1 the filmstrip is the list in its order, decided ones dimmed in place, the current one in the middle", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(4);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.expectOrder(outputs);
  await desk.enlarge(outputs[0]);
  const strip = page.getByRole("region", { name: "Filmstrip" });
  const frames = strip.getByRole("button");
  await expect(frames).toHaveCount(4);
  await desk.press("a");
  await expect(frames.nth(1)).toHaveAttribute("aria-current", "true");
  await expect(frames.nth(0), "where it was").toHaveAccessibleName(/^1, .*approved/);
  await desk.press("End");
  await expect(frames.nth(3)).toHaveAttribute("aria-current", "true");
  // As far from the middle of the strip as half a frame and its gap.
  await expect
    .poll(async () => {
      const [whole, frame] = [await strip.boundingBox(), await frames.nth(3).boundingBox()];
      if (whole === null || frame === null) return Infinity;
      return Math.abs(whole.x + whole.width / 2 - (frame.x + frame.width / 2));
    })
    .toBeLessThan(20);
  await expect(frames.locator("img")).toHaveCount(4);
  await expect(async () => {
    const opacities = await frames
      .locator("img")
      .evaluateAll((all) => all.map((image) => Number(getComputedStyle(image).opacity)));
    const [decided = 1, ...others] = opacities;
    for (const open of others) expect(decided).toBeLessThan(open);
  }).toPass();
});
