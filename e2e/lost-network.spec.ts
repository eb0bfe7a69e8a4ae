import { expect, test } from "@playwright/test";
import { call } from "./support/api.ts";
import { Desk, expectState, stored } from "./support/desk.ts";
import { ownerState } from "./support/people.ts";
import { expectLarge } from "./support/pictures.ts";
import { makeQueue } from "./support/queue.ts";
import { count } from "./support/session.ts";

test.use({ storageState: ownerState });

test("T-9 a verdict that the server refuses is taken back, said, and its picture is current again; the counters agree", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(2);
  const [first = ""] = outputs.map(({ id }) => id);
  const desk = new Desk(page);
  await desk.open(query);
  await page.route(`**/api/v1/outputs/${first}/decision`, (route) =>
    route.fulfill({ status: 500, json: { error: { code: "internal", message: "It broke.", id: "e-1" } } }),
  );
  await desk.press("a");
  await expect(page.getByRole("alert").filter({ hasText: "was not saved" }).first()).toBeVisible();
  await desk.expectCurrent(first);
  await expect(desk.tile({ id: first })).toHaveAccessibleName(/undecided/);
  await expect(count(page, "approved")).toHaveText(/^0/);
  await expect(page.getByRole("button", { name: /Undo/ })).toHaveAttribute("aria-disabled", "true");
});

test("T-10 a verdict whose answer was lost is sent again with its key: one record, and no word of an error", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(2);
  const [first = ""] = outputs.map(({ id }) => id);
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
  await expect.poll(() => stored(first)).toMatchObject({ state: "approved", revision: 1 });
  await expect(page.getByLabel("Conflicts")).toHaveCount(0);
});

test("MOB-4 what is opened without a network opens when it is back, and the page goes on meanwhile", async ({
  page,
  context,
}) => {
  const { outputs, query } = await makeQueue(2);
  const [first = ""] = outputs.map(({ id }) => id);
  const desk = new Desk(page);
  await desk.open(query);
  await context.setOffline(true);
  const asked = page.waitForEvent("requestfailed", (request) => request.url().includes("/_next/static/"));
  await desk.press("Control+k");
  await asked;
  await context.setOffline(false);
  await expect(page.getByRole("combobox", { name: "Go to anything" })).toBeFocused();
  await desk.press("Escape", "a");
  await expectState(first, "approved");
});

test("MOB-4 T-10 verdicts without a network wait, are marked, outlive the page and arrive once", async ({
  page,
  context,
}) => {
  const { outputs, query } = await makeQueue(3);
  const [first = "", second = ""] = outputs.map(({ id }) => id);
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
  await expectState(first, "approved");
  await expect(again.page.getByLabel("Conflicts")).toContainText("was not saved");
  expect(await stored(first)).toMatchObject({ state: "approved", revision: 1 });
  expect(await stored(second)).toMatchObject({ state: "approved", revision: 1 });
});

test("MOB-4 KEY-13 a wrong key without a network, taken back there, stays taken back when the page is opened again", async ({
  page,
  context,
}) => {
  const { outputs, query } = await makeQueue(2);
  const [first = ""] = outputs.map(({ id }) => id);
  const desk = new Desk(page);
  await desk.open(query);
  await context.setOffline(true);
  await desk.press("x");
  await expect(page.getByText("One verdict is not sent yet.")).toBeVisible();
  await desk.press("u");
  await expect(desk.tile({ id: first })).toHaveAccessibleName(/undecided, not sent yet/);
  await desk.expectCurrent(first);
  await page.close();

  await context.setOffline(false);
  const again = new Desk(await context.newPage());
  await again.open(query, { resume: true });
  await expect.poll(async () => await stored(first)).toMatchObject({ state: "pending", revision: 2 });
  await expect(again.tile({ id: first })).toHaveAccessibleName(/undecided$/);
  await expect(again.page.getByRole("button", { name: /^Undo/ })).toBeDisabled();
});

test("MOB-4 SES-7 what is skipped without a network stays skipped, and counts once the network is back", async ({
  page,
  context,
}) => {
  const { outputs, query } = await makeQueue(3);
  const [first = "", second = ""] = outputs.map(({ id }) => id);
  const desk = new Desk(page);
  await desk.open(query);
  await context.setOffline(true);
  await desk.press("s");
  await desk.expectCurrent(second);
  // Long enough for a single try to have failed.
  await page.waitForEvent("requestfailed", (request) => request.url().includes("/skips/"));
  await expect(desk.tile({ id: first })).toHaveAccessibleName(/skipped/);
  await context.setOffline(false);
  await expect(count(page, "skipped")).toHaveText(/^1/);
});

test("T-35 a large picture that could not be had without a network comes by itself when it is back", async ({
  page,
  context,
}) => {
  const { outputs, query } = await makeQueue(2);
  const desk = new Desk(page);
  await desk.open(query);
  await context.setOffline(true);
  await page.route("**/files/*/1440", (route) => route.abort());
  await desk.press("Enter");
  await expect(page.getByText("The picture did not load.")).toBeVisible();
  await page.unroute("**/files/*/1440");
  await context.setOffline(false);
  await expectLarge(page, await stored(outputs[0]?.id ?? ""));
});

test("T-35 a link that is pressed without a network leaves the page where it is and says why", async ({
  page,
  context,
}) => {
  const { outputs, query } = await makeQueue(1);
  const desk = new Desk(page);
  await desk.open(query);
  await context.setOffline(true);
  await page.getByRole("link", { name: "Runs" }).first().click();
  await expect(page.getByText("There is no network. Try again when it is back.").first()).toBeVisible();
  await context.setOffline(false);
  await desk.press("a");
  await expectState(outputs[0], "approved");
});
