import { expect, test, type Locator, type Page } from "@playwright/test";
import { call, finished, items, outputsOf, type Json, type Run } from "./support/api.ts";
import { Desk, expectState, stored } from "./support/desk.ts";
import { makeOutputs, only } from "./support/outputs.ts";
import { join, ownerState } from "./support/people.ts";
import { makePictures, newWord } from "./support/pictures.ts";
import { makeQueue } from "./support/queue.ts";
import { cardsOf, publishCard } from "./support/workflows.ts";

test.use({ storageState: ownerState });

type Reason = { id: string; digit: number; label: string };
const reasons = () => items<Reason>("/api/v1/reasons");

test("WHY-1 WHY-3 owners rename, add and retire reasons; the desk shows them and old verdicts keep their wording", async ({
  page,
}) => {
  const before = await reasons();
  const last = before.at(-1);
  const output = only(await makeOutputs(1));
  await call("PUT", `/api/v1/outputs/${output.id}/decision`, {
    verdict: "rejected",
    reason: last?.id,
    expected: 0,
  });
  await page.goto("/settings");
  await page.getByRole("button", { name: `Retire ${last?.label}` }).click();
  await expect(page.getByRole("dialog")).toContainText(`digit ${last?.digit} is free`);
  await page.getByRole("button", { name: `Retire, free ${last?.digit}` }).click();
  const field = page.getByLabel(`Reason on ${last?.digit}`);
  await expect(field).toHaveValue("");
  await field.fill("Wrong hands");
  await field.press("Enter");
  await expect
    .poll(async () => (await reasons()).find(({ digit }) => digit === last?.digit)?.label)
    .toBe("Wrong hands");
  expect((await stored(output.id)) as unknown as Json).toMatchObject({
    decision: { reason: { label: last?.label } },
  });

  const next = only(await makeOutputs(1));
  const desk = new Desk(page);
  await desk.open(`?run=${next.runId}`);
  await expect(page.locator(`[data-action="reject-reason-${last?.digit}"]`)).toContainText("Wrong hands");
  await desk.press(String(last?.digit));
  await expectState(next, "rejected");
  expect((await stored(next.id)) as unknown as Json).toMatchObject({
    decision: { reason: { label: "Wrong hands" } },
  });
});

test("WHY-1 KEY-15 every verdict and every reason can be read in full, on a desk and on a small tablet, and reasons of long words as well", async ({
  page,
}) => {
  const { query } = await makeQueue(1);
  const desk = new Desk(page);
  await desk.open(query);
  const buttons = page.getByRole("group", { name: "Reject because" }).getByRole("button");
  const verbs = page.getByRole("region", { name: "Decide" }).locator("[data-action] > :first-child > span");
  for (const width of [1440, 1280, 1024, 900, 800, 768]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(buttons).toHaveCount(10);
    await expect(verbs.filter({ visible: true })).toHaveText([
      "Approve",
      "Reject",
      "Re-seed",
      "Vary…",
      "Skip",
      "Note",
      "Undo",
    ]);
    expect(await cutOff(page), `${width} wide`).toEqual([]);
  }
  const long = (at: number) => `Too ${"much ".repeat(6)}of this, ${at}`;
  const items = (await reasons()).map((reason, at) => ({ ...reason, label: long(at) }));
  await page.route(/\/api\/v1\/reasons(\?|$)/, (route) => route.fulfill({ json: { items } }));
  await desk.open(query);
  await expect(buttons.first()).toContainText(long(0));
  for (const width of [1440, 1024, 800]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await cutOff(page), `long ones, ${width} wide`).toEqual([]);
  }
});

test("A11Y-10 words from right to left break neither the decision bar nor what stands beside them", async ({
  page,
}) => {
  const word = newWord("kad");
  const prompt = `כד חרס על מפת פשתן, ${word}!`;
  const [output] = await makePictures(word, 1, { prompt });
  const labels = ["יד שמאל (6 אצבעות)", "شعار قديم!", "גוון: 50% כהה מדי"];
  const items = (await reasons()).map((reason, at) => ({ ...reason, label: labels[at % 3] ?? "" }));
  await page.route(/\/api\/v1\/reasons(\?|$)/, (route) => route.fulfill({ json: { items } }));
  const desk = new Desk(page);
  await desk.open(`?q=${word}`);
  const buttons = page.getByRole("group", { name: "Reject because" }).getByRole("button");
  const second = buttons.filter({ hasText: "شعار قديم!" }).first();
  for (const width of [1440, 1024, 800]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(buttons).toHaveCount(10);
    expect(await cutOff(page), `${width} wide`).toEqual([]);
    // The key is where it is on every button; the exclamation mark ends the words, on their left.
    expect(await leftsOf(second, ["2", "!", "ش"])).toEqual(["2", "!", "ش"]);
  }
  await desk.enlarge(output);
  const told = page.getByRole("complementary", { name: "Details" }).getByText(prompt);
  expect(await leftsOf(told, ["!", "כ"]), "the prompt reads from its own side").toEqual(["!", "כ"]);
  await desk.press("n");
  const remark = page.getByRole("textbox", { name: /comment/i });
  await remark.fill("שש אצבעות!");
  await expect(remark).toHaveCSS("direction", "rtl");
  const note = page.getByRole("button", { name: /^Note/ });
  expect(await leftsOf(note, ["!", "ש"]), "and so does what waits for a verdict").toEqual(["!", "ש"]);
  await remark.fill("six fingers!");
  await expect(remark).toHaveCSS("direction", "ltr");
});

/** Which labels of the bar are not shown in full. */
function cutOff(page: Page): Promise<(string | null)[]> {
  const verbs = page.getByRole("region", { name: "Decide" }).locator("[data-action] > :first-child > span");
  return page
    .getByRole("group", { name: "Reject because" })
    .getByRole("button")
    .or(verbs)
    .evaluateAll((all) =>
      all
        .filter((one) => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight)
        .map((one) => one.textContent),
    );
}

/** These characters of an element in the order in which they are seen, from the left; of each the first there is. */
function leftsOf(element: Locator, characters: readonly string[]): Promise<string[]> {
  return element.evaluate((inside, wanted) => {
    const lefts = wanted.map((character) => {
      const walker = document.createTreeWalker(inside, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const at = walker.currentNode.textContent?.indexOf(character) ?? -1;
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + 1);
        return { character, left: range.getBoundingClientRect().left };
      }
      return { character, left: Number.NaN };
    });
    return lefts.toSorted((one, other) => one.left - other.left).map(({ character }) => character);
  }, characters);
}

test("WHY-3 a digit that is given to another reason while somebody reviews means nothing to them until their next session", async ({
  page,
}) => {
  const before = await reasons();
  const [one, last] = [before[0], before.at(-1)];
  const output = only(await makeOutputs(1));
  const desk = new Desk(page);
  await desk.open(`?run=${output.runId}`);
  const slot = page.locator(`[data-action="reject-reason-${last?.digit}"]`);
  await expect(slot).toContainText(last?.label ?? "");
  const items = [...before.slice(0, -1), { digit: last?.digit, label: "Plastic skin" }];
  const saved = await call("PUT", "/api/v1/reasons", { items, retire: [last?.id] });
  expect(saved.status, saved.text).toBe(200);
  await expect(page.getByText("Your digits stay as they are").last()).toBeVisible();
  await expect(slot).toHaveCount(0);
  // The first of the two hits nothing, or there would be two verdicts.
  await desk.press(String(last?.digit), String(one?.digit));
  await expectState(output, "rejected");
  expect((await stored(output.id)) as unknown as Json).toMatchObject({
    revision: 1,
    decision: { reason: { id: one?.id } },
  });
});

test("WHY-4 reasons are counted per workflow and exported", async ({ page }) => {
  const [first] = await reasons();
  const output = only(await makeOutputs(1));
  await call("PUT", `/api/v1/outputs/${output.id}/decision`, {
    verdict: "rejected",
    reason: first?.id,
    note: "six fingers",
    expected: 0,
  });
  await page.goto("/settings");
  await expect(
    page
      .getByLabel("Verdicts in force by reason and workflow")
      .getByText(first?.label ?? "")
      .first(),
  ).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  expect((await download).suggestedFilename()).toBe("verdicts.csv");
  const { text } = { text: await (await page.request.get("/api/v1/reasons/export")).text() };
  expect(text).toContain(`${first?.label},six fingers,`);
  expect(text).toContain(output.id);
});

test("WHY-2 T-49 where the workflow asks for a reason, X is refused in words and leads to the reasons", async ({
  page,
}) => {
  const { body } = await call("POST", "/api/v1/runs", {
    workflow: "flux_text_to_image",
    params: { prompt: "a fox in the snow" },
  });
  const [run] = body["items"] as Run[];
  const output = only(outputsOf(await finished(run?.id ?? "")));
  const desk = new Desk(page);
  await desk.open(`?run=${output.runId}`);
  await expect(page.locator('[data-action="reject"]')).toContainText("Needs a reason");
  await desk.press("x");
  await expect(page.getByText(/takes a reason/).first()).toBeVisible();
  await expect(page.locator('[data-action^="reject-reason-"]').first()).toBeFocused();
  expect(await stored(output.id)).toMatchObject({ state: "pending", revision: 0 });
  await desk.press("Enter");
  await expectState(output, "rejected");
});

test("WHY-2 T-3 whoever was led to the reasons is back at the picture after a verdict, a step or Escape: Enter and Space reject nothing then", async ({
  page,
}) => {
  const name = `reason-asked-${Date.now()}`;
  await publishCard(name, "Reason asked", { reason: "required" });
  const { outputs, query } = await cardsOf(name, 3);
  const [first, second, third] = outputs;
  const desk = new Desk(page);
  await desk.open(query);
  const reasons = page.getByRole("group", { name: "Reject because" });
  const lead = async () => {
    await desk.press("x");
    await expect(reasons.locator(":focus")).toHaveCount(1);
  };
  await lead();
  await desk.press("2");
  await desk.expectCurrent(second);
  await expect(desk.tile({ id: second?.id ?? "" })).toBeFocused();
  await desk.press(" ");
  await expect(desk.tile({ id: second?.id ?? "" })).toHaveAttribute("aria-selected", "true");
  await lead();
  await desk.press("Escape");
  await expect(desk.tile({ id: second?.id ?? "" })).toBeFocused();
  await lead();
  await desk.press("ArrowRight");
  await expect(desk.tile({ id: third?.id ?? "" })).toBeFocused();
  await expectState(first, "rejected");
  for (const one of [second, third])
    expect(await stored(one?.id ?? "")).toMatchObject({ state: "pending", revision: 0 });
});

test("RULE-7 T-18 T-49 with separate duties the submitter's approve button says why, and the server refuses too", async ({
  page,
  browser,
}) => {
  try {
    await page.goto("/settings");
    await page.getByRole("switch", { name: "Somebody else approves" }).click();
    await expect(page.getByText(/cannot approve its pictures/)).toBeVisible();
    const made = await page.request.post("/api/v1/runs", {
      data: { workflow: "model_free_card", params: {} },
      headers: { "idempotency-key": crypto.randomUUID() },
    });
    const [run] = ((await made.json()) as { items: Run[] }).items;
    const output = only(outputsOf(await finished(run?.id ?? "")));
    const desk = new Desk(page);
    await desk.open(`?run=${output.runId}`);
    const approve = page.locator('[data-action="approve"]');
    await expect(approve).toHaveAttribute("aria-disabled", "true");
    await expect(approve).toContainText("You asked for it");
    await desk.press("a");
    await expect(page.getByText(/somebody else approve it/).first()).toBeVisible();
    expect(await stored(output.id)).toMatchObject({ state: "pending", revision: 0 });
    const forced = await page.request.put(`/api/v1/outputs/${output.id}/decision`, {
      data: { verdict: "approved", expected: 0 },
    });
    expect(forced.status()).toBe(403);
    const other = new Desk(await join(browser, "reviewer", "Fred Fresh Eyes"));
    await other.open(`?run=${output.runId}`);
    await other.press("a");
    await expectState(output, "approved");
  } finally {
    await call("PUT", "/api/v1/review-policy", { separatesDuties: false });
  }
});

test("T-49 every verdict that a role may not give says why", async ({ browser }) => {
  const output = only(await makeOutputs(1));
  const page = await join(browser, "viewer", "Vic Viewer");
  const desk = new Desk(page);
  await desk.open(`?run=${output.runId}`);
  const blocked = page.getByLabel("Decide", { exact: true }).locator('[aria-disabled="true"]:visible');
  await expect(async () => {
    const words = await blocked.allInnerTexts();
    expect(words.length).toBeGreaterThan(4);
    for (const why of words) expect(why).toMatch(/Your role here is viewer|Nothing to undo/);
  }).toPass();
  for (const key of ["a", "x", "1", "r", "v"]) await desk.press(key);
  await expect(page.getByText(/Your role here is viewer/).first()).toBeVisible();
  expect(await stored(output.id)).toMatchObject({ state: "pending", revision: 0 });
});
