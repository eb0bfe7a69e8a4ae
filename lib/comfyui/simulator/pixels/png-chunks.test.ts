import sharp from "sharp";
import { expect, test } from "vitest";
import { encodePng } from "#lib/comfyui/simulator/media/encode-png";
import { solidPicture } from "./picture.ts";
import { readPngChunks, readTextChunks } from "./png-chunks.ts";

test("a PNG carries its texts and stays a PNG", async () => {
  const texts = { prompt: '{"seed": 18446744073709551615, "bad": NaN}', workflow: "{}" };
  const png = await encodePng(solidPicture(5, 3, 0x123456), texts, 4);
  expect(readTextChunks(png)).toEqual(texts);
  expect(readPngChunks(png).map(({ type }) => type)).toEqual(
    expect.arrayContaining(["IHDR", "tEXt", "IDAT", "IEND"]),
  );
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height, ...data.subarray(0, 3)]).toEqual([5, 3, 0x12, 0x34, 0x56]);
});

test("other bytes are no PNG", () => {
  expect(() => readPngChunks(Buffer.from("not a picture"))).toThrow("not a PNG file");
});
