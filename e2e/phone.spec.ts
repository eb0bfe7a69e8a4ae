import { expect, test, type Locator } from "@playwright/test";
import { call, items, makeOutput, type Run } from "./support/api.ts";
import { Desk, expectState, stored } from "./support/desk.ts";
import { seriousOn } from "./support/axe.ts";
import { expectLive, expectNotSideways, restingBox } from "./support/page.ts";
import { ownerState } from "./support/people.ts";
import { makeQueue } from "./support/queue.ts";
import { expectLarge, expectShown, makePictures, newWord, openLarge } from "./support/pictures.ts";

test.use({ storageState: ownerState });

const screens = [
  "/",
  "/generate",
  "/generate/sdxl_base_refiner",
  "/runs",
  "/review",
  "/workflows",
  "/workflows/sdxl_base_refiner",
  "/servers",
  "/settings",
];

test("A11Y-8 no screen scrolls sideways on a phone", async ({ page }) => {
  for (const screen of screens) {
    await page.goto(screen);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
    await expectNotSideways(page, screen);
  }
});

test("A11Y-10 a word without end breaks no screen, in the form or afterwards", async ({ page }) => {
  const word = "Donaudampfschifffahrtsgesellschaft".repeat(20);
  await page.goto("/generate/sdxl_base_refiner");
  await page.getByRole("textbox", { name: /^Prompt/ }).fill(word);
  await expectNotSideways(page);
  const params = { prompt: word, steps: 10 };
  const { body } = await call("POST", "/api/v1/runs", { workflow: "sdxl_base_refiner", params });
  const [run] = body["items"] as Run[];
  await page.goto(`/runs/${run?.id}`);
  await expect(page.getByText(word)).toBeVisible();
  await expectNotSideways(page);
  await page.goto("/runs");
  await expect(page.getByText(word).first()).toBeVisible();
  await expectNotSideways(page);
});

test("MOB-1 a picture is opened by a tap and approved with a button a thumb can hit", async ({ page }) => {
  const output = await makeOutput();
  const desk = new Desk(page);
  await desk.open(`?run=${output.runId}`);
  await desk.tile(output).tap();
  await expect(page.getByText(/^Fit,/)).toBeVisible();
  // A verdict is for a picture that has been seen.
  await expectLarge(page, output);
  const approve = page.getByRole("button", { name: /^Approve/ }).filter({ visible: true });
  expect((await restingBox(approve)).height).toBeGreaterThanOrEqual(44);
  await approve.tap();
  await expectState(output, "approved");
});

test("MOB-1 SES-7 the thumb reaches all five buttons at 390 and 360 pixels, and one of them skips", async ({
  page,
}) => {
  const word = newWord("tulip");
  const list = await makePictures(word, 2);
  await openLarge(page, word, list[0]);
  await page.getByRole("button", { name: "Close this hint for good" }).tap();
  for (const width of [390, 360]) {
    await page.setViewportSize({ width, height: 780 });
    for (const verb of ["Approve", "Reject", "Re-seed", "Skip", "Undo"]) {
      const button = page
        .getByRole("region", { name: "Decide" })
        .getByRole("button", { name: verb })
        .filter({ visible: true });
      const box = await restingBox(button);
      expect(Math.min(box.width, box.height), verb).toBeGreaterThanOrEqual(44);
      expect(box.x + box.width, verb).toBeLessThanOrEqual(width);
      const cut = await button
        .getByText(verb, { exact: true })
        .evaluate((text) => text.scrollWidth - text.clientWidth);
      expect(cut, `${verb} is written out`).toBeLessThanOrEqual(0);
    }
    await expectNotSideways(page);
  }
  await page.getByRole("button", { name: /^Skip/ }).tap();
  await expectShown(page, list[1]);
  expect(await stored(list[0]?.id ?? "")).toMatchObject({ state: "pending", revision: 0 });
  expect(await seriousOn(page)).toEqual([]);
});

test("MOB-1 the first hint speaks of touch, lies over nothing and goes by a thumb", async ({ page }) => {
  const word = newWord("teasel");
  const [output] = await makePictures(word, 1);
  const desk = new Desk(page);
  await desk.open(`?q=${word}`);
  const hint = page.getByRole("region", { name: "How the desk is worked" });
  await expect(hint).toContainText("Tap a picture to open it");
  await expect(hint.locator("kbd").filter({ visible: true })).toHaveCount(0);
  const expectFree = async () => {
    const { y, height } = await restingBox(hint);
    const above = await restingBox(page.locator("[data-grid-scroller], [data-stage]").last());
    const below = await restingBox(page.getByRole("region", { name: "Decide" }));
    expect(above.y + above.height, "the pictures end above it").toBeLessThanOrEqual(y + 1);
    expect(below.y, "the buttons begin below it").toBeGreaterThanOrEqual(y + height - 1);
  };
  await expectFree();
  await openLarge(page, word, output);
  await expect(hint).toContainText("Swipe right to approve, left to reject");
  await expectFree();
  const close = hint.getByRole("button", { name: "Close this hint for good" });
  const { width, height } = await restingBox(close);
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
  await close.tap();
  await expect(hint).toHaveCount(0);
  await page.reload();
  await expectLarge(page, output);
  await expect(hint).toHaveCount(0);
});

test("MOB-1 CMP-2 comparing leaves the picture all but one row, with a thumb's width for every button in it", async ({
  page,
}) => {
  const word = newWord("tansy");
  const list = await makePictures(word, 2);
  await openLarge(page, word, list[0]);
  await page.getByRole("button", { name: "Compare", exact: true }).tap();
  const mode = page.getByRole("button", { name: /^Compare by:/ });
  await expect(mode).toBeVisible();
  const top = async () => (await restingBox(page.locator("[data-stage]").first())).y;
  for (const [name, control] of [
    ["Slider", page.getByRole("textbox", { name: "Line at" })],
    ["Flip", page.getByRole("button", { name: "Show the pinned" })],
    ["Overlay", page.getByRole("slider", { name: "Candidate at" })],
    ["Difference", page.getByRole("button", { name: /^Brightness of the difference/ })],
  ] as const) {
    await mode.tap();
    await page.getByRole("menuitemradio", { name }).tap();
    await expect(control).toBeVisible();
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 780 });
      await expectNotSideways(page, `${name}, ${width}`);
      const bar = page.getByRole("group", { name: "How they are compared" });
      const boxes = await Promise.all((await bar.getByRole("button").all()).map(restingBox));
      for (const box of boxes) {
        expect(Math.min(box.width, box.height), `${name}, ${width}`).toBeGreaterThanOrEqual(44);
        expect(box.x + box.width, `${name}, ${width}`).toBeLessThanOrEqual(width);
        expect(Math.abs(box.y - (boxes[0]?.y ?? 0)), "one row").toBeLessThan(8);
      }
      expect((await restingBox(bar)).height).toBeLessThanOrEqual(56);
    }
    expect(await top()).toBeLessThan(150);
  }
});

test("A11Y-8 tables that are wide on a desk fit a phone without scrolling sideways", async ({ page }) => {
  const [reason] = await items<{ id: string }>("/api/v1/reasons");
  const { id } = await makeOutput();
  const rejection = { verdict: "rejected", reason: reason?.id, expected: 0 };
  expect((await call("PUT", `/api/v1/outputs/${id}/decision`, rejection)).status).toBe(200);
  for (const [screen, name] of [
    ["/settings", "Verdicts in force by reason and workflow"],
    ["/workflows", "Workflows"],
    ["/workflows/sdxl_base_refiner", "Contract"],
  ] as const) {
    await page.goto(screen);
    const table = page.getByRole("region", { name, exact: true }).filter({ has: page.getByRole("table") });
    await expect(table).toBeVisible();
    for (const width of [390, 360]) {
      await page.setViewportSize({ width, height: 780 });
      const cut = () => table.evaluate((one) => one.scrollWidth - one.clientWidth);
      await expect.poll(cut, `${name}, ${width}`).toBeLessThanOrEqual(0);
    }
  }
});

test("A11Y-8 A11Y-5 on the narrowest phone nothing about runs scrolls sideways, and a finger meets a row anywhere", async ({
  page,
}) => {
  const { runId } = await makeOutput();
  await page.setViewportSize({ width: 320, height: 700 });
  const cut = (part: Locator) => part.evaluate((one) => one.scrollWidth - one.clientWidth);
  await page.goto(`/runs/${runId}`);
  const attempts = page.getByRole("list", { name: "Attempts" });
  await expect(attempts).toContainText("took");
  expect(await cut(attempts)).toBeLessThanOrEqual(0);

  await page.goto("/runs");
  const states = page.getByRole("radiogroup", { name: "State of the runs" });
  await expect(states).toBeVisible();
  expect(await cut(states)).toBeLessThanOrEqual(0);
  const link = page.locator(`a[href="/runs/${runId}"]`).first();
  await expectLive(page);
  expect((await restingBox(link)).height).toBeGreaterThanOrEqual(44);
  const row = await restingBox(page.getByRole("listitem").filter({ has: link }));
  await page.touchscreen.tap(row.x + 4, row.y + 4);
  await expect(page).toHaveURL(`/runs/${runId}`);
});

test("MOB-1 what is said in passing lies neither on the palette's field nor on the bar below", async ({
  page,
}) => {
  const output = await makeOutput();
  await page.goto("/runs");
  await expectLive(page);
  const bar = page.getByRole("navigation", { name: "Main, on a phone" });
  const barBox = await restingBox(bar);
  await bar.getByRole("button", { name: /^More/ }).tap();
  await page.getByRole("menuitem", { name: "Go to anything" }).tap();
  const field = page.getByRole("combobox", { name: "Go to anything" });
  await expect(field).toBeFocused();
  const me = (await (await page.request.get("/api/v1/me")).json()) as { id: string };
  const body = { body: "@Olga Owner look", mentions: [me.id] };
  expect((await call("POST", `/api/v1/outputs/${output.id}/comments`, body)).status).toBe(201);
  const toast = page.getByText("mentioned you.");
  await expect(toast).toBeVisible();
  const [said, typed] = [await restingBox(toast), await restingBox(field)];
  expect(said.height, "it is still said").toBeGreaterThan(0);
  expect(said.y, "below the field").toBeGreaterThan(typed.y + typed.height);
  expect(said.y + said.height, "above the bar").toBeLessThanOrEqual(barBox.y);
});

test("MOB-1 THM-2 on a phone neither news nor what has arrived lies on a picture", async ({ page }) => {
  const { outputs, query, grow } = await makeQueue(6);
  const desk = new Desk(page);
  await desk.open(query);
  await grow(1);
  const pill = page.getByRole("button", { name: /at the end of the list/ });
  await expect(pill).toBeVisible();
  const pictures = await restingBox(page.locator("[data-grid-scroller]"));
  const lowest = pictures.y + pictures.height;
  expect((await restingBox(pill)).y, "below the pictures").toBeGreaterThanOrEqual(lowest);
  await desk.press("p", "o");
  const news = page.getByRole("status").locator("> div", { hasText: "lies in no pile" });
  await expect(news).toHaveCount(2);
  const first = await restingBox(desk.tile(outputs[0] ?? { id: "" }));
  for (const one of await news.all()) {
    const { y, height } = await restingBox(one);
    expect(y + height, "above the pictures").toBeLessThanOrEqual(first.y);
  }
});

test("MOB-1 CMT-3 a comment is written above the keyboard, whether the page shrinks for it or lies under it", async ({
  page,
}) => {
  const word = newWord("aster");
  const list = await makePictures(word, 1);
  await openLarge(page, word, list[0]);
  expect(await page.locator("meta[name=viewport]").getAttribute("content")).toContain(
    "interactive-widget=resizes-content",
  );
  await page.getByRole("button", { name: /^Comment,/ }).tap();
  const field = page.getByRole("textbox", { name: "Comment", exact: true });
  await expect(field).toBeFocused();
  await page.keyboard.type("six fingers");
  // As a browser does that makes the page smaller.
  await page.setViewportSize({ width: 360, height: 380 });
  await expectOnTop(field, 380);
  await expectOnTop(page.getByRole("button", { name: /^Post/ }), 380);
  await expect(page.getByRole("button", { name: /^Approve/ }), "makes way for the words").toBeHidden();

  // As a browser does that lays the keyboard over the page.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate(() => {
    const viewport = window.visualViewport;
    if (viewport === null) return;
    Object.defineProperty(viewport, "height", { value: 480 });
    viewport.dispatchEvent(new Event("resize"));
  });
  await expectOnTop(field, 480);
  await expectOnTop(page.getByRole("button", { name: /^Post/ }), 480);
  await page.getByRole("button", { name: /^Post/ }).tap();
  await expect(page.getByRole("article", { name: "Comment 1 by Olga Owner" })).toContainText("six fingers");
});

test("MOB-2 the first look says what swipes do, and once closed never again", async ({ page }) => {
  const word = newWord("lilac");
  const list = await makePictures(word, 1);
  await openLarge(page, word, list[0]);
  const hint = page.getByRole("region", { name: "How the desk is worked" });
  await expect(hint).toContainText("Swipe right to approve, left to reject");
  await hint.getByRole("button", { name: "Close this hint for good" }).tap();
  await expect(hint).toHaveCount(0);
  await expect(page.locator("[data-stage]")).toBeFocused();
  await openLarge(page, word, list[0]);
  await expect(page.getByRole("button", { name: /^Approve/ })).toBeVisible();
  await expect(hint).toHaveCount(0);
});

/** In sight above `bottom`, and nothing lies on it. */
async function expectOnTop(part: Locator, bottom: number): Promise<void> {
  await expect(async () => {
    const box = await part.boundingBox();
    expect((box?.y ?? bottom) + (box?.height ?? 0)).toBeLessThanOrEqual(bottom);
    expect(box?.y ?? -1).toBeGreaterThanOrEqual(0);
    const isOnTop = await part.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const there = document.elementFromPoint(left + width / 2, top + height / 2);
      return element.contains(there);
    });
    expect(isOnTop).toBe(true);
  }).toPass({ timeout: 20_000 });
}
