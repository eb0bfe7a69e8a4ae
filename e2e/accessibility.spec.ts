import { devices, expect, test, type Locator, type Page } from "@playwright/test";
import sharp from "sharp";
import { call, decide, items, makeOutput, verdicts } from "./support/api.ts";
import { makeOutputs } from "./support/outputs.ts";
import { Desk, stored } from "./support/desk.ts";
import { owner, ownerState } from "./support/people.ts";
import { screens } from "./support/screens.ts";
import { listen, spoken } from "./support/speech.ts";

test.use({ storageState: ownerState });

type Reason = { id: string; digit: number; label: string };
test("A11Y-10 every screen has its own title, one main landmark and one main heading", async ({ page }) => {
  const titles: string[] = [];
  for (const screen of screens) {
    await page.goto(screen);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
    await expect(page.getByRole("main"), screen).toHaveCount(1);
    await expect(page.getByRole("heading", { level: 1 }), screen).toHaveCount(1);
    const names = await page
      .getByRole("navigation")
      .evaluateAll((all) => all.map((element) => element.getAttribute("aria-label") ?? ""));
    expect(new Set(names).size, `${screen}: navigation landmarks ${names.join(", ")}`).toBe(names.length);
    titles.push(await page.title());
  }
  expect(new Set(titles).size).toBe(titles.length);
});

test("A11Y-10 long and right-to-left reasons break neither the decision bar nor the page", async ({
  page,
}) => {
  const [output] = await makeOutputs(1);
  const before = await items<Reason>("/api/v1/reasons");
  const wordy = [
    "Donaudampfschifffahrtsgesellschaftskapit",
    "أصابع كثيرة جدا في اليد اليسرى",
    "הצבעים אינם נכונים כלל",
  ];
  const { status } = await call("PUT", "/api/v1/reasons", {
    items: before.map((reason, index) => ({ ...reason, label: wordy[index] ?? reason.label })),
  });
  expect(status).toBe(200);
  try {
    for (const width of [1440, 1024, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await new Desk(page).open(`?run=${output?.runId}`);
      const bar = page.getByRole("region", { name: "Decide" });
      const box = await bar.boundingBox();
      expect(box?.width ?? 0).toBeLessThanOrEqual(width);
      expect(await sidewaysOf(page), `${width} px`).toBeLessThanOrEqual(0);
      for (const button of await bar.getByRole("button").all()) {
        const own = await button.boundingBox();
        if (own === null || box === null) continue;
        expect(own.x + own.width, await button.innerText()).toBeLessThanOrEqual(box.x + box.width + 1);
      }
    }
  } finally {
    await call("PUT", "/api/v1/reasons", { items: before });
  }
});

test("A11Y-2 the grid is one tab stop that tells its size, and each tile its place, workflow and verdict", async ({
  page,
}) => {
  const outputs = await makeOutputs(3);
  const desk = new Desk(page);
  await desk.open("?workflow=model_free_card");
  const grid = page.getByRole("grid");
  await expect(grid.locator('[tabindex="0"]')).toHaveCount(1);
  const { rows, columns } = await grid.evaluate((element) => ({
    rows: Number(element.getAttribute("aria-rowcount")),
    columns: Number(element.getAttribute("aria-colcount")),
  }));
  expect(columns).toBeGreaterThan(0);
  // Below the number of tiles only if rows were told for what is in the page instead of for the list.
  expect(rows * columns).toBeGreaterThanOrEqual(await desk.tiles.count());
  await expect(desk.tile({ id: outputs[0]?.id ?? "" })).toHaveAccessibleName(/^\d+, .+, undecided$/);
  await expect(grid.getByRole("row").first()).toHaveAttribute("aria-rowindex", "1");

  const first = await desk.current();
  await desk.press("ArrowRight");
  await expect.poll(() => desk.current()).not.toBe(first);
  await expect(grid.locator('[tabindex="0"]')).toHaveCount(1);
  await expect(page.locator('[role="gridcell"][tabindex="0"]')).toBeFocused();
});

test("A11Y-3 a verdict and the new place are told politely, a refusal at once, a burst as few messages", async ({
  page,
}) => {
  await makeOutputs(4);
  const desk = new Desk(page);
  await desk.open("?workflow=model_free_card");
  await listen(page);
  await desk.press("a");
  await expect
    .poll(async () => (await spoken(page)).map(({ text }) => text).join(" | "))
    .toMatch(/approved.*picture \d+ of/i);
  expect((await spoken(page)).every(({ urgency }) => urgency === "polite")).toBe(true);

  await listen(page);
  await desk.press("ArrowRight", "ArrowLeft", "ArrowRight", "ArrowLeft", "ArrowRight", "ArrowLeft");
  expect((await spoken(page)).length, "messages of one burst").toBeLessThan(4);

  const id = await desk.current();
  await page.route(`**/api/v1/outputs/${id}/decision`, (route) => route.fulfill({ status: 422, body: "{}" }));
  await listen(page);
  await desk.press("a");
  await expect
    .poll(async () => (await spoken(page)).some(({ urgency }) => urgency === "assertive"))
    .toBe(true);
  expect((await stored(id)).state).toBe("pending");
});

test("A11Y-4 the focus is never lost: after a verdict, a dialog and the large view it is on the current tile, in sight", async ({
  page,
}) => {
  await makeOutputs(3);
  const desk = new Desk(page);
  await desk.open("?workflow=model_free_card");
  const current = page.locator('[role="gridcell"][tabindex="0"]');
  const first = await desk.current();
  await desk.press("a");
  await expect.poll(() => desk.current()).not.toBe(first);
  await expectFocusInSight(current);
  await desk.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await desk.press("Escape");
  await expectFocusInSight(current);
  await desk.press("Enter");
  await expect(desk.large.first()).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
  await desk.press("Escape");
  await expectFocusInSight(current);
  await desk.press("u");
  await expect.poll(async () => (await stored(first)).state).toBe("pending");
  await expectFocusInSight(current);
});

test("A11Y-4 Tab goes through the desk without ever landing on something that cannot be seen", async ({
  page,
}) => {
  await makeOutputs(2);
  await new Desk(page).open("?workflow=model_free_card");
  const seen: string[] = [];
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body || element.hasAttribute("data-tabbed")) return null;
      element.setAttribute("data-tabbed", "");
      const { x, y, width, height } = element.getBoundingClientRect();
      const top = document.elementFromPoint(x + width / 2, y + height / 2);
      const style = getComputedStyle(element);
      return {
        what: element.outerHTML.slice(0, 120),
        isInSight: top !== null && (element.contains(top) || top.contains(element)),
        isMarked: style.outlineStyle !== "none" || style.boxShadow !== "none",
      };
    });
    if (stop === null) break;
    seen.push(stop.what);
    expect(stop.isInSight, stop.what).toBe(true);
    expect(stop.isMarked, stop.what).toBe(true);
  }
  expect(seen.length).toBeGreaterThan(15);
});

test("A11Y-5 on a touch screen every target of the desk is 44 px high or has that much room", async ({
  browser,
}) => {
  const [output] = await makeOutputs(1);
  const context = await browser.newContext({ ...devices["Pixel 7"], storageState: ownerState });
  const page = await context.newPage();
  await page.goto(`/review?run=${output?.runId}`);
  await expect(page.getByRole("gridcell").first()).toBeVisible();
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("section[aria-label='Decide'] button, nav a")]
      .filter((element) => element.checkVisibility())
      .map((element) => ({ what: element.innerText, height: element.getBoundingClientRect().height }))
      .filter(({ height }) => height > 0 && height < 44),
  );
  expect(small).toEqual([]);
  await context.close();
});

test("A11Y-6 the three verdicts are told apart without colour, and in forced colours", async ({ page }) => {
  const outputs = await makeOutputs(3);
  for (const [index, output] of outputs.entries()) await decide(output, verdicts[index] ?? "approved");
  const desk = new Desk(page);
  for (const forcedColors of ["none", "active"] as const) {
    await page.emulateMedia({ forcedColors });
    await desk.open("?state=all&workflow=model_free_card");
    const marks: Buffer[] = [];
    for (const output of outputs) marks.push(await greyMark(desk.tile(output)));
    for (const [a, b] of [
      [0, 1],
      [1, 2],
      [0, 2],
    ] as const) {
      expect(
        difference(marks[a], marks[b]),
        `${verdicts[a]} and ${verdicts[b]}, forced ${forcedColors}`,
      ).toBeGreaterThan(20);
    }
  }
});

test("A11Y-6 in forced colours only the tile with the cursor is outlined", async ({ page }) => {
  await makeOutputs(2);
  await page.emulateMedia({ forcedColors: "active" });
  const desk = new Desk(page);
  await desk.open("?workflow=model_free_card");
  const outlined = await desk.tiles.evaluateAll(
    (tiles) => tiles.filter((tile) => getComputedStyle(tile).outlineStyle !== "none").length,
  );
  expect(outlined).toBe(1);
});

test("A11Y-7 with reduced motion nothing moves: no animation or transition is longer than a blink", async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await makeOutputs(2);
  const desk = new Desk(page);
  await desk.open("?workflow=model_free_card");
  const longest = () =>
    page.evaluate(() =>
      Math.max(
        0,
        ...document
          .getAnimations()
          .map((animation) => Number(animation.effect?.getComputedTiming().duration ?? 0)),
      ),
    );
  await desk.press("a");
  expect(await longest()).toBeLessThanOrEqual(1);
  await desk.press("Enter");
  await expect(desk.large.first()).toBeVisible();
  expect(await longest()).toBeLessThanOrEqual(1);
  await desk.press("Escape", "?");
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await longest()).toBeLessThanOrEqual(1);
});

test("A11Y-8 at 320 px, which is 400 % of a desktop, nothing needs sideways scrolling and a picture can be decided", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 320, height: 640 });
  const output = await makeOutput();
  // Words that do not break and a list of many conditions: a line of them has to be cut short, not the page widened.
  const scope = { q: "unbreakable".repeat(9), workflow: "model_free_card", run: output.runId };
  expect((await call("POST", "/api/v1/review-sessions", { scope })).status).toBe(201);
  for (const screen of [...screens, `/runs/${output.runId}`, `/review?output=${output.id}`]) {
    await page.goto(screen);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
    expect(await sidewaysOf(page), screen).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize({ width: 320, height: 256 });
  await new Desk(page).open(`?run=${output.runId}`);
  const approve = page.getByRole("button", { name: /Approve/ }).first();
  await approve.scrollIntoViewIfNeeded();
  await expect(approve).toBeInViewport();
  await approve.click();
  await expect.poll(async () => (await stored(output.id)).state).toBe("approved");
});

test("A11Y-8 wider spacing of letters, words and lines hides no words of the decision bar", async ({
  page,
}) => {
  const [output] = await makeOutputs(1);
  await new Desk(page).open(`?run=${output?.runId}`);
  // As somebody's own style sheet would, which the page's policy has no say in.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }",
    );
    document.adoptedStyleSheets = [sheet];
  });
  expect(await sidewaysOf(page)).toBeLessThanOrEqual(0);
  const cut = await page
    .getByRole("region", { name: "Decide" })
    .getByRole("button")
    .evaluateAll((buttons) =>
      buttons
        .filter((button) => button.scrollHeight > button.clientHeight + 1)
        .map((button) => button.textContent),
    );
  expect(cut).toEqual([]);
});

test("A11Y-9 signing in takes a pasted password and tells a password manager what is asked", async ({
  browser,
}) => {
  const context = await browser.newContext({
    storageState: { cookies: [], origins: [] },
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await expect(page.getByLabel("Email")).toHaveAttribute("autocomplete", "username");
  const password = page.getByLabel("Password", { exact: true });
  await expect(password).toHaveAttribute("autocomplete", "current-password");
  await page.getByLabel("Email").fill(owner.email);
  await page.evaluate((text) => navigator.clipboard.writeText(text), owner.password);
  await password.focus();
  await page.keyboard.press("ControlOrMeta+v");
  await expect(password).toHaveValue(owner.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/");
  await context.close();
});

async function sidewaysOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** On `target`, wholly inside the window, and not behind anything that sticks. */
async function expectFocusInSight(target: Locator): Promise<void> {
  await expect(target).toBeFocused();
  await expect(target).toBeInViewport({ ratio: 0.99 });
  const isOnTop = await target.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
  });
  expect(isOnTop).toBe(true);
}

/** A tile's strip and the line beneath its picture, without colour: 64 × 64 grey values. */
async function greyMark(tile: Locator): Promise<Buffer> {
  await tile.scrollIntoViewIfNeeded();
  const box = await tile.boundingBox();
  if (box === null) throw new Error("The tile is not in sight.");
  const strip = 12;
  const caption = 24;
  const png = await tile.page().screenshot({
    clip: {
      x: box.x - strip,
      y: box.y + box.height - 2 * caption,
      width: strip + caption,
      height: 2 * caption,
    },
  });
  return sharp(png).greyscale().resize(64, 64, { fit: "fill" }).raw().toBuffer();
}

/** How many of the grey values differ clearly. */
function difference(a: Buffer | undefined, b: Buffer | undefined): number {
  if (a === undefined || b === undefined) return 0;
  return a.reduce((count, value, at) => count + (Math.abs(value - (b[at] ?? 0)) > 60 ? 1 : 0), 0);
}
