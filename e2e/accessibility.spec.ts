import { devices, expect, test, type Locator } from "@playwright/test";
import sharp from "sharp";
import { call, decide, items, makeOutput, verdicts } from "./support/api.ts";
import { makeOutputs, only } from "./support/outputs.ts";
import { Desk, expectState, stored } from "./support/desk.ts";
import { strike } from "./support/keyboard.ts";
import { expectHydrated, expectNotSideways, restingBox } from "./support/page.ts";
import { owner, ownerState } from "./support/people.ts";
import { makeQueue } from "./support/queue.ts";
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
    const repeated = () =>
      page.getByRole("navigation").evaluateAll((all) => {
        const names = all.map((element) => element.getAttribute("aria-label") ?? "");
        return names.filter((name, at) => names.indexOf(name) !== at);
      });
    await expect.poll(repeated, `${screen}: navigation landmarks of one name`).toEqual([]);
    // The title may follow the page.
    await expect.poll(() => page.title(), screen).toMatch(/\S+ · Proofsheet$/);
    await expect.poll(async () => titles.includes(await page.title()), `${screen} has its own`).toBe(false);
    titles.push(await page.title());
  }
});

test("A11Y-10 a page about one run or workflow is titled by what it is called on the page", async ({
  page,
}) => {
  const output = only(await makeOutputs(1, { seed: 4711 }));
  const titles = {
    [`/runs/${output.runId}`]: "Run of Abstract card, seed 4711 · Proofsheet",
    "/generate/model_free_card": "Generate with Abstract card · Proofsheet",
    "/workflows/model_free_card": "Workflow Abstract card · Proofsheet",
    "/runs/00000000-0000-7000-8000-000000000000": "Run · Proofsheet",
    "/workflows/no_such_one": "Workflow no_such_one · Proofsheet",
  };
  for (const [path, title] of Object.entries(titles)) {
    await page.goto(path);
    await expect(page).toHaveTitle(title);
  }
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
      for (const words of wordy) await expect(bar).toContainText(words);
      await expectNotSideways(page, `${width} px`);
      const outside = () =>
        bar.evaluate((element, room) => {
          const own = element.getBoundingClientRect();
          const buttons = [...element.querySelectorAll("button")];
          const past = buttons.filter((each) => each.getBoundingClientRect().right > own.right + 1);
          return { isTooWide: own.width > room, past: past.map(({ textContent }) => textContent) };
        }, width);
      await expect.poll(outside, `${width} px`).toEqual({ isTooWide: false, past: [] });
    }
  } finally {
    await call("PUT", "/api/v1/reasons", { items: before });
  }
});

test("A11Y-2 the grid is one tab stop that tells its size, and each tile its place, workflow and verdict", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(3);
  const desk = new Desk(page);
  await desk.open(query);
  const grid = page.getByRole("grid");
  await expect(grid.locator('[tabindex="0"]')).toHaveCount(1);
  const size = () =>
    grid.evaluate((element) => ({
      rows: Number(element.getAttribute("aria-rowcount")),
      columns: Number(element.getAttribute("aria-colcount")),
    }));
  await expect.poll(async () => (await size()).columns).toBeGreaterThan(0);
  await expect.poll(async () => (await size()).rows * (await size()).columns).toBeGreaterThanOrEqual(3);
  await expect(desk.tile({ id: outputs[0]?.id ?? "" })).toHaveAccessibleName(/^1, .+, undecided$/);
  await expect(grid.getByRole("row").first()).toHaveAttribute("aria-rowindex", "1");

  await desk.expectCurrent(outputs[0]);
  await desk.press("ArrowRight");
  await desk.expectCurrent(outputs[1]);
  await expect(grid.locator('[tabindex="0"]')).toHaveCount(1);
  await expect(page.locator('[role="gridcell"][tabindex="0"]')).toBeFocused();
});

test("A11Y-3 a verdict and the new place are told politely, a refusal at once, a burst as few messages", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(3);
  const [, second] = outputs;
  const desk = new Desk(page);
  await desk.open(query);
  const words = async () => (await spoken(page)).map(({ text }) => text).join(" | ");
  await listen(page);
  await desk.press("a");
  await expect.poll(words).toMatch(/approved.*picture 2 of 3/i);
  expect((await spoken(page)).every(({ urgency }) => urgency === "polite")).toBe(true);
  await desk.expectCurrent(second);
  await expectState(outputs[0], "approved");

  await listen(page);
  // In one breath: what is a moment apart is no burst.
  const [right, left] = [{ key: "ArrowRight" }, { key: "ArrowLeft" }];
  await strike(page, right, left, right, left, right, left);
  await strike(page, { key: "s" });
  await expect.poll(words).toMatch(/picture 3 of 3/i);
  expect((await spoken(page)).length, "messages of one burst").toBeLessThan(4);

  const third = outputs[2]?.id ?? "";
  await page.route(`**/api/v1/outputs/${third}/decision`, (route) =>
    route.fulfill({ status: 422, body: "{}" }),
  );
  await desk.expectCurrent(third);
  await listen(page);
  await desk.press("a");
  await expect
    .poll(async () => (await spoken(page)).some(({ urgency }) => urgency === "assertive"))
    .toBe(true);
  expect((await stored(third)).state).toBe("pending");
});

test("A11Y-4 the focus is never lost: after a verdict, a dialog and the large view it is on the current tile, in sight", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(3);
  const [first, second] = outputs;
  const desk = new Desk(page);
  await desk.open(query);
  const current = page.locator('[role="gridcell"][tabindex="0"]');
  await desk.expectCurrent(first);
  await desk.press("a");
  await desk.expectCurrent(second);
  await expectFocusInSight(current);
  await desk.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await desk.press("Escape");
  await expectFocusInSight(current);
  await desk.enlarge(second);
  await desk.press("Escape");
  await expectFocusInSight(current);
  await desk.press("u");
  await desk.expectCurrent(first);
  await expectState(first, "pending");
  await expectFocusInSight(current);
});

test("A11Y-4 Tab goes through the desk without ever landing on something that cannot be seen", async ({
  page,
}) => {
  const { query } = await makeQueue(2);
  await new Desk(page).open(query);
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
  await new Desk(page).expectReady();
  const small = () =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("section[aria-label='Decide'] button, nav a")]
        .filter((element) => element.checkVisibility())
        .map((element) => ({ what: element.innerText, height: element.getBoundingClientRect().height }))
        .filter(({ height }) => height > 0 && height < 44),
    );
  await expect(page.getByRole("button", { name: /^Approve/ })).toBeVisible();
  await expect.poll(small).toEqual([]);
  await context.close();
});

test("A11Y-6 the three verdicts are told apart without colour, and in forced colours", async ({ page }) => {
  const { outputs, query } = await makeQueue(3);
  for (const [index, output] of outputs.entries()) await decide(output, verdicts[index] ?? "approved");
  const desk = new Desk(page);
  for (const forcedColors of ["none", "active"] as const) {
    await page.emulateMedia({ forcedColors });
    await desk.open(`${query}&state=all`);
    // Of the marks alone: what the pictures show differs anyhow, and comes when it comes.
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("img { visibility: hidden !important }");
      document.adoptedStyleSheets = [sheet];
    });
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
  const { outputs, query } = await makeQueue(2);
  await page.emulateMedia({ forcedColors: "active" });
  const desk = new Desk(page);
  await desk.open(query);
  const outlined = () =>
    desk.tiles.evaluateAll((tiles) =>
      tiles
        .filter((tile) => getComputedStyle(tile).outlineStyle !== "none")
        .map((tile) => tile.getAttribute("data-tile")),
    );
  await expect.poll(outlined).toEqual([outputs[0]?.id]);
});

test("A11Y-7 with reduced motion nothing moves: no animation or transition is longer than a blink", async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const { outputs, query } = await makeQueue(2);
  const desk = new Desk(page);
  await desk.open(query);
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
  await desk.expectCurrent(outputs[1]);
  await desk.enlarge(outputs[1]);
  expect(await longest()).toBeLessThanOrEqual(1);
  await desk.press("Escape");
  await expect(desk.large).toHaveCount(0);
  await desk.press("?");
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
    await expectNotSideways(page, screen);
  }
  await page.setViewportSize({ width: 320, height: 256 });
  await new Desk(page).open(`?run=${output.runId}`);
  const approve = page.getByRole("button", { name: /Approve/ }).first();
  await approve.scrollIntoViewIfNeeded();
  await expect(approve).toBeInViewport();
  await approve.click();
  await expectState(output, "approved");
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
  await expectNotSideways(page);
  const cut = () =>
    page
      .getByRole("region", { name: "Decide" })
      .getByRole("button")
      .evaluateAll((buttons) =>
        buttons
          .filter((button) => button.scrollHeight > button.clientHeight + 1)
          .map((button) => button.textContent),
      );
  await expect.poll(cut).toEqual([]);
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
  await expectHydrated(page.locator("form"));
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

/** On `target`, wholly inside the window, and not behind anything that sticks. */
async function expectFocusInSight(target: Locator): Promise<void> {
  await expect(target).toBeFocused();
  await expect(target).toBeInViewport({ ratio: 0.99 });
  const isOnTop = () =>
    target.evaluate((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    });
  await expect.poll(isOnTop).toBe(true);
}

/** A tile's strip and the line beneath its picture, without colour: 64 × 64 grey values. */
async function greyMark(tile: Locator): Promise<Buffer> {
  await tile.scrollIntoViewIfNeeded();
  const box = await restingBox(tile);
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
