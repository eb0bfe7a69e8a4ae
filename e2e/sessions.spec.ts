import { expect, test, type Page } from "@playwright/test";
import { call } from "./support/api.ts";
import { seriousOn } from "./support/axe.ts";
import { Desk, expectState, stored } from "./support/desk.ts";
import { expectNotHeld, restingBox } from "./support/page.ts";
import { join, ownerState } from "./support/people.ts";
import { makePictures, newWord } from "./support/pictures.ts";
import { makeQueue } from "./support/queue.ts";
import { count } from "./support/session.ts";

test.use({ storageState: ownerState });

function sessionOf(page: Page): string | null {
  return new URL(page.url()).searchParams.get("session");
}

/** The session of a list that was just opened, once the address names it. */
async function begunSession(page: Page): Promise<string> {
  await expect.poll(() => sessionOf(page)).not.toBeNull();
  return sessionOf(page) ?? "";
}

function arrivalsPill(page: Page) {
  return page.getByRole("button", { name: /at the end of the list/ });
}

test("SES-1 SES-2 SES-11 SES-12 the list, its session and the place in it are the same after a reload and in a second tab", async ({
  page,
  context,
}) => {
  const { outputs, query } = await makeQueue(4);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.expectOrder(outputs);
  const session = await begunSession(page);
  // At once, as somebody quick does: what stands a moment later is noted on the way out.
  await desk.press("ArrowRight", "ArrowRight");
  await page.reload();
  await desk.expectCurrent(outputs[2]);
  expect(sessionOf(page)).toBe(session);
  const resumed = page.getByText("Resumed where you stopped", { exact: true });
  await expect(resumed, "who reloads has not been away").toHaveCount(0);

  const second = new Desk(await context.newPage());
  await second.open(query, { resume: true });
  expect(await begunSession(second.page)).toBe(session);
  await second.expectCurrent(outputs[2]);
});

test("SES-1 who comes back to a session is told that it goes on where they left it, on no control", async ({
  page,
  context,
}) => {
  const { query } = await makeQueue(3);
  const desk = new Desk(page);
  await desk.open(query);
  const noted = page.waitForResponse((answer) => answer.url().endsWith("/position"));
  await desk.press("ArrowRight");
  await noted;
  for (const width of [1024, 390, 320]) {
    const later = await context.newPage();
    await later.setViewportSize({ width, height: 800 });
    await new Desk(later).open(query, { resume: true });
    const resumed = later.getByText("Resumed where you stopped", { exact: true });
    await expect(resumed).toBeVisible();
    const own = await restingBox(resumed);
    const covered = await later.locator("button:visible, a:visible").evaluateAll(
      (all, { x, y, width: wide, height }) =>
        all
          .filter((one) => {
            const box = one.getBoundingClientRect();
            return box.x < x + wide && x < box.right && box.y < y + height && y < box.bottom;
          })
          .map((one) => one.getAttribute("aria-label") ?? one.textContent),
      own,
    );
    expect(covered, `${width} px`).toEqual([]);
    await expect(resumed, "and goes by itself").toHaveCount(0);
    await later.close();
  }
});

test("SES-4 SES-5 SES-6 T-13 arrivals wait behind a pill and come in at the tail; no tile, no cursor and no scroll moves", async ({
  page,
}) => {
  const { outputs, query, grow } = await makeQueue(3);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press("ArrowRight");
  await desk.press("a");
  await expect(count(page, "approved")).toHaveText(/^1/);
  await desk.expectOrder(outputs);
  const [, , cursor] = outputs;
  await desk.expectCurrent(cursor);

  const [late] = await grow(1);
  const pill = arrivalsPill(page);
  await expect(pill).toContainText("1 new");
  expect(await desk.order()).toEqual(outputs.map(({ id }) => id));
  expect(await desk.current()).toBe(cursor?.id);
  await pill.click();
  await desk.expectOrder([...outputs, late]);
  expect(await desk.current()).toBe(cursor?.id);
  await expect(pill).toBeHidden();
  await expect(count(page, "position")).toHaveText("3 of 4");
});

test("SES-4 the pill tells one's own re-seeds from others, and a verdict of one's own never raises it", async ({
  page,
}) => {
  // A re-seed keeps everything but the seed: the word in the prompt finds its child as well.
  const word = newWord("cowslip");
  const [first, second] = [...(await makePictures(word, 1)), ...(await makePictures(word, 1))];
  const desk = new Desk(page);
  await desk.open(`?q=${word}`);
  await desk.expectOrder([first, second]);
  await desk.press("a");
  await expect(count(page, "approved")).toHaveText(/^1/);
  await expectState(first, "approved");
  await desk.expectCurrent(second);
  await expect(arrivalsPill(page)).toHaveCount(0);
  await desk.press("r");
  // The list is at its end, whose face offers what arrived; the pill stands over it as before.
  await expect(arrivalsPill(page)).toContainText("1 new from your re-seeds");
  await makePictures(word, 1);
  await expect(arrivalsPill(page)).toContainText("1 new from your re-seeds, 1 more");
});

test("SES-3 SES-7 SES-9 skipped pictures are counted, offered again at the end, and then the receipt is", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(3);
  const [first, second, third] = outputs;
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press("s");
  await desk.expectCurrent(second);
  await expect(count(page, "skipped")).toHaveText(/^1/);
  await expect(desk.tile({ id: first?.id ?? "" })).toHaveAccessibleName(/skipped/);
  expect(await stored(first?.id ?? "")).toMatchObject({ state: "pending", revision: 0 });
  await desk.press("a");
  await desk.expectCurrent(third);
  await desk.press("2");
  await desk.expectCurrent(first);
  await expect(count(page, "pending")).toHaveText("1 left");
  await desk.press("s");
  await expect(page.getByRole("heading", { name: "The end of the list" })).toBeVisible();
  await expect(page.getByText("One stays undecided: it was skipped.")).toBeVisible();
});

test("SES-10 T-17 the receipt has an address of its own, tells verdicts and reasons, and never changes", async ({
  page,
  browser,
}) => {
  const { outputs, query } = await makeQueue(2);
  const [first = "", second = ""] = outputs.map(({ id }) => id);
  const desk = new Desk(page);
  await desk.open(query);
  const session = await begunSession(page);
  await desk.press("a");
  await desk.press("1");
  await expect(page.getByRole("heading", { name: "Everything is decided" })).toBeVisible();
  await expectState(second, "rejected");
  // Keys that were meant for the picture are let through to nobody for a moment; then Enter closes.
  await expect(async () => {
    await desk.press("Enter");
    await expect(page).toHaveURL(`/review/receipts/${session}`, { timeout: 2000 });
  }).toPass();
  await expect(page.getByRole("heading", { level: 1, name: "Receipt" })).toBeVisible();
  await expect(page.getByRole("list", { name: "Verdicts" })).toContainText("Anatomy");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  expect((await download).suggestedFilename()).toBe("receipt.csv");

  const path = `/api/v1/review-sessions/${session}/receipt`;
  const before = [(await call("GET", path)).text, (await call("GET", `${path}/outputs`)).text];
  await call("PUT", `/api/v1/outputs/${first}/decision`, { verdict: "rejected", expected: 1 });
  expect([(await call("GET", path)).text, (await call("GET", `${path}/outputs`)).text]).toEqual(before);

  const other = await join(browser, "reviewer", "Rob Reviewer");
  await other.goto(`/review/receipts/${session}`);
  await expect(other.getByRole("list", { name: "Verdicts" })).toContainText("Anatomy");
});

test("KEY-13 SES-8 T-8 undo reaches back after a reload, makes the picture current and takes the counters back", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(3);
  const [first = "", second = ""] = outputs.map(({ id }) => id);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press("a", "x");
  await expect(count(page, "rejected")).toHaveText(/^1/);
  await expectState(second, "rejected");
  await page.reload();
  await desk.expectReady();
  await expect(page.getByRole("button", { name: /Undo/ })).toContainText("Rejected");
  await desk.press("u");
  await desk.expectCurrent(second);
  await expect(count(page, "rejected")).toHaveText(/^0/);
  await expect(page.getByRole("button", { name: /Undo/ })).toContainText("Approved");
  await desk.press("u");
  await desk.expectCurrent(first);
  await expectState(first, "pending");
  await expect(count(page, "approved")).toHaveText(/^0/);
  await expect(page.getByRole("button", { name: /Undo/ })).toHaveAttribute("aria-disabled", "true");
});

test("SES-14 SES-13 T-6 a verdict against one's own is asked about once, and the key that asked does not answer", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(2);
  const [first = ""] = outputs.map(({ id }) => id);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press("a");
  await expectState(first, "approved");
  await desk.press("ArrowLeft");
  await desk.expectCurrent(first);
  const question = page.getByRole("dialog", { name: /You have (approved|rejected) this picture/ });

  // In one breath, as far as a test can: a hand that is slower than the moment may answer.
  await Promise.all([desk.press("x"), desk.press("Enter")]);
  await expect(question, "an Enter within 300 ms answers nothing").toBeVisible();
  await expect(question.getByRole("button", { name: /^Reject/ })).toBeFocused();
  expect(await stored(first)).toMatchObject({ state: "approved", revision: 1 });
  await expectNotHeld(page);
  await desk.press("Enter");
  await expect(question).toBeHidden();
  await expectState(first, "rejected");

  const { revision } = await stored(first);

  // Escape leaves it as it is, and so does Enter on the button that says so.
  for (const keys of [["Escape"], ["Shift+Tab", "Enter"]]) {
    await desk.press("Home");
    await desk.expectCurrent(first);
    await expectNotHeld(page);
    await desk.press("a");
    await expect(question).toBeVisible();
    await expect(question.getByRole("button", { name: /^Approve/ })).toBeFocused();
    await expectNotHeld(page);
    await desk.press(...keys);
    await expect(question).toBeHidden();
    expect(await stored(first)).toMatchObject({ state: "rejected", revision });
  }
});

test("the place that lists what was left open leads back to where it stopped; a closed one shows its receipt", async ({
  page,
}) => {
  const { outputs, query, seed } = await makeQueue(2);
  const desk = new Desk(page);
  await desk.open(query);
  const session = await begunSession(page);
  await desk.press("ArrowRight");
  await expect
    .poll(async () => (await call("GET", `/api/v1/review-sessions/${session}`)).body["position"])
    .toBe(1);
  await page.getByRole("link", { name: "Your sessions" }).click();
  const line = page
    .getByRole("list", { name: "Open" })
    .getByRole("listitem")
    .filter({ hasText: String(seed) });
  await expect(line).toContainText("Stopped at 2 of 2");
  await line.getByRole("link", { name: "Resume" }).click();
  await desk.expectCurrent(outputs[1]);
  expect(sessionOf(page)).toBe(session);
});

test("EMP-2 where everything is decided stand the counts, and the receipt is one press away", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(1);
  const desk = new Desk(page);
  await desk.open(query);
  const session = await begunSession(page);
  await desk.press("a");
  await expectState(outputs[0], "approved");
  await expect(page.getByText("1 approved, 0 rejected, 0 re-seeded.")).toBeVisible();
  await page.getByRole("button", { name: /Close with a receipt/ }).click();
  await expect(page).toHaveURL(`/review/receipts/${session}`);

  // The list opened anew is empty, and says so in the same words instead of "no picture matches".
  await page.goto(`/review${query}`);
  await expect(page.getByRole("heading", { name: "Everything is decided" })).toBeVisible();
  await expect(page.getByText("1 approved, 0 rejected, 0 re-seeded.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Your last receipt" })).toHaveAttribute(
    "href",
    `/review/receipts/${session}`,
  );
  // T-49: a key that could hit nothing says why.
  await page.keyboard.press("a");
  await expect(page.getByText("There is no picture in this list to decide about.").last()).toBeVisible();
  await page.getByRole("button", { name: "Look at the decided ones" }).click();
  await expect(desk.tile({ id: outputs[0]?.id ?? "" })).toHaveAccessibleName(/approved/);
});

for (const theme of ["dark", "light"] as const) {
  test(`A11Y-10 axe finds nothing serious at the end of a session, in its question, nor on its receipt, ${theme}`, async ({
    page,
    context,
    baseURL,
  }) => {
    await context.addCookies([{ name: "theme", value: theme, url: baseURL ?? "" }]);
    const { outputs, query } = await makeQueue(2);
    const desk = new Desk(page);
    await desk.open(query);
    const session = await begunSession(page);
    await desk.press("a");
    await expectState(outputs[0], "approved");
    await desk.press("Home", "x");
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await seriousOn(page)).toEqual([]);
    await desk.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expectNotHeld(page);
    await desk.tile({ id: outputs[1]?.id ?? "" }).click();
    await desk.expectCurrent(outputs[1]);
    await desk.press("s");
    await expect(count(page, "skipped")).toHaveText(/^1/);
    await desk.press("s");
    await expect(page.getByRole("heading", { name: "The end of the list" })).toBeVisible();
    expect(await seriousOn(page)).toEqual([]);
    await page.getByRole("button", { name: /Close with a receipt/ }).click();
    await expect(page).toHaveURL(`/review/receipts/${session}`);
    await expect(page.getByRole("list", { name: "Verdicts" })).toBeVisible();
    expect(await seriousOn(page)).toEqual([]);
  });
}

test("SES-8 undo of the verdict that ended the list leads back to its picture where it was given: in the large view", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(1);
  const [output] = outputs;
  const desk = new Desk(page);
  await desk.open(query);
  await desk.enlarge(output);
  await desk.press("a");
  await expect(page.getByRole("button", { name: /^Close with a receipt/ })).toBeVisible();
  await expectNotHeld(page);
  await desk.press("u");
  await expectState(output, "pending");
  await expect(page.locator("[data-stage]")).toBeFocused();
  await expect.poll(() => new URL(page.url()).searchParams.get("output")).toBe(output?.id);
});

test("KEY-13 what was decided last in a second tab is what undo takes back first in this one", async ({
  page,
  context,
}) => {
  const { outputs, query } = await makeQueue(3);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press("a");
  await expectState(outputs[0], "approved");
  const second = new Desk(await context.newPage());
  await second.open(query, { resume: true });
  await second.press("End", "x");
  await expectState(outputs[2], "rejected");
  await expect(desk.tile({ id: outputs[2]?.id ?? "" })).toHaveAccessibleName(/rejected/);
  await desk.press("u");
  await expectState(outputs[2], "pending");
  expect((await stored(outputs[0]?.id ?? "")).state).toBe("approved");
  await desk.press("u");
  await expectState(outputs[0], "pending");
});
