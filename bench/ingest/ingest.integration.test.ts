import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { seededRandom } from "../kit/random.ts";
import { openSession } from "../kit/session.ts";
import { measureIngest } from "./bench-ingest.ts";
import { drawPictures } from "./draw-pictures.ts";

const count = 12;
const shrink = 8;

test("the pictures are the same for the same seed, all different, and of several kinds", async () => {
  const [once, again] = [
    await drawPictures(seededRandom(1), count, shrink),
    await drawPictures(seededRandom(1), count, shrink),
  ];
  const hashes = [once, again].map((pictures) =>
    pictures.map(({ bytes }) => createHash("sha256").update(bytes).digest("hex")),
  );
  expect(hashes[0]).toEqual(hashes[1]);
  expect(new Set(hashes[0]).size).toBe(count);
  // Bits a channel and colour type, as the PNG header has them: alpha, 16 bits, palette and grey among them.
  const kinds = once.map(({ bytes }) => `${bytes[24]}/${bytes[25]}`);
  expect(new Set(kinds)).toEqual(new Set(["8/2", "8/6", "8/3", "16/2", "8/0"]));
});

test("both sides take the pictures in, and the bar is judged", async () => {
  const session = openSession({ names: [], quick: true, seed: 1, extra: {} });
  const bars = await measureIngest(session, { pictures: 3, rounds: 1, shrink });
  expect(bars).toMatchObject([{ id: "P12 throughput", verdict: expect.stringMatching(/PASS|FAIL/) }]);
  expect(session.notes["filesPerSecond"]).toMatchObject({ ours: [[expect.any(Number), expect.any(Number)]] });
});
