import { expect, test, type Locator } from "@playwright/test";
import { Desk } from "./support/desk.ts";
import { distance } from "./support/frames.ts";
import { expectLive } from "./support/page.ts";
import { ownerState } from "./support/people.ts";
import { makePictures, newWord, openLarge } from "./support/pictures.ts";
import { makeQueue } from "./support/queue.ts";

test.use({ storageState: ownerState, contextOptions: { forcedColors: "active" } });

/** Of 255, over the whole of a small control: far more than the edges of letters make. */
const seen = 4;

test("A11Y-6 in forced colours a switch that is on looks other than one that is off", async ({ page }) => {
  await page.goto("/generate/flux_text_to_image");
  await expectLive(page);
  const wish = page.getByRole("switch", { name: "Tell me when it ends or first fails" });
  await expect(wish).not.toBeChecked();
  const off = await still(wish);
  await wish.click();
  await expect(wish).toBeChecked();
  await wish.blur();
  expect(await distance(off, await still(wish))).toBeGreaterThan(seen);
});

test("A11Y-6 in forced colours a slider has a track, the chosen size a frame and the first button a border", async ({
  page,
}) => {
  await page.goto("/generate/flux_text_to_image");
  await expectLive(page);
  const track = page.getByRole("slider", { name: "Steps" }).locator("xpath=../..");
  const shown = await still(track);
  await track.locator("> :first-child").evaluate((line) => (line.style.visibility = "hidden"));
  expect(await distance(shown, await still(track))).toBeGreaterThan(seen);

  const sizes = page.getByRole("group", { name: "Sizes" });
  const [square, portrait] = [/^Square/, /^Portrait/].map((name) => sizes.getByRole("button", { name }));
  await expect(square ?? sizes).toHaveCSS("outline-style", "solid");
  await expect(portrait ?? sizes).toHaveCSS("outline-style", "none");
  await expect(page.getByRole("button", { name: /^Generate/ })).toHaveCSS("border-top-width", "1px");
});

test("A11Y-6 in forced colours the four colours of drawing are told apart", async ({ page }) => {
  const word = newWord("lilac");
  const [output] = await makePictures(word, 1);
  await openLarge(page, word, output);
  await page.keyboard.press("d");
  const colours = page.getByRole("radiogroup", { name: "Colour" });
  const dots: Buffer[] = [];
  for (const name of ["Amber", "Red", "Cyan", "White"])
    dots.push(await still(colours.getByTitle(name).locator("[aria-hidden]")));
  for (const [index, dot] of dots.entries())
    for (const other of dots.slice(index + 1)) expect(await distance(dot, other)).toBeGreaterThan(seen);
});

test("A11Y-6 in forced colours a selected picture has a frame", async ({ page }) => {
  const { outputs, query } = await makeQueue(2);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press(" ", "ArrowRight");
  const frame = (output: { id: string } | undefined) =>
    desk.tile({ id: output?.id ?? "" }).evaluate((tile) => getComputedStyle(tile, "::before").borderTopWidth);
  await expect.poll(() => frame(outputs[0])).toBe("2px");
  expect(await frame(outputs[1])).toBe("0px");
});

function still(part: Locator): Promise<Buffer> {
  return part.screenshot({ animations: "disabled" });
}
