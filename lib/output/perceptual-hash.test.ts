import sharp, { type Sharp } from "sharp";
import { expect, test } from "vitest";
import { perceptualHash } from "./perceptual-hash.ts";
import { bitsApart } from "./likeness.ts";

/** A picture with shapes in it: discs of grey on a slope from dark to light. */
function drawing(moved = 0, light = 0): Sharp {
  const discs = [40, 130, 220].map(
    (x, index) =>
      `<circle cx="${x + moved}" cy="${60 + 70 * index}" r="34" fill="hsl(0 0% ${80 - index * 30}%)"/>`,
  );
  return sharp(
    Buffer.from(
      `<svg width="256" height="256"><defs><linearGradient id="g"><stop stop-color="hsl(0 0% ${20 + light}%)"/>
       <stop offset="1" stop-color="hsl(0 0% ${70 + light}%)"/></linearGradient></defs>
       <rect width="256" height="256" fill="url(#g)"/>${discs.join("")}</svg>`,
    ),
  );
}

async function hashOf(picture: Sharp): Promise<string> {
  const { data, info } = await sharp(await picture.png().toBuffer())
    .resize({ width: 64, height: 64, fit: "inside" })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return perceptualHash({ data, width: info.width, height: info.height });
}

test("the same picture smaller, darker or compressed differs in few bits", async () => {
  const original = await hashOf(drawing());
  const squeezed = sharp(await drawing().jpeg({ quality: 40 }).toBuffer()).resize(100, 100);
  expect(original).toMatch(/^[0-9a-f]{16}$/);
  expect(bitsApart(original, await hashOf(squeezed))).toBeLessThanOrEqual(4);
  expect(bitsApart(original, await hashOf(drawing(0, 5)))).toBeLessThanOrEqual(4);
  expect(bitsApart(original, await hashOf(drawing(2)))).toBeLessThanOrEqual(6);
});

test("another picture differs in many", async () => {
  const original = await hashOf(drawing());
  expect(bitsApart(original, await hashOf(drawing().flop()))).toBeGreaterThan(16);
  expect(bitsApart(original, await hashOf(drawing().negate({ alpha: false })))).toBeGreaterThan(16);
});

test("a picture of one colour, of one pixel or of none has a hash too", async () => {
  const flat = sharp({ create: { width: 64, height: 48, channels: 3, background: "teal" } });
  expect(await hashOf(flat)).toBe("0000000000000000");
  expect(perceptualHash({ data: new Uint8Array([1, 2, 3, 255]), width: 1, height: 1 })).toHaveLength(16);
});

test("bits apart are counted in both halves, and nothing is like what was never looked at", () => {
  expect(bitsApart("0000000000000000", "8000000000000001")).toBe(2);
  expect(bitsApart("ffffffffffffffff", "0000000000000000")).toBe(64);
  expect(bitsApart("", "0000000000000000")).toBe(64);
  expect(bitsApart(null, null)).toBe(64);
});
