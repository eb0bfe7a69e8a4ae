import { expect, test, type Page } from "@playwright/test";
import { call } from "./support/api.ts";
import { Desk, expectState, stored } from "./support/desk.ts";
import { expectNotHeld } from "./support/page.ts";
import { ownerState } from "./support/people.ts";
import { makeQueue } from "./support/queue.ts";

test.use({ storageState: ownerState });

const bar = (page: Page) => page.getByRole("region", { name: "Selection" });

function selected(page: Page): Promise<string[]> {
  return page
    .locator('[data-tile][aria-selected="true"]')
    .evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute("data-tile") ?? ""));
}

test("BULK-1 BULK-2 the keyboard selects one, a reach and all; the bar states scope and eligibility in words", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(5);
  const ids = outputs.map(({ id }) => id);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press(" ", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight");
  await expect(bar(page)).toContainText("4 selected");
  await expect.poll(() => selected(page)).toEqual(ids.slice(0, 4));
  await desk.press("Shift+ArrowLeft");
  await expect(bar(page)).toContainText("3 selected");
  await desk.press("Escape");
  await expect(bar(page)).toHaveCount(0);

  await desk.tile({ id: ids[1] ?? "" }).click();
  await desk.tile({ id: ids[3] ?? "" }).click({ modifiers: ["Shift"] });
  await expect.poll(() => selected(page)).toEqual(ids.slice(1, 4));

  await desk.press("Control+a");
  await expect(bar(page)).toContainText("all 5 matching, 5 loaded");
  await expect(page.locator('[data-action="approve"]'), "a key means the picture in hand").toContainText(
    "This one",
  );
  expect((await stored(ids[0] ?? "")).state).toBe("pending");
  await call("PUT", `/api/v1/outputs/${ids[0]}/decision`, { verdict: "rejected", expected: 0 });
  await expect(bar(page)).toContainText("4 can be approved, 1 already decided");
});

test("BULK-2 BULK-5 a re-seed of many takes the undecided ones that the bar counts, and leaves what is decided as it is", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(3);
  const [decided = "", second = "", third = ""] = outputs.map(({ id }) => id);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press("3");
  await expectState(decided, "rejected");
  await desk.press("Control+a");
  await bar(page).getByRole("button", { name: "Re-seed 2" }).click();
  const dialog = page.getByRole("dialog", { name: "Re-seed 2 pictures" });
  await expect(dialog).toContainText("Of the selection, 2 can be re-seeded, 1 already decided.");
  await dialog.getByRole("button", { name: "Re-seed, 2 runs" }).click();
  for (const id of [second, third]) await expectState(id, "reseeded");
  expect(await stored(decided)).toMatchObject({ state: "rejected", revision: 1 });
});

test("BULK-3 every output is answered: what was decided meanwhile is refused by name and stays selected", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(3);
  const taken = outputs[1]?.id ?? "";
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press("Control+a");
  await expect(bar(page)).toContainText("Approve 3");
  // Somebody else is faster, between the press and its arrival.
  await page.route("**/api/v1/decisions", async (route) => {
    await call("PUT", `/api/v1/outputs/${taken}/decision`, { verdict: "rejected", expected: 0 });
    await route.continue();
  });
  await bar(page).getByRole("button", { name: "Approve 3" }).click();
  const answer = page.getByRole("dialog");
  await expect(answer).toContainText("1 of 3 was not decided");
  await expect(answer.getByRole("listitem")).toHaveCount(3);
  const refused = answer.getByRole("listitem").first();
  await expect(refused).toContainText("decided by somebody else meanwhile");
  await expect(refused).toContainText(/Picture 2, …\d+/);
  await expect(refused, "in the reviewer's own time").toContainText(/rejected this at \d{1,2}:\d{2}/);
  await answer.getByRole("button", { name: "Go on" }).click();
  await expect.poll(() => selected(page)).toEqual([taken]);
  await expectState(taken, "rejected");
});

test("BULK-4 a lost answer decides nothing twice, and one step of undo takes all of it back", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(3);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press("Control+a");
  let isLost = false;
  await page.route("**/api/v1/decisions", async (route) => {
    if (isLost) return route.continue();
    isLost = true;
    await route.fetch();
    await route.abort();
  });
  await bar(page).getByRole("button", { name: "Approve 3" }).click();
  await expect(page.getByText(/3 approved/).first()).toBeVisible();
  for (const { id } of outputs)
    await expect.poll(() => stored(id)).toMatchObject({ state: "approved", revision: 1 });
  // The list is at its end, which is another question: keys wait for a moment.
  await expect(page.getByRole("heading", { name: "Everything is decided" })).toBeVisible();
  await expectNotHeld(page);
  await desk.press("u");
  for (const { id } of outputs)
    await expect.poll(() => stored(id)).toMatchObject({ state: "pending", revision: 2 });
});

test("MOB-4 BULK-4 many decided without a network wait, marked, and the next page sends them as one step", async ({
  page,
  context,
}) => {
  const { outputs, query } = await makeQueue(3);
  const [first = "", second = ""] = outputs.map(({ id }) => id);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press(" ", "ArrowRight", " ");
  await context.setOffline(true);
  await bar(page).getByRole("button", { name: "Approve 2" }).click();
  await expect(page.getByText("2 verdicts are not sent yet.")).toBeVisible();
  await expect(desk.tile({ id: second })).toHaveAccessibleName(/not sent yet/);
  await page.close();

  await context.setOffline(false);
  const again = new Desk(await context.newPage());
  await again.open(query, { resume: true });
  await expectState(second, "approved");
  await expect(
    again.page.getByText("2 verdicts that waited for the network are saved.").first(),
  ).toBeVisible();
  await expect(again.tile({ id: first })).toHaveAccessibleName(/approved$/);
  await again.press("u");
  for (const id of [first, second])
    await expect.poll(() => stored(id)).toMatchObject({ state: "pending", revision: 2 });
});

test("BULK-1 BULK-5 more than fifty ask once and state the number; the bar counts what is selected beyond what is loaded", async ({
  page,
}) => {
  const { query } = await makeQueue(2);
  // A list of sixty of which two are read: the others are only told of.
  await page.route(/review-sessions\/[^/]+\/outputs/, async (route) => {
    const window = (await (await route.fetch()).json()) as object;
    await route.fulfill({ json: { ...window, total: 60 } });
  });
  await page.route(/review-sessions\/[^/]+\/standings/, async (route) => {
    const { items } = (await (await route.fetch()).json()) as { items: object[] };
    const others = Array.from({ length: 58 }, () => ({ ...items[0], id: crypto.randomUUID() }));
    await route.fulfill({ json: { items: [...items, ...others], total: 60 } });
  });
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/api/v1/decisions")) sent.push(request.url());
  });
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press("Control+a");
  await expect(bar(page)).toContainText("all 60 matching, 2 loaded");
  await bar(page).getByRole("button", { name: "Approve 60" }).click();
  const question = page.getByRole("dialog");
  await expect(question).toContainText("Approve 60 pictures?");
  expect(sent).toEqual([]);
  await question.getByRole("button", { name: "Leave them" }).click();
  await expect(question).toHaveCount(0);
  expect(sent).toEqual([]);
  await bar(page).getByRole("button", { name: "Clear" }).click();
  await expect(bar(page)).toHaveCount(0);
});

test("BULK-6 what arrives after all were selected is not decided; another filter drops the selection and says so", async ({
  page,
}) => {
  const { outputs, query, grow } = await makeQueue(2);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press("Control+a");
  await expect(bar(page)).toContainText("all 2 matching");
  const [late] = await grow(1);
  const pill = page.getByRole("button", { name: /at the end of the list/ });
  await pill.click();
  await expect(desk.tile({ id: late?.id ?? "" })).toBeVisible();
  await desk.enlarge({ id: await desk.current() });
  await desk.press("Escape");
  await expect(desk.large).toHaveCount(0);
  await expect(bar(page)).toContainText("2 selected");
  await bar(page).getByRole("button", { name: "Approve 2" }).click();
  for (const output of outputs) await expectState(output, "approved");
  await expectState(late, "pending");

  await desk.press("Control+a");
  await expect(bar(page)).toContainText("all 3 matching");
  await page
    .getByRole("button", { name: /^Remove the filter/ })
    .first()
    .click();
  await expect(page.getByText(/selection of 3 was dropped/).first()).toBeVisible();
});
