import { expect, test } from "@playwright/test";
import { call, type Run } from "./support/api.ts";
import { Desk, expectState, stored } from "./support/desk.ts";
import { makeOutputs, only } from "./support/outputs.ts";
import { join, ownerState } from "./support/people.ts";
import { makeQueue } from "./support/queue.ts";

test.use({ storageState: ownerState });

test("a whole review by keyboard: approve, reject with a reason, re-seed, undo, and the next undecided at once", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(4);
  const [first, second, third, fourth] = outputs;
  const desk = new Desk(page);
  await desk.open(query);
  await desk.expectCurrent(first);
  await desk.press("a");
  await desk.expectCurrent(second);
  await expectState(first, "approved");

  await desk.press("3");
  await expectState(second, "rejected");

  await desk.expectCurrent(third);
  await desk.press("r");
  await expectState(third, "reseeded");
  const { body } = await call("GET", "/api/v1/runs?limit=20");
  expect((body["items"] as Run[]).filter(({ parentOutputId }) => parentOutputId === third?.id)).toHaveLength(
    1,
  );

  await desk.expectCurrent(fourth);
  await desk.press("u");
  await expectState(third, "pending");
  await desk.expectCurrent(third);
});

test("KEY-3 no verdict key does anything while a modifier is held", async ({ page }) => {
  const output = only(await makeOutputs(1));
  const desk = new Desk(page);
  await desk.open(`?run=${output.runId}`);
  for (const key of ["a", "x", "1", "r"])
    for (const held of ["Alt", "Control", "Meta"]) {
      if (`${held}+${key}` === "Control+r" || `${held}+${key}` === "Meta+r") continue;
      await desk.press(`${held}+${key}`);
    }
  await expectOnlyVerdict(desk, output);
});

/** Nothing was decided before: one verdict more is the first there is. */
async function expectOnlyVerdict(desk: Desk, output: { id: string }): Promise<void> {
  expect(await stored(output.id)).toMatchObject({ state: "pending", revision: 0 });
  await desk.tile(output).focus();
  await desk.press("a");
  await expect.poll(() => stored(output.id)).toMatchObject({ state: "approved", revision: 1 });
}

test("KEY-4 verdict keys are dead while somebody types or a dialog is open", async ({ page }) => {
  const output = only(await makeOutputs(1));
  const desk = new Desk(page);
  await desk.open(`?run=${output.runId}`);
  await desk.press("/");
  const search = page.getByRole("searchbox", { name: "Search words, a seed, an id" });
  await expect(search).toBeFocused();
  await page.keyboard.type("axr1");
  await expect(search).toHaveValue("axr1");
  await desk.press("Escape");
  await desk.tile(output).focus();
  await desk.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await desk.press("a", "x", "r");
  await desk.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expectOnlyVerdict(desk, output);
});

test("the large view opens on Enter, shows how the picture was made, and moves on after a verdict", async ({
  page,
}) => {
  const { outputs, query, seed } = await makeQueue(2);
  const [opened, next] = outputs;
  const desk = new Desk(page);
  await desk.open(query);
  await desk.enlarge(opened);
  await expect(
    page.getByRole("complementary", { name: "Details" }).getByText(String(seed)).first(),
  ).toBeVisible();
  await desk.press("a");
  await expectState(opened, "approved");
  await expect.poll(() => new URL(page.url()).searchParams.get("output")).toBe(next?.id);
  await desk.press("Escape");
  await expect(desk.large).toHaveCount(0);
  await expect(desk.tile({ id: next?.id ?? "" })).toBeFocused();
});

test("RUN-11 two people see each other's verdicts live, and what changed while the network was cut is caught up", async ({
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
  await expectState(id, "approved");
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
  const { outputs, query, grow } = await makeQueue(2);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.expectOrder(outputs);
  await desk.press("ArrowRight");
  await desk.expectCurrent(outputs[1]);
  await grow(1);
  await expect(page.getByRole("button", { name: /1 new.*at the end of the list/ })).toBeVisible();
  expect(await desk.order()).toEqual(outputs.map(({ id }) => id));
  expect(await desk.current()).toBe(outputs[1]?.id);
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
