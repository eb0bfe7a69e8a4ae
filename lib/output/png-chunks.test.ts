import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isDamagedPng } from "./png-chunks.ts";
import { buildApng, buildPng, end, header, pixels } from "./testing/build-png.ts";

const text = { type: "tEXt", data: Buffer.from("prompt\0{}") };
const picture = buildPng([header(4, 3), text, { type: "IDAT", data: pixels(4, 3) }, end]);

describe("a PNG", () => {
  test.each([
    ["as it was written", picture],
    ["that moves", buildApng(3)],
    ["with something behind its end", Buffer.concat([picture, Buffer.from("appended by a tool")])],
  ])("%s is whole", (_what, png) => {
    expect(isDamagedPng(png)).toBe(false);
  });

  test("is noticed to be another one, whichever byte is, in whatever way", () => {
    const chunk = fc.record({
      type: fc.constantFrom("tEXt", "IDAT", "prVt"),
      data: fc.uint8Array({ maxLength: 40 }),
    });
    const chunks = fc.array(chunk, { maxLength: 5 }).map((some) => buildPng([header(4, 3), ...some, end]));
    fc.assert(
      fc.property(chunks, fc.nat(), fc.integer({ min: 1, max: 255 }), (png, place, change) => {
        const at = 8 + (place % (png.byteLength - 8));
        const other = Buffer.from(png);
        other[at] = (png[at] ?? 0) ^ change;
        return isDamagedPng(other) && !isDamagedPng(png);
      }),
    );
  });

  test("that is cut short anywhere is damaged, between two chunks too", () => {
    for (let length = 8; length < picture.byteLength; length += 1) {
      expect(isDamagedPng(picture.subarray(0, length)), `${length} bytes`).toBe(true);
    }
  });
});

test("nothing is said of what is no PNG", () => {
  expect(isDamagedPng(new Uint8Array())).toBe(false);
  expect(isDamagedPng(Buffer.from("GIF89a"))).toBe(false);
});
