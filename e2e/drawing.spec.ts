import { expect, test, type Locator, type Page } from "@playwright/test";
import { call, makeOutput, outputsOf, finished, type Output, type Run } from "./support/api.ts";
import { Desk, expectState, stored } from "./support/desk.ts";
import { restingBox } from "./support/page.ts";
import { ownerState } from "./support/people.ts";
import { expectLarge, makePictures, newWord, openLarge as openInList } from "./support/pictures.ts";

test.use({ storageState: ownerState });

type Shape = { kind: string; at?: number[]; from?: number[]; to?: number[]; points?: number[][] };

const at = [0.25, 0.7];
let output: Output;
test.beforeAll(async () => {
  output = await makeOutput();
  await call("POST", `/api/v1/outputs/${output.id}/comments`, {
    body: "six fingers",
    shapes: [{ kind: "pin", at }],
  });
});

async function shapes(id: string): Promise<Shape[]> {
  const { body } = await call("GET", `/api/v1/outputs/${id}/comments`);
  return (body["items"] as { shapes: Shape[] }[]).flatMap((comment) => comment.shapes);
}

async function openLarge(page: Page, { id }: { id: string }): Promise<Desk> {
  await page.goto(`/review?output=${id}`);
  await expectLarge(page, await stored(id));
  return new Desk(page);
}

function canvas(page: Page): Locator {
  return page.getByRole("application", { name: "Drawing on the picture" });
}

/** Begins to draw: what is pressed or dragged before the canvas is there is not heard by it. */
async function draw(page: Page): Promise<void> {
  await page.keyboard.press("d");
  await expect(canvas(page)).toBeFocused();
}

function tool(page: Page, name: string): Promise<void> {
  return page.getByRole("radio", { name, exact: true }).check({ force: true });
}

/** Drags over the picture, between points in fractions of its sides. */
async function drag(page: Page, ...points: [number, number][]): Promise<void> {
  const box = await restingBox(canvas(page));
  const [first, ...rest] = points.map(([x, y]): [number, number] => [
    box.x + x * box.width,
    box.y + y * box.height,
  ]);
  await page.mouse.move(...(first ?? [0, 0]));
  await page.mouse.down();
  for (const point of rest) await page.mouse.move(...point, { steps: 4 });
  await page.mouse.up();
}

/** Where the middle of a pin is on its picture, as fractions of the picture on screen; null while one is missing. */
function place(mark: Locator): Promise<number[] | null> {
  return mark.evaluate((group) => {
    const picture = document.querySelector("[data-picture] img")?.getBoundingClientRect();
    const pin = [...group.querySelectorAll("circle")].at(-1)?.getBoundingClientRect();
    if (picture === undefined || pin === undefined) return null;
    const x = (pin.left + pin.width / 2 - picture.left) / picture.width;
    const y = (pin.top + pin.height / 2 - picture.top) / picture.height;
    return [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
  });
}

for (const size of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]) {
  test(`DRAW-1 T-22 a mark is on the same spot at three zooms, ${size.width} px wide`, async ({ page }) => {
    await page.setViewportSize(size);
    const desk = await openLarge(page, output);
    const mark = page.getByRole("img", { name: "Pin 1 by" });
    await expect(mark).toBeAttached();
    for (const keys of [[], ["+"], ["+", "+", "+", "+"]]) {
      await desk.press(...keys);
      await expect.poll(() => place(mark)).toEqual(at);
    }
  });
}

test("DRAW-1 CMT-1 pin, box, arrow and line are drawn by hand and go along with the verdict", async ({
  page,
}) => {
  const { id } = await makeOutput();
  await openLarge(page, { id });
  await draw(page);
  const waiting = page.getByRole("img", { name: /not posted/ });
  await drag(page, [0.2, 0.2]);
  await expect(waiting).toHaveCount(1);
  await tool(page, "Box");
  await drag(page, [0.3, 0.3], [0.5, 0.6]);
  await expect(waiting).toHaveCount(2);
  await tool(page, "Arrow");
  await drag(page, [0.9, 0.1], [0.7, 0.2]);
  await expect(waiting).toHaveCount(3);
  await tool(page, "Line");
  await drag(page, [0.1, 0.8], [0.2, 0.9], [0.4, 0.8]);
  await expect(waiting).toHaveCount(4);
  await page.getByRole("button", { name: "Reject", exact: false }).first().click();
  await expectState(id, "rejected");
  await openLarge(page, { id });
  await expect(page.getByRole("img", { name: /^Box \S+ by Olga Owner/ })).toBeAttached();
  await expect(waiting, "nothing waits any more").toHaveCount(0);
  const [pin, box, arrow, line] = await shapes(id);
  expect([pin?.kind, box?.kind, arrow?.kind, line?.kind]).toEqual(["pin", "box", "arrow", "freehand"]);
  expect(box?.from?.[0]).toBeCloseTo(0.3, 1);
  expect(box?.to?.[1]).toBeCloseTo(0.6, 1);
  expect(arrow?.to?.[0]).toBeCloseTo(0.7, 1);
  expect(line?.points?.at(-1)?.[0]).toBeCloseTo(0.4, 1);
});

test("DRAW-5 TILE-4 a mark is placed, moved and sized by keyboard, has a name, and shows on the tile", async ({
  page,
}) => {
  const { id, runId } = await makeOutput();
  const desk = await openLarge(page, { id });
  await draw(page);
  await tool(page, "Box");
  await canvas(page).focus();
  await desk.press("Enter", "ArrowRight", "ArrowRight", "Shift+ArrowDown", "Enter", "n");
  await expect(page.getByRole("textbox", { name: "Comment" })).toBeFocused();
  await page.keyboard.type("too dark");
  await desk.press("Control+Enter");
  await expect(page.getByRole("img", { name: "Box 1 by Olga Owner: too dark" })).toBeAttached();
  const [box] = await shapes(id);
  const [left = 0, right = 0] = [box?.from?.[0], box?.to?.[0]];
  expect((left + right) / 2).toBeCloseTo(0.52, 2);
  await desk.open(`?run=${runId}`);
  await expect(desk.tile({ id })).toHaveAccessibleName(/1 comment, 1 drawing/);
  await expect(desk.tile({ id }).locator("[data-mark]"), "nothing lies on a picture unasked").toHaveCount(0);
  await desk.tile({ id }).locator("[data-drawn]").hover();
  await expect(desk.tile({ id }).locator("[data-mark=box]")).toHaveCount(1);
});

test("DRAW-3 H hides the marks everywhere and shows them again, and says so meanwhile", async ({ page }) => {
  const desk = await openLarge(page, output);
  const mark = page.getByRole("img", { name: "Pin 1 by" });
  await expect(mark).toBeAttached();
  await desk.press("h");
  await expect(mark).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Drawings are hidden. Show them" }).first()).toBeVisible();
  await desk.press("h");
  await expect(mark).toBeAttached();
});

test("DRAW-4 T-7 undo while drawing takes back the last stroke and never a verdict; leaving with strokes asks", async ({
  page,
}) => {
  const { id } = await makeOutput();
  await call("PUT", `/api/v1/outputs/${id}/decision`, { verdict: "approved", expected: 0 });
  const desk = await openLarge(page, { id });
  await draw(page);
  const strokes = page.getByRole("img", { name: "Pin, not posted" });
  await drag(page, [0.2, 0.2]);
  await expect(strokes).toHaveCount(1);
  await drag(page, [0.6, 0.6]);
  await expect(strokes).toHaveCount(2);
  await desk.press("Control+z");
  await expect(strokes).toHaveCount(1);
  await desk.press("a", "x", "r", "1", "Control+Shift+z");
  await desk.press("Escape");
  await expect(page.getByRole("dialog", { name: "Post what you drew?" })).toBeVisible();
  await desk.press("Escape");
  await expect(canvas(page), "closing the question goes on drawing").toBeFocused();
  await desk.press("Control+z", "Control+z", "u");
  await expect(strokes).toHaveCount(0);
  await desk.press("Escape");
  await expect(canvas(page), "nothing is left to ask about").toHaveCount(0);
  expect(await stored(id)).toMatchObject({ state: "approved", revision: 1 });
});

test("DRAW-4 a hand that goes on pressing Enter throws no drawing away, and one that was thrown away comes back", async ({
  page,
}) => {
  const { id } = await makeOutput();
  const desk = await openLarge(page, { id });
  await draw(page);
  await drag(page, [0.3, 0.3]);
  const strokes = page.getByRole("img", { name: "Pin, not posted" });
  await expect(strokes).toHaveCount(1);
  await desk.press("Escape");
  const question = page.getByRole("dialog", { name: "Post what you drew?" });
  await expect(question.getByRole("button", { name: "Keep as a draft" })).toBeFocused();
  await desk.press("Enter");
  await expect(question).toBeHidden();
  await expect(strokes).toHaveCount(1);

  await draw(page);
  await drag(page, [0.6, 0.6]);
  await expect(strokes).toHaveCount(2);
  await desk.press("Escape");
  await question.getByRole("button", { name: "Throw away" }).click();
  await expect(strokes).toHaveCount(0);
  await page.getByRole("button", { name: "Bring it back" }).click();
  await expect(strokes).toHaveCount(2);
});

test("DRAW-3 the marks of a resolved thread are out of sight with it, and come back with it", async ({
  page,
}) => {
  const { id } = await makeOutput();
  const { body } = await call("POST", `/api/v1/outputs/${id}/comments`, {
    body: "crooked",
    shapes: [{ kind: "pin", at }],
  });
  await call("PUT", `/api/v1/comments/${String(body["id"])}/resolution`, {});
  await openLarge(page, { id });
  const mark = page.getByRole("img", { name: /crooked/ });
  await page.getByRole("button", { name: "Show 1 resolved" }).click();
  await expect(mark).toBeVisible();
  await page.getByRole("button", { name: "Hide 1 resolved" }).click();
  await expect(mark).toHaveCount(0);
});

test("DRAW-4 going back to the grid with strokes asks about them, and they are not lost", async ({
  page,
}) => {
  const { id, runId } = await makeOutput();
  const desk = new Desk(page);
  await desk.open(`?run=${runId}`);
  await desk.enlarge({ id });
  await draw(page);
  await drag(page, [0.4, 0.4]);
  await expect(page.getByRole("img", { name: "Pin, not posted" })).toHaveCount(1);
  await page.goBack();
  await page
    .getByRole("dialog", { name: "Post what you drew?" })
    .getByRole("button", { name: "Keep as a draft" })
    .click();
  await expect(desk.tile({ id }).locator("[data-draft]")).toBeVisible();
  expect(await shapes(id)).toEqual([]);
});

test("DRAW-2 a new version starts clean and shows the marks of the one before only as a ghost", async ({
  page,
}) => {
  const parent = await makeOutput();
  await call("POST", `/api/v1/outputs/${parent.id}/comments`, { shapes: [{ kind: "pin", at }] });
  const { body } = await call("POST", `/api/v1/outputs/${parent.id}/reseeds`, {});
  const [run] = body["items"] as Run[];
  const [child] = outputsOf(await finished(run?.id ?? ""));
  await openLarge(page, { id: child?.id ?? "" });
  const before = page.getByRole("button", { name: "Drawings of the version before" });
  await expect(before).toBeVisible();
  await expect(page.locator("[data-mark]")).toHaveCount(0);
  await before.click();
  await expect(page.getByRole("img", { name: /^Earlier version: Pin 1/ })).toBeAttached();
});

/** For each picture compared: its box, and the box and cut of its marks. */
async function layersOf(page: Page, ids: { pinned: string; candidate: string }) {
  return page.evaluate(({ pinned, candidate }) => {
    const look = (id: string, name: string, side: string) => {
      const picture =
        document.querySelector(`[data-side="${side}"] [data-picture]`) ??
        document.querySelector(`section[aria-label^="${name}"] [data-picture]`);
      const marks = document.querySelector(`[data-drawings="${id}"]`);
      if (!picture || !marks) throw new Error(`${name} is not on screen.`);
      const boxOf = (element: Element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return [left, top, width, height].map(Math.round);
      };
      const cutOf = (element: Element | null) => {
        const { visibility, clipPath } = getComputedStyle(element ?? document.body);
        return { visibility, clipPath };
      };
      return {
        picture: { box: boxOf(picture), ...cutOf(picture.parentElement) },
        marks: { box: boxOf(marks), ...cutOf(marks.parentElement?.parentElement ?? null) },
        pins: marks.querySelectorAll("[data-mark=pin]").length,
        boxes: marks.querySelectorAll("[data-mark=box]").length,
      };
    };
    return {
      pinned: look(pinned, "Pinned", "pinned"),
      candidate: look(candidate, "Candidate", "candidate"),
    };
  }, ids);
}

test("CMP-8 T-22 marks stay on their own picture in every way to compare, fitted and close up", async ({
  page,
}) => {
  const word = newWord("thistle");
  const [pinned, candidate] = await makePictures(word, 2);
  if (pinned === undefined || candidate === undefined) throw new Error("There are not two pictures.");
  const box = { kind: "box", from: [0.1, 0.1], to: [0.4, 0.3] };
  await call("POST", `/api/v1/outputs/${pinned.id}/comments`, { shapes: [{ kind: "pin", at }] });
  await call("POST", `/api/v1/outputs/${candidate.id}/comments`, { shapes: [box] });
  await openInList(page, word, pinned);
  const desk = new Desk(page);
  await desk.press("c");
  const ids = { pinned: pinned.id, candidate: candidate.id };
  const marks = (id: string) => page.locator(`[data-drawings="${id}"] [data-mark]`);
  await expect(marks(candidate.id)).toHaveCount(1);
  const modes = page.getByRole("radiogroup", { name: "Compare by" }).getByRole("radio");
  await expect(modes).toHaveCount(5);
  for (let mode = 0; mode < 5; mode += 1) {
    for (const keys of [[], ["+", "+"], ["z"]]) {
      await desk.press(...keys);
      await expect(marks(pinned.id)).toHaveCount(1);
      await expect(marks(candidate.id)).toHaveCount(1);
      await expect(async () => {
        const layers = await layersOf(page, ids);
        expect(layers.pinned).toMatchObject({ pins: 1, boxes: 0, marks: layers.pinned.picture });
        expect(layers.candidate).toMatchObject({ pins: 0, boxes: 1, marks: layers.candidate.picture });
      }).toPass({ timeout: 10_000 });
    }
    await desk.press("m");
    await expect(modes.nth((mode + 1) % 5)).toBeChecked();
  }
});

test("a mark and its words light each other", async ({ page }) => {
  await openLarge(page, output);
  const circle = page.getByRole("img", { name: "Pin 1 by" }).locator("circle").last();
  await page.mouse.move(5, 5);
  const before = await circle.getAttribute("r");
  await page.getByRole("article", { name: "Comment 1" }).hover();
  await expect(circle).not.toHaveAttribute("r", before ?? "");
  await page.mouse.move(5, 5);
  await expect(circle).toHaveAttribute("r", before ?? "");
});

test.describe("by touch", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("DRAW-1 a finger places a mark where it taps", async ({ page }) => {
    const { id } = await makeOutput();
    await openLarge(page, { id });
    await page.getByRole("button", { name: "Draw", exact: true }).tap();
    await expect(canvas(page)).toBeFocused();
    const box = await restingBox(canvas(page));
    await page.touchscreen.tap(box.x + box.width * 0.3, box.y + box.height * 0.6);
    await expect(page.getByRole("img", { name: "Pin, not posted" })).toHaveCount(1);
    await page.getByRole("button", { name: "Done" }).tap();
    await page.getByRole("button", { name: "Post", exact: true }).tap();
    await expect.poll(() => shapes(id)).toHaveLength(1);
    const [pin] = await shapes(id);
    expect(pin?.at?.[0]).toBeCloseTo(0.3, 1);
    expect(pin?.at?.[1]).toBeCloseTo(0.6, 1);
  });
});
