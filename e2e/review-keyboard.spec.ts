import { expect, test } from "@playwright/test";
import { call, makeOutput, type Run } from "./support/api.ts";
import { Desk, stored } from "./support/desk.ts";
import { makeOutputs } from "./support/outputs.ts";
import { join, ownerState } from "./support/people.ts";
import { expectShown } from "./support/pictures.ts";

test.use({ storageState: ownerState });

test("a whole review by keyboard: approve, reject with a reason, re-seed, undo, and the next undecided at once", async ({
  page,
}) => {
  await makeOutputs(5);
  const desk = new Desk(page);
  await desk.open("?workflow=model_free_card");
  const first = await desk.current();
  await desk.press("a");
  await expect.poll(() => desk.current()).not.toBe(first);
  await expect.poll(async () => (await stored(first)).state).toBe("approved");

  const second = await desk.current();
  await desk.press("3");
  await expect.poll(async () => (await stored(second)).state).toBe("rejected");

  const third = await desk.current();
  await desk.press("r");
  await expect.poll(async () => (await stored(third)).state).toBe("reseeded");
  const { body } = await call("GET", "/api/v1/runs?limit=1");
  expect((body["items"] as Run[])[0]?.parentOutputId).toBe(third);

  await desk.press("u");
  await expect.poll(async () => (await stored(third)).state).toBe("pending");
  await expect.poll(() => desk.current()).toBe(third);
});

test("KEY-3 no verdict key does anything while a modifier is held", async ({ page }) => {
  const [output] = await makeOutputs(1);
  const desk = new Desk(page);
  await desk.open(`?run=${output?.runId}`);
  for (const key of ["a", "x", "1", "r"])
    for (const held of ["Alt", "Control", "Meta"]) {
      if (`${held}+${key}` === "Control+r" || `${held}+${key}` === "Meta+r") continue;
      await desk.press(`${held}+${key}`);
    }
  expect(await stored(output?.id ?? "")).toMatchObject({ state: "pending", revision: 0 });
});

test("KEY-4 verdict keys are dead while somebody types or a dialog is open", async ({ page }) => {
  const [output] = await makeOutputs(1);
  const desk = new Desk(page);
  await desk.open(`?run=${output?.runId}`);
  await desk.press("/");
  await page.keyboard.type("axr1");
  await desk.press("Escape");
  await desk.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await desk.press("a", "x", "r");
  await desk.press("Escape");
  expect(await stored(output?.id ?? "")).toMatchObject({ state: "pending", revision: 0 });
});

test("the large view opens on Enter, shows how the picture was made, and moves on after a verdict", async ({
  page,
}) => {
  const outputs = await makeOutputs(2);
  const desk = new Desk(page);
  await desk.open("?workflow=model_free_card");
  const opened = await desk.current();
  await desk.press("Enter");
  await expect(desk.large.first()).toBeVisible();
  await expect(
    page.getByText(outputs.find(({ id }) => id === opened)?.seed ?? /\d{4,}/).first(),
  ).toBeVisible();
  await expectShown(page, await stored(opened));
  await desk.press("a");
  await expect.poll(async () => (await stored(opened)).state).toBe("approved");
  await expect.poll(() => new URL(page.url()).searchParams.get("output")).not.toBe(opened);
  await desk.press("Escape");
  await expect(desk.tiles.first()).toBeVisible();
});

test("two people see each other's verdicts live, and what changed while the network was cut is caught up", async ({
  page,
  browser,
}) => {
  const [output] = await makeOutputs(1);
  const id = output?.id ?? "";
  const desk = new Desk(page);
  await desk.open(`?run=${output?.runId}`);
  const other = new Desk(await join(browser, "reviewer", "Mara Reviewer"));
  await other.open(`?run=${output?.runId}`);

  await other.press("a");
  await expect.poll(async () => (await stored(id)).state).toBe("approved");
  await expect(desk.tile({ id })).toHaveAccessibleName(/approved/i);

  // The first reviewer's browser is cut off and decides on what it still shows.
  await page.context().setOffline(true);
  await call("DELETE", `/api/v1/outputs/${id}/decision`);
  await page.context().setOffline(false);
  await expect(desk.tile({ id })).not.toHaveAccessibleName(/approved/i);
});

test("T-10 a lost answer is retried and leaves one verdict; a refused one is taken back and said", async ({
  page,
}) => {
  const [output] = await makeOutputs(1);
  const id = output?.id ?? "";
  const desk = new Desk(page);
  await desk.open(`?run=${output?.runId}`);
  await call("PUT", `/api/v1/outputs/${id}/decision`, { verdict: "rejected", expected: 0 });
  // The page is made to judge the revision it no longer has: the server's word stands.
  await page.route(`**/api/v1/outputs/${id}/decision`, async (route) => {
    const body = { ...(route.request().postDataJSON() as object), expected: 0 };
    await route.continue({ postData: JSON.stringify(body) });
  });
  await desk.press("a");
  await expect(page.getByLabel("Conflicts").or(page.getByRole("alert")).first()).toBeVisible();
  expect((await stored(id)).state).toBe("rejected");
});

test("a picture that arrives does not move what I look at", async ({ page }) => {
  await makeOutputs(2);
  const desk = new Desk(page);
  await desk.open("?workflow=model_free_card");
  const before = await desk.tiles.evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute("data-tile")));
  const current = await desk.current();
  await makeOutput();
  await expect(page.getByRole("button", { name: /new|arriv/i }).first()).toBeVisible();
  const after = await desk.tiles.evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute("data-tile")));
  expect(after).toEqual(before);
  expect(await desk.current()).toBe(current);
});

test("a viewer may look and is told why not more", async ({ browser }) => {
  const [output] = await makeOutputs(1);
  const page = await join(browser, "viewer", "Vera Viewer");
  const desk = new Desk(page);
  await desk.open(`?run=${output?.runId}`);
  await desk.press("a");
  const approve = page.getByRole("button", { name: /Approve/ }).first();
  await expect(approve).toHaveAttribute("aria-disabled", "true");
  expect(await stored(output?.id ?? "")).toMatchObject({ state: "pending", revision: 0 });
});
