import { expect, test } from "@playwright/test";
import { call } from "./support/api.ts";
import { Desk, expectState, stored } from "./support/desk.ts";
import { only } from "./support/outputs.ts";
import { expectNotHeld } from "./support/page.ts";
import { join, ownerState } from "./support/people.ts";
import { makeQueue } from "./support/queue.ts";

test.use({ storageState: ownerState });

test("SES-15 what somebody has open carries their initials, J passes over it, and a verdict on it still counts", async ({
  page,
  browser,
}) => {
  const { outputs, query } = await makeQueue(3);
  const [first = "", second = "", third = ""] = outputs.map(({ id }) => id);
  const desk = new Desk(page);
  await desk.open(query);
  const mara = new Desk(await join(browser, "reviewer", "Mara Reviewer"));
  await mara.open(query);
  await mara.press("ArrowRight");
  await mara.enlarge(outputs[1]);
  await expect(desk.tile({ id: second })).toHaveAccessibleName(/open by Mara Reviewer/);
  await expect(desk.tile({ id: second })).toContainText("MR");

  await desk.expectCurrent(first);
  await desk.press("j");
  await desk.expectCurrent(third);
  await desk.press("ArrowLeft", "a");
  await expectState(second, "approved");

  await mara.press("Escape");
  await expect(desk.tile({ id: second })).not.toHaveAccessibleName(/open by/);
});

test("TILE-5 cursor, selection and what somebody has open are three marks that cannot be taken for each other", async ({
  page,
  browser,
}) => {
  const { outputs, query } = await makeQueue(3);
  const [first = "", second = "", third = ""] = outputs.map(({ id }) => id);
  const desk = new Desk(page);
  await desk.open(query);
  const mia = new Desk(await join(browser, "reviewer", "Mia Present"));
  await mia.open(query);
  await mia.press("End");
  await mia.enlarge(outputs[2]);
  await expect(desk.tile({ id: third })).toContainText("MP");
  await desk.press("ArrowRight", " ", "ArrowLeft");

  const marks = (id: string) =>
    desk.tile({ id }).evaluate((tile) => {
      const { outlineColor, outlineWidth, boxShadow } = getComputedStyle(tile);
      const isClear = /\/ 0\)|, 0\)|transparent/.test(outlineColor);
      return {
        outline: isClear ? "" : outlineWidth,
        isFramed: boxShadow.includes("2px"),
        isTicked: tile.querySelector('[aria-label="Unselect"]') !== null,
        hasInitials: tile.textContent?.includes("MP") === true,
      };
    });
  const none = { outline: "", isFramed: false, isTicked: false, hasInitials: false };
  await expect.poll(() => marks(first)).toEqual({ ...none, outline: "3px" });
  await expect.poll(() => marks(second)).toEqual({ ...none, isFramed: true, isTicked: true });
  await expect.poll(() => marks(third)).toEqual({ ...none, hasInitials: true });
  await mia.page.context().close();
});

test("SES-16 T-11 of two who decide the same picture one is stored; the other is told who, and decides again or not", async ({
  page,
  browser,
}) => {
  const { outputs, query } = await makeQueue(2);
  const [first = ""] = outputs.map(({ id }) => id);
  const desk = new Desk(page);
  // Nothing is heard here of what others do.
  await page.route("**/api/v1/events*", (route) => route.abort());
  await desk.open(query);
  const rob = new Desk(await join(browser, "reviewer", "Rob Reviewer"));
  await rob.open(query);
  await rob.press("x");
  await expectState(first, "rejected");

  await desk.press("a");
  const conflict = page.getByLabel("Conflicts");
  await expect(conflict).toContainText("Rob Reviewer rejected this");
  await expect(desk.tile({ id: first })).toHaveAccessibleName(/rejected/);
  expect(await stored(first)).toMatchObject({ state: "rejected", revision: 1 });
  await conflict.getByRole("button", { name: "Approve all the same" }).click();
  await expectState(first, "approved");
  await expect(conflict).toBeHidden();
});

test("SES-17 T-1 what somebody else decided stays in its place with their mark, and is not decided over silently", async ({
  page,
  browser,
}) => {
  const { outputs, query } = await makeQueue(2);
  const [first = "", second = ""] = outputs.map(({ id }) => id);
  const desk = new Desk(page);
  await desk.open(query);
  const rob = new Desk(await join(browser, "reviewer", "Rob Reviewer"));
  await rob.open(query);
  await rob.press("x");
  const tile = desk.tile({ id: first });
  await expect(tile).toHaveAccessibleName(/rejected, by Rob Reviewer/);
  await expect(tile).toContainText("RR");
  await desk.expectOrder([first, second]);

  await desk.press("a");
  const conflict = page.getByLabel("Conflicts");
  await expect(conflict).toContainText("Rob Reviewer rejected this");
  await conflict.getByRole("button", { name: "Keep theirs" }).click();
  await expect(conflict).toBeHidden();
  expect(await stored(first)).toMatchObject({ state: "rejected", revision: 1 });
});

test("SES-12 a session's address shows others whose it is and how far, decides nothing there, and starts one's own", async ({
  page,
  browser,
}) => {
  const { outputs, query } = await makeQueue(2);
  const [first = ""] = outputs.map(({ id }) => id);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press("a");
  await expectState(first, "approved");
  const { pathname, search } = new URL(page.url());

  const mara = new Desk(await join(browser, "reviewer", "Mara Onlooker"));
  await mara.open(search, { resume: true });
  await expect(mara.page.getByText("Olga Owner's session.", { exact: true })).toBeVisible();
  await expect(mara.page.getByText("1 of 2 decided.")).toBeVisible();
  await mara.press("End", "a");
  await expect(mara.page.getByText("Start your own to decide.").first()).toBeVisible();
  expect(await stored(outputs[1]?.id ?? "")).toMatchObject({ state: "pending" });
  await mara.page.getByRole("button", { name: "Start your own", exact: true }).click();
  await expect(mara.page.getByText("Olga Owner's session.", { exact: true })).toBeHidden();
  await expect.poll(() => mara.page.url()).not.toContain(new URLSearchParams(search).get("session"));
  expect(pathname).toBe("/review");
  await expect(mara.tiles).toHaveCount(1);
});

test("RULE-4 a verdict pressed on a page that somebody left open is not recorded as whoever signed in after them", async ({
  browser,
}) => {
  const { outputs, query } = await makeQueue(2);
  const { id } = only(outputs);
  const ada = await join(browser, "reviewer", "Ada First");
  const adas = await ada.context().cookies();
  const desk = new Desk(ada);
  await desk.open(query);
  const bruno = await join(browser, "reviewer", "Bruno Second");
  await ada.context().addCookies(await bruno.context().cookies());
  await desk.press("a");
  await expect(ada.getByRole("alert").getByText("You are not signed in here any more.")).toBeVisible();
  expect(await stored(id)).toMatchObject({ state: "pending", revision: 0 });
  await ada.context().addCookies(adas);
  await ada.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expectState(id, "approved");
  expect(await stored(id)).toMatchObject({ decision: { by: { name: "Ada First" } } });
});

test("T-49 whoever is made a viewer meanwhile is told, and the buttons on the open page say why they are blocked", async ({
  browser,
}) => {
  const { outputs, query } = await makeQueue(2);
  const mara = await join(browser, "reviewer", "Mara Moved");
  const me = (await (await mara.request.get("/api/v1/me")).json()) as { id: string };
  const desk = new Desk(mara);
  await desk.open(query);
  const approve = mara.locator('[data-action="approve"]');
  await expect(approve).not.toHaveAttribute("aria-disabled", "true");
  await call("PUT", `/api/v1/members/${me.id}`, { role: "viewer" });
  await expect(mara.getByText("An owner has given you another role.").first()).toBeVisible();
  await expect(approve).toHaveAttribute("aria-disabled", "true");
  await desk.press("a");
  await expect(mara.getByText("Your role here is viewer").first()).toBeVisible();
  expect(await stored(only(outputs).id)).toMatchObject({ state: "pending", revision: 0 });
});

test("SES-16 T-11 what somebody else decides while one is asked about one's own verdict is not written over", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(2);
  const { id } = only(outputs);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press("a");
  await expectState(id, "approved");
  await desk.press("ArrowLeft");
  await desk.expectCurrent(id);
  await desk.press("x");
  const question = page.getByRole("dialog", { name: /^You have approved this picture/ });
  await expect(question).toBeVisible();
  await call("PUT", `/api/v1/outputs/${id}/decision`, { verdict: "reseeded", expected: 1 });
  await expect(desk.tile({ id })).toHaveAttribute("aria-label", /re-seeded/);
  await expectNotHeld(page);
  await desk.press("Enter");
  await expect(page.getByRole("region", { name: "Conflicts" })).toBeVisible();
  expect((await stored(id)).state).toBe("reseeded");
});
