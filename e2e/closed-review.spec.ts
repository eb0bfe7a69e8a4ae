import { expect, test, type Page } from "@playwright/test";
import { call, decide, type Json } from "./support/api.ts";
import { seriousInLight, seriousOn } from "./support/axe.ts";
import { Desk, expectState, stored } from "./support/desk.ts";
import { join, owner, ownerState } from "./support/people.ts";
import { makeQueue } from "./support/queue.ts";

test.use({ storageState: ownerState });

const path = "/api/v1/review-closing";
const close = () => call("POST", path);

async function reopen(reason = "the test is over"): Promise<void> {
  const closing = (await call("GET", path)).body["closing"] as Json | null;
  if (closing !== null) await call("POST", `${path}/reopening`, { closing: closing["id"], reason });
}

// There is one project, and everything else that is tested decides in it.
test.afterEach(() => reopen());

const notice = (page: Page) => page.getByRole("region", { name: "Closed review" });

/** Fills in why, and waits until it is open. */
async function sayWhy(page: Page, reason: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: /^Reopen/ });
  await dialog.getByRole("textbox", { name: "Why?" }).fill(reason);
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toHaveCount(0);
}

test("SES-17 T-49 EMP-11 a review that an owner closes takes no verdict from anybody, and every open desk says so by itself", async ({
  page,
  browser,
}) => {
  const { outputs, query } = await makeQueue(2);
  const [first, second] = outputs;
  const rita = new Desk(await join(browser, "reviewer", "Rita Closed"));
  await rita.open(query);
  await rita.press("a");
  await expectState(first, "approved");
  await rita.expectCurrent(second);

  await page.goto("/settings");
  const card = page.getByRole("region", { name: "Review" });
  await expect(card).toContainText(/The review is open\. .* undecided\./);
  await card.getByRole("button", { name: "Close the review…" }).click();
  const question = page.getByRole("dialog", { name: "Close the review?" });
  await expect(question).toContainText(/undecided\. Nobody gives, changes or takes back a verdict/);
  await question.getByRole("button", { name: "Close the review" }).click();
  await expect(card).toContainText(`${owner.name} closed the review at`);

  await expect(notice(rita.page)).toContainText(
    /Olga Owner closed this review at .*\. Verdicts stay as they are; an owner can reopen it\./,
  );
  await expect(notice(rita.page).getByRole("button", { name: "Reopen…" })).toHaveCount(0);
  const approve = rita.page.getByRole("button", { name: /^Approve/ });
  await expect(approve).toHaveAttribute("aria-disabled", "true");
  await expect(approve).toContainText("Closed");
  await approve.focus();
  await rita.press("Enter");
  const why = rita.page.getByRole("alert").filter({ hasText: "Olga Owner closed this review at" });
  await expect(why).toContainText("until an owner reopens it, or this picture, and says why.");
  await expect(approve).toBeFocused();
  for (const name of [/^Reject/, /^Re-seed/, /^Vary/, /^Undo/, /^Skip/]) {
    await expect(rita.page.getByRole("button", { name }).first()).toHaveAttribute("aria-disabled", "true");
  }
  await rita.tile({ id: second?.id ?? "" }).focus();
  await rita.press("a", "x", "1", "r", "u");
  await expect(rita.page.getByText("Olga Owner closed this review at").last()).toBeVisible();
  expect(await stored(second?.id ?? "")).toMatchObject({ state: "pending", revision: 0 });
  expect(await stored(first?.id ?? "")).toMatchObject({ state: "approved", revision: 1 });
});

test("SES-17 RULE-4 an owner reopens one picture with a written reason: it alone is decided, and its history keeps why", async ({
  page,
  browser,
}) => {
  const { outputs, query } = await makeQueue(2);
  const [first, second] = outputs;
  const rob = new Desk(await join(browser, "reviewer", "Rob Waits"));
  await rob.open(query);
  await close();
  await expect(notice(rob.page)).toBeVisible();
  const desk = new Desk(page);
  await desk.open(`${query}&state=all`);
  // Of all states the newest stands first.
  await desk.press("End");
  await desk.expectCurrent(first);
  await desk.enlarge(first);
  await page.getByRole("button", { name: "Reopen this picture" }).click();
  const dialog = page.getByRole("dialog", { name: "Reopen this picture?" });
  await dialog.getByRole("button", { name: /^Reopen/ }).click();
  await expect(dialog).toContainText("Say why it is reopened: the reason goes on record.");
  await sayWhy(page, "the client counted six fingers");
  await expect(desk.large.getByText("Reopened", { exact: true })).toBeVisible();
  const history = page.getByRole("region", { name: "Decisions" });
  await expect(history).toContainText(/closed the review at/);
  await expect(history).toContainText(/Olga Owner reopened this picture at/);
  await expect(history).toContainText("the client counted six fingers");

  // It works for whoever may decide, without a reload.
  const approve = rob.page.getByRole("button", { name: /^Approve/ });
  await expect(approve).not.toHaveAttribute("aria-disabled", "true");
  await rob.press("a");
  await expectState(first, "approved");
  await expect(rob.page.getByText("One stays undecided: the review is closed.")).toBeVisible();
  await rob.page.getByRole("button", { name: "Look at them again" }).click();
  await rob.tile({ id: second?.id ?? "" }).focus();
  await expect(approve).toHaveAttribute("aria-disabled", "true");
  if (second === undefined) throw new Error("Two pictures were made.");
  expect((await decide(second, "approved")).body["error"]).toMatchObject({ code: "review_closed" });
});

test("SES-8 SES-17 what was given before the closing is taken back once the whole review is open again", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(2);
  const [first] = outputs;
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press("a");
  await expectState(first, "approved");
  await close();
  await expect(notice(page)).toBeVisible();
  const undo = page.getByRole("button", { name: /^Undo/ });
  await expect(undo).toHaveAttribute("aria-disabled", "true");
  await desk.press("u");
  await expect(page.getByText(/closed this review at .* and says why\./).last()).toBeVisible();
  expect((await stored(first?.id ?? "")).state).toBe("approved");

  await notice(page).getByRole("button", { name: "Reopen…" }).click();
  await sayWhy(page, "a second round");
  await expect(notice(page)).toHaveCount(0);
  await expect(undo).not.toHaveAttribute("aria-disabled", "true");
  await desk.press("u");
  await expectState(first, "pending");
  await desk.expectCurrent(first);
});

test("SES-2 BULK-1 undecided pictures of a closed review wait for nobody: no queue offers them, a selection says why", async ({
  page,
}) => {
  const { query } = await makeQueue(2);
  await close();
  const desk = new Desk(page);
  await page.goto(`/review${query}`);
  await expect(page.getByText("The review is closed. 2 pictures stay undecided.")).toBeVisible();
  await page.getByRole("button", { name: "Look at all pictures" }).click();
  await expect(desk.tiles).toHaveCount(2);
  await desk.tiles.first().focus();
  await desk.press("Control+a");
  const selection = page.getByRole("region", { name: "Selection" });
  await expect(selection).toContainText("2 in a closed review");
  await expect(selection.getByRole("button", { name: /^Approve/ })).toHaveAttribute("aria-disabled", "true");
  await page.goto("/");
  await expect(page.getByText("The review is closed: no picture waits for a verdict.")).toBeVisible();
});

test("SES-17 BULK-3 an owner reopens several chosen pictures for one written reason, and reads what became of each", async ({
  page,
  browser,
}) => {
  const { outputs, query } = await makeQueue(3);
  const rolf = new Desk(await join(browser, "reviewer", "Rolf Chooses"));
  await close();
  const desk = new Desk(page);
  await desk.open(`${query}&state=all`);
  await desk.press("Control+a");
  const selection = page.getByRole("region", { name: "Selection" });
  await selection.getByRole("button", { name: "Reopen 3…" }).click();
  const dialog = page.getByRole("dialog", { name: "Reopen 3 pictures?" });
  await dialog.getByRole("button", { name: /^Reopen/ }).click();
  await expect(dialog).toContainText("Say why it is reopened: the reason goes on record.");
  // Somebody else is faster with one of them.
  const first = outputs[0]?.id ?? "";
  expect((await call("POST", "/api/v1/reopenings", { outputs: [first], reason: "first" })).status).toBe(200);
  await sayWhy(page, "the client wants them brighter");
  const answer = page.getByRole("dialog", { name: "1 of 3 was not reopened" });
  await expect(answer).toContainText("open already");
  await answer.getByRole("button", { name: "Go on" }).click();
  await expect(selection).toContainText("1 selected");
  await expect(selection.getByRole("button", { name: /^Reopen/ })).toHaveCount(0);
  for (const output of outputs.slice(1)) {
    const { body } = await call("GET", `/api/v1/outputs/${output.id}`);
    expect(body["locked"]).toBeNull();
  }

  // Whoever may decide may do so; to reopen is for owners.
  await rolf.open(`${query}&state=all`);
  await rolf.press("Control+a");
  const others = rolf.page.getByRole("region", { name: "Selection" });
  await expect(others.getByRole("button", { name: "Approve 3" })).not.toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await reopen();
  await close();
  await expect(others).toContainText("3 in a closed review");
  await expect(others.getByRole("button", { name: /^Reopen/ })).toHaveCount(0);
});

test("SES-10 a session in a closed review is looked at, and closed with its receipt", async ({ page }) => {
  const { outputs, query } = await makeQueue(2);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press("a");
  await expectState(outputs[0], "approved");
  await close();
  await expect(notice(page)).toBeVisible();
  await desk.press("ArrowLeft", "ArrowRight");
  await desk.expectCurrent(outputs[1]);
  await notice(page).getByRole("button", { name: "Close with a receipt" }).click();
  await expect(page).toHaveURL(/\/review\/receipts\//);
  await expect(page.getByRole("main")).toContainText(/Approved\s*1/);
});

test("A11Y-10 axe finds nothing serious about a closed review, in both themes", async ({ page }) => {
  const { outputs, query } = await makeQueue(2);
  await close();
  const desk = new Desk(page);
  await desk.open(`${query}&state=all`);
  await expect(notice(page)).toBeVisible();
  expect(await seriousOn(page), "the desk").toEqual([]);
  await notice(page).getByRole("button", { name: "Reopen…" }).click();
  await expect(page.getByRole("dialog", { name: "Reopen the review?" })).toBeVisible();
  expect(await seriousOn(page), "the question why").toEqual([]);
  await desk.press("Escape");
  await desk.enlarge(outputs[1]);
  expect(await seriousOn(page), "the large view").toEqual([]);
  await desk.press("Escape");
  expect(await seriousInLight(page), "the desk, light").toEqual([]);
  await page.goto("/settings");
  await expect(page.getByRole("region", { name: "Review" })).toContainText("closed the review");
  expect(await seriousOn(page), "the settings, light").toEqual([]);
});
