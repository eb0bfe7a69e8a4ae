import { expect, test } from "@playwright/test";
import { seriousInLight, seriousOn } from "./support/axe.ts";
import { Desk, expectState, stored } from "./support/desk.ts";
import { closeSessions, join, ownerState } from "./support/people.ts";
import { cardsOf, publishCard } from "./support/workflows.ts";

test.use({ storageState: ownerState });

test.describe("two reviewers", () => {
  test.beforeAll(() => publishCard("paired_card", "Paired card", { reviewers: 2 }));

  test("SES-17 one verdict of two decides nothing yet; the second one makes it the worst of both, and undo undoes", async ({
    page,
    browser,
  }) => {
    const { outputs, query } = await cardsOf("paired_card", 2);
    const [first = "", second = ""] = outputs.map(({ id }) => id);
    const olga = new Desk(page);
    await olga.open(query);
    const rob = new Desk(await join(browser, "reviewer", "Rob Pair"));
    await rob.open(query);

    await olga.press("a");
    await expect(olga.tile({ id: first })).toHaveAccessibleName(/undecided, 1 of 2 verdicts/);
    await olga.expectCurrent(second, "it goes on all the same");
    await expect(page.locator('[data-count="pending"]')).toHaveText("1 left");
    await expect.poll(() => stored(first)).toMatchObject({ state: "pending", revision: 1 });

    // To the other it is still to be decided, and says that one verdict is in.
    await expect(rob.tile({ id: first })).toHaveAccessibleName(/undecided, 1 of 2 verdicts/);
    await rob.expectCurrent(first);
    await expect(rob.page.locator('[data-count="pending"]')).toHaveText("2 left");
    await rob.enlarge(outputs[0]);
    await expect(rob.page.getByText("Undecided · 1 of 2 verdicts")).toBeVisible();
    await expect(rob.page.getByLabel("Decisions")).toContainText("Olga Owner approved this");
    expect(await seriousOn(rob.page)).toEqual([]);
    await rob.press("x");
    await expectState(first, "rejected");
    await expect(olga.tile({ id: first })).toHaveAccessibleName(/rejected, 2 of 2 verdicts, by Rob Pair/);

    await rob.press("u");
    await expectState(first, "pending");
    await expect(olga.tile({ id: first })).toHaveAccessibleName(/undecided, 1 of 2 verdicts/);
    await olga.press("u");
    await expect(olga.tile({ id: first })).toHaveAccessibleName(/undecided, 0 of 2 verdicts/);
    expect(await seriousOn(page)).toEqual([]);
    expect(await seriousInLight(page)).toEqual([]);
  });

  test("SES-17 needs my verdict means without one of mine: a new list leaves out what I have given one", async ({
    page,
    browser,
  }) => {
    const { outputs, query } = await cardsOf("paired_card", 2);
    const [first = "", second = ""] = outputs.map(({ id }) => id);
    const olga = new Desk(page);
    await olga.open(query);
    await olga.press("a");
    await olga.expectCurrent(second);
    await expect.poll(async () => (await stored(first)).revision).toBe(1);
    await olga.press("a");
    await expect(page.getByRole("heading", { name: "Nothing is left for you" })).toBeVisible();
    await expect(page.getByText("2 wait for other reviewers or are archived.")).toBeVisible();
    await olga.press("u");
    await expect.poll(async () => (await stored(second)).revision).toBe(2);
    await olga.open(query);
    await expect(olga.tiles).toHaveCount(1);
    await expect(olga.tile({ id: second })).toBeVisible();
    const rob = new Desk(await join(browser, "reviewer", "Rob Queue"));
    await rob.open(query);
    await expect(rob.tiles).toHaveCount(2);

    // With a verdict on both the list is empty, which is not the same as decided.
    await olga.press("a");
    await expect.poll(async () => (await stored(second)).revision).toBe(3);
    await closeSessions(page);
    await page.goto(`/review${query}`);
    await expect(page.getByRole("heading", { name: "Nothing is left for you" })).toBeVisible();
    await expect(page.getByText("2 pictures have your verdict and wait for other reviewers.")).toBeVisible();
    await page.getByRole("button", { name: "Look at your verdicts" }).click();
    await expect(olga.tiles).toHaveCount(2);
    await expect(olga.tile({ id: first })).toHaveAccessibleName(/undecided, 1 of 2 verdicts/);
    await page.getByRole("button", { name: "Views", exact: true }).click();
    await page.getByRole("link", { name: /^Waiting for other reviewers/ }).click();
    await expect(page).toHaveURL("/review?awaiting=others");
    await expect(olga.tile({ id: second })).toBeVisible();
  });
});

test.describe("a blind review", () => {
  test.beforeAll(() => publishCard("blind_card", "Blind card", { reviewers: 2, blind: true }));

  test("SES-17 nobody sees another's verdict before giving their own, on any surface", async ({
    page,
    browser,
  }) => {
    const { outputs, query } = await cardsOf("blind_card", 2);
    const [first = ""] = outputs.map(({ id }) => id);
    const olga = new Desk(page);
    const robs = await join(browser, "reviewer", "Rob Blind");
    const rob = new Desk(robs);
    const heard: string[] = [];
    robs.on("response", (response) => {
      if (response.url().includes("/api/v1/outputs"))
        response.text().then(
          (text) => heard.push(text),
          () => undefined,
        );
    });
    await rob.open(query);
    await olga.open(query);
    await olga.press("x");
    await expect.poll(async () => (await stored(first)).revision).toBe(1);

    await expect(rob.tile({ id: first })).toHaveAccessibleName(/undecided, 1 of 2 verdicts$/);
    await rob.enlarge(outputs[0]);
    await expect(robs.getByText("Undecided · 1 of 2 verdicts")).toBeVisible();
    await expect(robs.getByLabel("Decisions")).toContainText("shows when you have given yours");
    expect(await robs.locator("body").innerText()).not.toMatch(/Olga Owner rejected/);
    expect(heard.join("\n")).not.toContain('"verdict":"rejected"');
    expect(await seriousOn(robs)).toEqual([]);

    // New runs would be seen by everybody.
    await rob.press("r");
    await expect(robs.getByText(/Reviews of this workflow are blind/).first()).toBeVisible();
    expect((await stored(first)).revision).toBe(1);

    await rob.press("a");
    await expectState(first, "rejected");
    await rob.press("ArrowLeft");
    await expect(robs.getByText(/Olga Owner rejected this.*2 of 2 verdicts/).first()).toBeVisible();
  });

  test("SES-17 T-11 two who decide blind at the same moment both count, and neither is asked about the other's", async ({
    page,
    browser,
  }) => {
    const { outputs, query } = await cardsOf("blind_card", 1);
    const [only = ""] = outputs.map(({ id }) => id);
    const olga = new Desk(page);
    // Nothing is heard here of what others do.
    await page.route("**/api/v1/events*", (route) => route.abort());
    await olga.open(query);
    const rob = new Desk(await join(browser, "reviewer", "Rob Moment"));
    await rob.open(query);
    await rob.press("a");
    await expect.poll(async () => (await stored(only)).revision).toBe(1);
    await olga.press("a");
    await expectState(only, "approved");
    await expect(page.getByLabel("Conflicts")).toHaveCount(0);
  });
});
