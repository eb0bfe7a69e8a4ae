import { expect, test, type Page } from "@playwright/test";
import { call, type Output } from "./support/api.ts";
import { seriousOn } from "./support/axe.ts";
import { Desk, stored } from "./support/desk.ts";
import { join, ownerState } from "./support/people.ts";
import { makeQueue } from "./support/queue.ts";

test.use({ storageState: ownerState });

const ids = (outputs: readonly Output[]) => outputs.map(({ id }) => id);

async function order(page: Page): Promise<(string | null)[]> {
  return page
    .getByRole("gridcell")
    .evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute("data-tile")));
}

function sessionOf(page: Page): string | null {
  return new URL(page.url()).searchParams.get("session");
}

function arrivalsPill(page: Page) {
  return page.getByRole("button", { name: /at the end of the list/ });
}

function count(page: Page, name: string) {
  return page.locator(`[data-count="${name}"]`);
}

test("SES-1 SES-2 SES-11 SES-12 the list, its session and the place in it are the same after a reload and in a second tab", async ({
  page,
  context,
}) => {
  const { outputs, query } = await makeQueue(4);
  const desk = new Desk(page);
  await desk.open(query);
  expect(await order(page)).toEqual(ids(outputs));
  await expect.poll(() => sessionOf(page)).not.toBeNull();
  const session = sessionOf(page);
  // At once, as somebody quick does: what stands a moment later is noted on the way out.
  await desk.press("ArrowRight", "ArrowRight");
  await page.reload();
  await expect.poll(() => desk.current()).toBe(outputs[2]?.id);
  expect(sessionOf(page)).toBe(session);
  await expect(page.getByText("Resumed where you stopped: picture 3 of 4.").first()).toBeVisible();

  const second = new Desk(await context.newPage());
  await second.open(query, { resume: true });
  expect(sessionOf(second.page)).toBe(session);
  await expect.poll(() => second.current()).toBe(outputs[2]?.id);
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
  expect(await order(page)).toEqual(ids(outputs));
  const cursor = await desk.current();

  const [late] = await grow(1);
  const pill = arrivalsPill(page);
  await expect(pill).toContainText("1 new");
  expect(await order(page)).toEqual(ids(outputs));
  expect(await desk.current()).toBe(cursor);
  await pill.click();
  await expect.poll(() => order(page)).toEqual([...ids(outputs), late?.id]);
  expect(await desk.current()).toBe(cursor);
  await expect(pill).toBeHidden();
  await expect(count(page, "position")).toHaveText("3 of 4");
});

test("SES-4 the pill tells one's own re-seeds from others, and a verdict of one's own never raises it", async ({
  page,
}) => {
  await makeQueue(2);
  const desk = new Desk(page);
  await desk.open("?workflow=model_free_card");
  await desk.press("Home");
  await desk.press("a");
  await expect(count(page, "approved")).toHaveText(/^1/);
  await expect(arrivalsPill(page)).toHaveCount(0);
  await desk.press("r");
  await expect(arrivalsPill(page)).toContainText("1 new from your re-seeds");
  await makeQueue(1);
  await expect(arrivalsPill(page)).toContainText("1 new from your re-seeds, 1 more");
});

test("SES-3 SES-7 SES-9 skipped pictures are counted, offered again at the end, and then the receipt is", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(3);
  const [first, second, third] = ids(outputs);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press("s");
  await expect.poll(() => desk.current()).toBe(second);
  await expect(count(page, "skipped")).toHaveText(/^1/);
  await expect(desk.tile({ id: first ?? "" })).toHaveAccessibleName(/skipped/);
  expect(await stored(first ?? "")).toMatchObject({ state: "pending", revision: 0 });
  await desk.press("a");
  await expect.poll(() => desk.current()).toBe(third);
  await desk.press("2");
  await expect.poll(() => desk.current()).toBe(first);
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
  const [first = "", second = ""] = ids(outputs);
  const desk = new Desk(page);
  await desk.open(query);
  const session = sessionOf(page) ?? "";
  await desk.press("a");
  await desk.press("1");
  await expect(page.getByRole("heading", { name: "Everything is decided" })).toBeVisible();
  await expect.poll(async () => (await stored(second)).state).toBe("rejected");
  // Keys that were meant for the picture are let through to nobody for a moment; then Enter closes.
  await expect(async () => {
    await desk.press("Enter");
    await expect(page).toHaveURL(`/review/receipts/${session}`, { timeout: 500 });
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
  const [first = "", second = ""] = ids(outputs);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press("a", "x");
  await expect(count(page, "rejected")).toHaveText(/^1/);
  await page.reload();
  await expect(page.getByRole("button", { name: /Undo/ })).toContainText("Rejected");
  await desk.press("u");
  await expect.poll(() => desk.current()).toBe(second);
  await expect(count(page, "rejected")).toHaveText(/^0/);
  await expect(page.getByRole("button", { name: /Undo/ })).toContainText("Approved");
  await desk.press("u");
  await expect.poll(() => desk.current()).toBe(first);
  await expect.poll(async () => (await stored(first)).state).toBe("pending");
  await expect(count(page, "approved")).toHaveText(/^0/);
  await expect(page.getByRole("button", { name: /Undo/ })).toHaveAttribute("aria-disabled", "true");
});

test("SES-14 SES-13 T-6 a verdict against one's own is asked about once, and the key that asked does not answer", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(2);
  const [first = ""] = ids(outputs);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press("a");
  await expect.poll(async () => (await stored(first)).state).toBe("approved");
  await desk.press("ArrowLeft");
  await expect.poll(() => desk.current()).toBe(first);
  const question = page.getByRole("dialog", { name: /You have (approved|rejected) this picture/ });

  await desk.press("x", "Enter");
  await expect(question, "an Enter within 300 ms answers nothing").toBeVisible();
  expect(await stored(first)).toMatchObject({ state: "approved", revision: 1 });
  await expect(async () => {
    await desk.press("Enter");
    await expect(question).toBeHidden({ timeout: 100 });
  }).toPass();
  await expect.poll(async () => (await stored(first)).state).toBe("rejected");

  // Escape leaves it as it is, and so does Enter on the button that says so.
  for (const keys of [["Escape"], ["Shift+Tab", "Enter"]]) {
    await desk.press("Home");
    await expect.poll(() => desk.current()).toBe(first);
    await expect(async () => {
      await desk.press("a");
      await expect(question).toBeVisible({ timeout: 500 });
    }).toPass();
    await expect(question.getByRole("button", { name: /^Approve/ })).toBeFocused();
    await expect(page.locator("html")).not.toHaveAttribute("data-held");
    await desk.press(...keys);
    await expect(question).toBeHidden();
    expect((await stored(first)).state).toBe("rejected");
  }
});

test("T-9 a verdict that the server refuses is taken back, said, and its picture is current again; the counters agree", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(2);
  const [first = ""] = ids(outputs);
  const desk = new Desk(page);
  await desk.open(query);
  await page.route(`**/api/v1/outputs/${first}/decision`, (route) =>
    route.fulfill({ status: 500, json: { error: { code: "internal", message: "It broke.", id: "e-1" } } }),
  );
  await desk.press("a");
  await expect(page.getByRole("alert").filter({ hasText: "was not saved" }).first()).toBeVisible();
  await expect.poll(() => desk.current()).toBe(first);
  await expect(desk.tile({ id: first })).toHaveAccessibleName(/undecided/);
  await expect(count(page, "approved")).toHaveText(/^0/);
  await expect(page.getByRole("button", { name: /Undo/ })).toHaveAttribute("aria-disabled", "true");
});

test("T-10 a verdict whose answer was lost is sent again with its key: one record, and no word of an error", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(2);
  const [first = ""] = ids(outputs);
  const desk = new Desk(page);
  await desk.open(query);
  const keys: (string | undefined)[] = [];
  await page.route(`**/api/v1/outputs/${first}/decision`, async (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    const answer = await route.fetch();
    if (keys.length === 1) await route.abort("connectionreset");
    else await route.fulfill({ response: answer });
  });
  await desk.press("a");
  await expect.poll(() => keys.length).toBeGreaterThan(1);
  expect(new Set(keys)).toHaveProperty("size", 1);
  await expect(count(page, "approved")).toHaveText(/^1/);
  await expect(page.getByLabel("Conflicts")).toHaveCount(0);
  expect(await stored(first)).toMatchObject({ state: "approved", revision: 1 });
});

test("MOB-4 what is opened without a network opens when it is back, and the page goes on meanwhile", async ({
  page,
  context,
}) => {
  const { outputs, query } = await makeQueue(2);
  const [first = ""] = ids(outputs);
  const desk = new Desk(page);
  await desk.open(query);
  await context.setOffline(true);
  const asked = page.waitForEvent("requestfailed", (request) => request.url().includes("/_next/static/"));
  await desk.press("Control+k");
  await asked;
  await context.setOffline(false);
  await expect(page.getByRole("combobox", { name: "Go to anything" })).toBeFocused();
  await desk.press("Escape", "a");
  await expect.poll(async () => (await stored(first)).state).toBe("approved");
});

test("MOB-4 T-10 verdicts without a network wait, are marked, outlive the page and arrive once", async ({
  page,
  context,
}) => {
  const { outputs, query } = await makeQueue(3);
  const [first = "", second = ""] = ids(outputs);
  const desk = new Desk(page);
  await desk.open(query);
  await context.setOffline(true);
  await desk.press("a");
  await desk.press("x");
  await expect(page.getByText("2 verdicts are not sent yet.")).toBeVisible();
  await expect(desk.tile({ id: first })).toHaveAccessibleName(/not sent yet/);
  expect(await stored(first)).toMatchObject({ state: "pending" });

  // Meanwhile somebody else decides one of them; the page is closed and opened again.
  await call("PUT", `/api/v1/outputs/${second}/decision`, { verdict: "approved", expected: 0 });
  await page.close();
  await context.setOffline(false);
  const again = new Desk(await context.newPage());
  await again.open(query, { resume: true });
  await expect.poll(async () => (await stored(first)).state).toBe("approved");
  await expect(again.page.getByLabel("Conflicts")).toContainText("was not saved");
  expect(await stored(first)).toMatchObject({ revision: 1 });
  expect(await stored(second)).toMatchObject({ state: "approved", revision: 1 });
});

test("MOB-4 KEY-13 a wrong key without a network, taken back there, stays taken back when the page is opened again", async ({
  page,
  context,
}) => {
  const { outputs, query } = await makeQueue(2);
  const [first = ""] = ids(outputs);
  const desk = new Desk(page);
  await desk.open(query);
  await context.setOffline(true);
  await desk.press("x");
  await expect(page.getByText("One verdict is not sent yet.")).toBeVisible();
  await desk.press("u");
  await expect(desk.tile({ id: first })).toHaveAccessibleName(/undecided, not sent yet/);
  await expect.poll(() => desk.current()).toBe(first);
  await page.close();

  await context.setOffline(false);
  const again = new Desk(await context.newPage());
  await again.open(query, { resume: true });
  await expect.poll(async () => await stored(first)).toMatchObject({ state: "pending", revision: 2 });
  await expect(again.tile({ id: first })).toHaveAccessibleName(/undecided$/);
  await expect(again.page.getByRole("button", { name: /^Undo/ })).toBeDisabled();
});

test("the place that lists what was left open leads back to where it stopped; a closed one shows its receipt", async ({
  page,
}) => {
  const { outputs, query, seed } = await makeQueue(2);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press("ArrowRight");
  const session = sessionOf(page);
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
  await expect.poll(() => desk.current()).toBe(outputs[1]?.id);
  expect(sessionOf(page)).toBe(session);
});

test("EMP-2 where everything is decided stand the counts, and the receipt is one press away", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(1);
  const desk = new Desk(page);
  await desk.open(query);
  const session = sessionOf(page) ?? "";
  await desk.press("a");
  await expect.poll(async () => (await stored(outputs[0]?.id ?? "")).state).toBe("approved");
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
    const session = sessionOf(page) ?? "";
    await desk.press("a");
    await expect.poll(async () => (await stored(outputs[0]?.id ?? "")).state).toBe("approved");
    await desk.press("Home", "x");
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await seriousOn(page)).toEqual([]);
    await desk.press("Escape");
    await page.getByRole("gridcell").nth(1).click();
    await desk.press("s", "s");
    await expect(page.getByRole("heading", { name: "The end of the list" })).toBeVisible();
    expect(await seriousOn(page)).toEqual([]);
    await page.getByRole("button", { name: /Close with a receipt/ }).click();
    await expect(page).toHaveURL(`/review/receipts/${session}`);
    await expect(page.getByRole("list", { name: "Verdicts" })).toBeVisible();
    expect(await seriousOn(page)).toEqual([]);
  });
}
