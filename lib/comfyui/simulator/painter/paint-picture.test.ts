import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { Look } from "./look.ts";
import { paintPicture } from "./paint-picture.ts";

const look: Look = {
  text: "dunes at sunset",
  negative: "",
  seed: 7n,
  steps: 30,
  cfg: 7,
  model: "m",
  passes: 1,
};

async function printOf(change: Partial<Look>, index = 0): Promise<string> {
  const { data } = await paintPicture({ ...look, ...change }, index, 64, 48);
  return createHash("sha256").update(data).digest("hex");
}

test("the same look is the same picture", async () => {
  expect(await printOf({})).toBe(await printOf({}));
});

test("seed, place in the batch, prompt, steps, guidance and passes each make another picture", async () => {
  const prints = await Promise.all([
    printOf({}),
    printOf({ seed: 8n }),
    printOf({ seed: 2n ** 64n - 1n }),
    printOf({ seed: 2n ** 64n - 2n }),
    printOf({}, 1),
    printOf({ text: "dunes at night" }),
    printOf({ steps: 8 }),
    printOf({ cfg: 3 }),
    printOf({ passes: 2 }),
  ]);
  expect(new Set(prints).size).toBe(prints.length);
});

test("every size is filled", async () => {
  const { width, height, channels, data } = await paintPicture(look, 0, 90, 160);
  expect([width, height, channels, data.length]).toEqual([90, 160, 3, 90 * 160 * 3]);
});
