import { expect, test, type Page } from "@playwright/test";
import { call, items } from "./support/api.ts";
import { Desk, expectState, stored } from "./support/desk.ts";
import { heardOf, strike, wholeKeyboard, type Stroke } from "./support/keyboard.ts";
import { makeOutputs, only } from "./support/outputs.ts";
import { expectLive } from "./support/page.ts";
import { ownerState } from "./support/people.ts";
import { expectLarge } from "./support/pictures.ts";
import { makeQueue } from "./support/queue.ts";

test.use({ storageState: ownerState });

const verdictKeys = ["a", "x", "1", "9", "r"];

/** The desk on the first of some outputs, made for this test. */
async function openOn(page: Page, count: number) {
  const outputs = await makeOutputs(count);
  const desk = new Desk(page);
  await desk.open(`?run=${only(outputs).runId}`);
  return { desk, outputs, first: only(outputs) };
}

async function untouched(id: string): Promise<void> {
  expect(await stored(id)).toMatchObject({ state: "pending", revision: 0 });
}

/** The keys of the open sheet, in the registry's words; keys that belong to a form are no business of the desk. */
async function listed(page: Page): Promise<string[]> {
  const names = await page
    .getByRole("dialog")
    .locator("dl:not([data-layer]) [data-keys]")
    .evaluateAll((all) => all.flatMap((one) => (one.getAttribute("data-keys") ?? "").split("\n")));
  return names.filter((name) => name !== "mod+enter");
}

async function sheetAgrees(page: Page): Promise<void> {
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  const names = await listed(page);
  expect(names.length).toBeGreaterThan(15);
  expect(
    await heardOf(
      page,
      wholeKeyboard.filter(({ key }) => key !== "Escape"),
    ),
  ).not.toContain("a");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  // Parts that hear some of them come a moment after the picture.
  await expect.poll(async () => (await heardOf(page, wholeKeyboard)).sort()).toEqual(names.sort());
}

test("KEY-1 T-4 the sheet lists exactly the keys that something hears, in the grid and in the large view", async ({
  page,
}) => {
  const { desk, first } = await openOn(page, 1);
  await sheetAgrees(page);
  await desk.enlarge(first);
  await sheetAgrees(page);
});

test("KEY-1 beside long reasons every key of the sheet stands in one line of its own row", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 800 });
  const { query } = await makeQueue(1);
  const before = await items<{ label: string }>("/api/v1/reasons");
  const long = before.map((reason, at) => ({ ...reason, label: `${at} Donaudampfschifffahrtsgesellschaft` }));
  expect((await call("PUT", "/api/v1/reasons", { items: long })).status).toBe(200);
  try {
    const desk = new Desk(page);
    await desk.open(query);
    await desk.press("?");
    const sheet = page.getByRole("dialog");
    await expect(sheet).toContainText("Donaudampfschifffahrtsgesellschaft");
    const broken = await sheet
      .locator("dt kbd")
      .evaluateAll((caps) =>
        caps.filter((cap) => cap.scrollHeight > cap.clientHeight).map((cap) => cap.textContent),
      );
    expect(broken).toEqual([]);
  } finally {
    await call("PUT", "/api/v1/reasons", { items: before });
  }
});

test("KEY-3 T-2 no verdict key does anything while a modifier is held, Ctrl+R included", async ({ page }) => {
  const { first } = await openOn(page, 1);
  const modifiers = ["ctrlKey", "metaKey", "altKey", "shiftKey"] as const;
  const strokes = modifiers.flatMap((held) =>
    verdictKeys.flatMap((key): Stroke[] => [
      { key, code: `Key${key.toUpperCase()}`, [held]: true },
      { key: key.toUpperCase(), [held]: true },
    ]),
  );
  // Ctrl+A selects, as it does everywhere, and approves nothing.
  expect(new Set(await heardOf(page, strokes))).toEqual(new Set(["mod+a"]));
  await strike(page, ...strokes);
  await expect(page.getByLabel("Selection")).toBeVisible();
  await untouched(first.id);
});

test("KEY-4 KEY-5 T-3 no verdict while typing, composing, choosing, in a dialog, or from a held key", async ({
  page,
}) => {
  const { desk, first } = await openOn(page, 1);
  const strokes = verdictKeys.map((key) => ({ key }));
  expect(await heardOf(page, strokes)).toEqual(verdictKeys);
  for (const wrong of [{ isComposing: true }, { repeat: true }])
    expect(
      await heardOf(
        page,
        strokes.map((stroke) => ({ ...stroke, ...wrong })),
      ),
    ).toEqual([]);
  expect(await heardOf(page, [{ key: "Process", code: "KeyA" }])).toEqual([]);
  expect(await heardOf(page, [{ key: "ArrowRight", repeat: true }])).toEqual(["ArrowRight"]);

  await page
    .getByRole("searchbox")
    .or(page.getByPlaceholder(/Words, seed/))
    .first()
    .focus();
  expect(await heardOf(page, strokes)).toEqual([]);
  await page.getByRole("combobox").first().focus();
  expect(await heardOf(page, strokes)).toEqual([]);

  await desk.tile(first).focus();
  await desk.press("v");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page.getByRole("radio").first()).toBeFocused();
  expect(await heardOf(page, strokes)).toEqual([]);
  await untouched(first.id);
});

test("KEY-6 KEY-7 T-5 an overlay takes every key, and Esc peels one layer at a time", async ({ page }) => {
  const { outputs, query } = await makeQueue(3);
  const [{ id: at } = { id: "" }] = outputs;
  const desk = new Desk(page);
  await desk.open(query);
  await desk.expectCurrent(at);
  await desk.press(" ");
  await expect(page.getByLabel("Selection")).toBeVisible();
  await desk.enlarge({ id: at });
  await desk.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await desk.press("ArrowRight", "ArrowRight", "j");
  await desk.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.locator("[data-stage]")).toBeVisible();
  expect(new URL(page.url()).searchParams.get("output")).toBe(at);
  await desk.press("Escape");
  await expect(page.locator("[data-stage]")).toBeHidden();
  await expect(page.getByLabel("Selection")).toBeVisible();
  await desk.expectCurrent(at);
  await desk.press("Escape");
  await expect(page.getByLabel("Selection")).toBeHidden();
});

test("KEY-8 a letter is the letter that was typed; without Latin letters the place of the key counts", async ({
  page,
}) => {
  const { first } = await openOn(page, 1);
  expect(
    await heardOf(page, [
      { key: "A", code: "KeyA" },
      { key: "a", code: "KeyQ" },
      { key: "ф", code: "KeyA" },
      { key: "q", code: "KeyA" },
      { key: "é", code: "KeyA" },
    ]),
  ).toEqual(["A", "a", "ф"]);
  await strike(page, { key: "ф", code: "KeyA" });
  await expectState(first, "approved");
});

test("KEY-9 a key lights its button; with reduced motion by its outline alone", async ({ page }) => {
  const { desk, first } = await openOn(page, 1);
  const approve = page.locator('[data-action="approve"]');
  await watchFlash(page);
  await desk.press("a");
  expect(await readFlash(page)).toEqual({ background: true, outline: "solid" });
  await expectState(first, "approved");

  await page.emulateMedia({ reducedMotion: "reduce" });
  const other = only(await makeOutputs(1));
  await desk.open(`?run=${other.runId}`);
  await expect(approve).not.toHaveAttribute("data-flash");
  await watchFlash(page);
  await desk.press("a");
  expect(await readFlash(page)).toEqual({ background: false, outline: "solid" });
});

type Flash = { background: boolean; outline: string };
type Watched = Window & { flash?: Flash };

/** From when this resolves, what the approve button looks like when it is lit is noted down. */
async function watchFlash(page: Page): Promise<void> {
  await page.evaluate(() => {
    const button = document.querySelector<HTMLElement>('[data-action="approve"]');
    if (button === null) throw new Error("There is no approve button.");
    const before = getComputedStyle(button).backgroundColor;
    new MutationObserver((_, observer) => {
      if (!button.hasAttribute("data-flash")) return;
      observer.disconnect();
      // A transition has only begun, so what it comes to is asked without one.
      button.style.transition = "none";
      const { backgroundColor, outlineStyle } = getComputedStyle(button);
      (window as Watched).flash = { background: backgroundColor !== before, outline: outlineStyle };
    }).observe(button, { attributes: true });
  });
}

async function readFlash(page: Page): Promise<Flash | undefined> {
  await page.waitForFunction(() => (window as Watched).flash !== undefined);
  return page.evaluate(() => (window as Watched).flash);
}

test("KEY-10 T-5 keys are chosen in the settings: a conflict is named while typing, the choice holds at the desk", async ({
  page,
}) => {
  await page.goto("/settings");
  await expectLive(page);
  await page.getByRole("button", { name: /^Key of Approve/ }).click();
  await page.keyboard.press("x");
  await expect(page.getByText("Taken by “Reject without a reason”.")).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByText(/Taken by “Previous picture”.*verdict never/)).toBeVisible();
  await page.keyboard.press("3");
  await expect(page.getByText(/Digits belong to the reasons/)).toBeVisible();
  await page.keyboard.press("q");
  await expect(page.getByRole("button", { name: "Key of Approve: Q" })).toBeVisible();
  await expect
    .poll(async () => (await page.request.get("/api/v1/me/keymap")).json())
    .toMatchObject({
      keys: { approve: "q" },
    });

  try {
    const { desk, first } = await openOn(page, 1);
    await expect(page.locator('[data-action="approve"]')).toContainText("Q");
    expect(await heardOf(page, [{ key: "a" }, { key: "q" }])).toEqual(["q"]);
    await desk.press("q");
    await expectState(first, "approved");

    await page.goto("/settings");
    await expectLive(page);
    await page.getByRole("button", { name: "Reset all" }).click();
    await expect(page.getByRole("button", { name: "Key of Approve: A" })).toBeVisible();
    await expect
      .poll(async () => (await page.request.get("/api/v1/me/keymap")).json())
      .toMatchObject({ keys: {} });
  } finally {
    await usualKeys(page);
  }
});

/** What one test chose is nothing to the next. */
async function usualKeys(page: Page): Promise<void> {
  await page.request.put("/api/v1/me/keymap", { data: { keys: {}, characters: true } });
}

test("KEY-11 single characters can be switched off; buttons, arrows and the sheet's own button still work", async ({
  page,
}) => {
  await page.goto("/settings");
  await expectLive(page);
  const off = page.getByRole("switch", { name: "Keys of a single character" });
  await off.click();
  try {
    await expect
      .poll(async () => (await page.request.get("/api/v1/me/keymap")).json())
      .toMatchObject({
        characters: false,
      });
    const { desk, first } = await openOn(page, 1);
    await expect
      .poll(() => heardOf(page, wholeKeyboard))
      .toEqual(expect.arrayContaining([" ", "ArrowLeft", "Enter", "mod+z"]));
    const heard = await heardOf(page, wholeKeyboard);
    expect(heard.filter((name) => /^\S$/.test(name))).toEqual([]);
    await page.getByRole("button", { name: "All keys", exact: true }).click();
    await expect(page.getByText("Keys of a single character are switched off.")).toBeVisible();
    await desk.press("Escape");
    await page.locator('[data-action="approve"]').focus();
    await desk.press("Enter");
    await expectState(first, "approved");
  } finally {
    await usualKeys(page);
  }
});

test("KEY-12 T-14 a key hits the outlined picture, not the one under the mouse", async ({ page }) => {
  const { outputs, query } = await makeQueue(2);
  const [at, hovered] = outputs;
  const desk = new Desk(page);
  await desk.open(query);
  await desk.expectCurrent(at);
  await desk.tile({ id: hovered?.id ?? "" }).hover();
  await desk.press("a");
  await expectState(at, "approved");
  expect(await stored(hovered?.id ?? "")).toMatchObject({ state: "pending", revision: 0 });
});

test("KEY-13 T-7 undo in a field or a dialog never reaches the verdicts", async ({ page }) => {
  const { desk, first } = await openOn(page, 1);
  await desk.press("a");
  await expectState(first, "approved");
  await page
    .getByPlaceholder(/Words, seed/)
    .first()
    .focus();
  await page.keyboard.type("fox");
  await desk.press("Control+z");
  await page.getByRole("button", { name: "All keys", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await desk.press("Control+z", "u");
  await desk.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  expect(await stored(first.id)).toMatchObject({ state: "approved", revision: 1 });
});

test("KEY-14 KEY-15 the bar keeps its slots and undo its place, also with nothing to undo", async ({
  page,
}) => {
  const slots = () =>
    page
      .getByLabel("Decide", { exact: true })
      .locator("[data-action]")
      .evaluateAll((all) =>
        all
          .filter((one) => (one as HTMLElement).offsetParent !== null)
          .map((one) => {
            const { x, y, width } = one.getBoundingClientRect();
            return [one.getAttribute("data-action"), Math.round(x), Math.round(y), Math.round(width)];
          }),
      );
  const { desk, first } = await openOn(page, 1);
  await expect(page.locator('[data-action="approve"]')).toBeVisible();
  const before = await slots();
  const undo = page.locator('[data-action="undo"]');
  for (const action of ["approve", "reject", "reseed", "vary", "skip", "note", "undo"]) {
    const button = page.locator(`[data-action="${action}"]`);
    await expect(button.locator("kbd")).toHaveText(/\S/);
    const lines = async () => (await button.innerText()).split("\n").filter(Boolean).length;
    await expect.poll(lines, action).toBeGreaterThanOrEqual(3);
  }
  await undo.focus();
  await expect(undo).toBeFocused();
  await desk.tile(first).focus();
  await desk.press("Enter");
  await expectLarge(page, first);
  await expect.poll(slots).toEqual(before);
  await expect(page.getByText(/^Fit, \d+ %/)).toBeVisible();
  await desk.press("a");
  await expectState(first, "approved");
  await expect.poll(slots).toEqual(before);
  await desk.press("Control+Shift+z");
  await expect(page.getByText("A withdrawn verdict is given again, not redone.")).toBeVisible();
  expect(await stored(first.id)).toMatchObject({ state: "approved", revision: 1 });
  await desk.press("u");
  await expectState(first, "pending");
});

test("KEY-10 the API refuses a key that is taken, by name, and keys of programs", async ({ page }) => {
  const refused = await page.request.put("/api/v1/me/keymap", {
    data: { keys: { approve: "x" }, characters: true },
  });
  expect(refused.status()).toBe(422);
  expect(await refused.json()).toMatchObject({ error: { fields: [{ path: "/keys/approve" }] } });
  expect((await call("PUT", "/api/v1/me/keymap", { keys: {}, characters: true })).status).toBe(403);
});
