import { expect, test, type Locator, type Page } from "@playwright/test";
import { call, makeOutput } from "./support/api.ts";
import { Desk, stored } from "./support/desk.ts";
import { join, owner, ownerState } from "./support/people.ts";

test.use({ storageState: ownerState });

const none = { items: [], nextCursor: null };

/** Lets a page believe that the API answers this; everything else is the product's own. */
async function answer(page: Page, path: RegExp, json: unknown, status = 200): Promise<void> {
  await page.route(path, (route) => route.fulfill({ status, json }));
}

/** The true answer with something changed in it. */
async function alter(page: Page, path: string, change: (answer: never) => unknown): Promise<void> {
  const { body } = await call("GET", path);
  await answer(page, new RegExp(`${path}(\\?|$)`), change(body as never));
}

/**
 * Presses a button that asks again, and has the product answer from then on. Answers wait for the press, lest something
 * else asks meanwhile and a true answer takes the button away.
 */
async function pressForTruth(page: Page, path: RegExp, button: Locator): Promise<void> {
  const pressed = Promise.withResolvers<void>();
  await page.route(path, async (route) => {
    await pressed.promise;
    await route.continue();
  });
  await button.click();
  pressed.resolve();
}

test("EMP-1 where nothing was ever made, the first step for the role is named, with the sample to begin with", async ({
  page,
  browser,
}) => {
  await answer(page, /\/api\/v1\/outputs(\/count)?\?/, { ...none, count: 0, more: false });
  await page.goto("/review?state=approved");
  await expect(page.getByRole("heading", { name: "Nothing has been made yet" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Start with “Abstract card”" })).toBeVisible();

  const viewer = await join(browser, "viewer", "Vera Waits");
  await answer(viewer, /\/api\/v1\/outputs(\/count)?\?/, { ...none, count: 0, more: false });
  await viewer.goto("/review?state=approved");
  await expect(
    viewer.getByText(`Your role here is viewer; this needs an owner or an operator. Ask ${owner.name}`),
  ).toBeVisible();
  await viewer.context().close();
});

test("EMP-3 a list of runs that matches nothing says its filter in words, and the ways out of it", async ({
  page,
}) => {
  await makeOutput();
  await answer(page, /\/api\/v1\/runs\?.*status=failed/, none);
  await page.goto("/runs?status=failed&workflow=model_free_card");
  await expect(page.getByRole("heading", { name: "No run fits these filters" })).toBeVisible();
  await expect(page.getByText("“Failed”, Abstract card.")).toBeVisible();
  await page.getByRole("button", { name: "Without “Failed”" }).click();
  await expect(page).toHaveURL("/runs?workflow=model_free_card");
  await expect(page.getByRole("list", { name: "Runs" })).toBeVisible();
});

test("EMP-4 EMP-11 T-49 who may not decide is told which role would, whom to ask, and why a press does nothing", async ({
  browser,
}) => {
  const output = await makeOutput();
  const page = await join(browser, "viewer", "Vera Looks");
  const desk = new Desk(page);
  await desk.open(`?run=${output.runId}`);
  const approve = page.getByRole("button", { name: /^Approve/ });
  await expect(approve).toHaveAttribute("aria-disabled", "true");
  const why = page.getByRole("tooltip");
  await approve.hover();
  await expect(why).toContainText("Your role here is viewer; this needs an owner or a reviewer.");
  await expect(why).toContainText(`Ask ${owner.name}`);

  await page.mouse.move(5, 5);
  await expect(why).toHaveCount(0);
  // By keyboard: focus tells, Enter lights it up, and the focus stays.
  await desk.press("Tab");
  await approve.focus();
  await desk.press("Enter");
  await expect(
    page.getByRole("alert").filter({ hasText: "this needs an owner or a reviewer" }),
  ).toBeVisible();
  await expect(approve).toBeFocused();
  expect((await stored(output.id)).state).toBe("pending");
  await page.context().close();
});

test("T-35 EMP-5 servers that are away are named with since when and why; the form can be filled in and sent all the same", async ({
  page,
}) => {
  await alter(page, "/api/v1/servers", (answered: { items: object[] }) => ({
    ...answered,
    items: answered.items.map((server) => ({
      ...server,
      name: "gpu-7",
      health: "down",
      drained: false,
      reason: "The connection was refused.",
      since: new Date(Date.now() - 3 * 60_000).toISOString(),
    })),
  }));
  await page.goto("/generate/model_free_card");
  const notice = page.getByRole("region", { name: "Why runs wait" });
  await expect(notice).toContainText("No server can be reached");
  await expect(notice).toContainText("gpu-7 went away 3 minutes ago. The connection was refused.");
  await expect(page.getByRole("button", { name: /^Generate/ })).not.toHaveAttribute("aria-disabled", "true");
  const again = notice.getByRole("button", { name: "Check again" });
  await pressForTruth(page, /\/api\/v1\/servers(\?|$)/, again);
  await expect(notice).toHaveCount(0);
});

test("EMP-5 the servers screen says since when a server is away, when it last answered, and asks again at a press", async ({
  page,
}) => {
  await alter(page, "/api/v1/servers", (answered: { items: object[] }) => ({
    ...answered,
    items: answered.items.map((server) => ({
      ...server,
      name: "gpu-7",
      health: "down",
      drained: false,
      reason: "The connection was refused.",
      since: new Date(Date.now() - 3 * 60_000).toISOString(),
      lastSeenAt: new Date(Date.now() - 3 * 60_000).toISOString(),
    })),
  }));
  await page.goto("/servers");
  const card = page.getByRole("region", { name: "gpu-7" });
  await expect(card).toContainText(/last answered \d?\d:\d\d/);
  await expect(card).toContainText(/Down\s*since \d?\d:\d\d/);
  const pool = page.getByRole("region", { name: /^Pool/ });
  await expect(pool).toContainText(/0 of 0 slots in use, \d away/);
  await pressForTruth(page, /\/api\/v1\/servers(\?|$)/, pool.getByRole("button", { name: "Check again" }));
  await expect(page.getByText("No server of this pool takes runs now.")).toHaveCount(0);
});

test("EMP-6 a contract that is broken says what is wrong, since when, and who can repair it", async ({
  page,
}) => {
  await alter(page, "/api/v1/workflows/model_free_card", (workflow: object) => ({
    ...workflow,
    status: "broken",
    problems: [
      {
        file: "params/model_free_card.schema.json",
        pointer: "/properties/seed",
        message: "Node 99 is not in the graph.",
      },
    ],
  }));
  await page.goto("/generate/model_free_card");
  await expect(page.getByText("Node 99 is not in the graph.")).toBeVisible();
  await expect(
    page.getByText(/^Since .*Whoever keeps the files of workflows\/ and params\/ can repair it/),
  ).toBeVisible();
});

test("EMP-6 a contract that works and that this page cannot read says so, and what to do", async ({
  page,
}) => {
  await alter(page, "/api/v1/workflows/model_free_card", (workflow: object) => ({
    ...workflow,
    contract: { type: "object", properties: { seed: { type: "of a later version" } } },
  }));
  await page.goto("/generate/model_free_card");
  await expect(page.getByText("this page does not understand the contract")).toBeVisible();
  await expect(page.getByText("params/model_free_card.schema.json")).toBeVisible();
  await expect(page.getByText("not in the folders any more")).toHaveCount(0);
  const reload = page.getByRole("button", { name: "Reload the page" });
  await pressForTruth(page, /\/api\/v1\/workflows\/model_free_card(\?|$)/, reload);
  await expect(page.getByRole("button", { name: /^Generate/ })).toBeVisible();
});

test("EMP-8 when storage is full, runs are said to wait and to resume by themselves", async ({ page }) => {
  const message =
    "The storage is full. Finished pictures wait on the server and are fetched when there is room.";
  await alter(page, "/api/v1/servers", (answered: { pools: object[] }) => ({
    ...answered,
    pools: answered.pools.map((pool) => ({ ...pool, waiting: [{ code: "storage_full", message, runs: 4 }] })),
  }));
  await page.goto("/runs");
  await expect(page.getByRole("region", { name: "Why runs wait" })).toContainText(`4 runs wait: ${message}`);
});

test("T-35 EMP-10 an unexpected error says what to do and carries an id to quote", async ({ page }) => {
  const error = { code: "internal", message: "Something went wrong here. It is in the log.", id: "err-4711" };
  await answer(page, /\/api\/v1\/runs\?/, { error }, 500);
  await page.goto("/runs");
  await expect(page.getByRole("alert").filter({ hasText: "Could not load the runs" })).toContainText(
    "err-4711",
  );
  await pressForTruth(page, /\/api\/v1\/runs\?/, page.getByRole("button", { name: "Try again" }));
  await expect(page.getByText("err-4711")).toHaveCount(0);
});

test("EMP-11 what loads for ten seconds turns into a sentence with a retry", async ({ page }) => {
  await page.clock.install();
  let asked = 0;
  await page.route(/\/api\/v1\/runs\?.*limit=30/, (route) => {
    asked += 1;
    // The first request is never answered.
    return asked === 1 ? undefined : route.continue();
  });
  await page.goto("/runs");
  await expect(page.getByText("Loading the runs")).toBeAttached();
  await expect.poll(() => asked).toBe(1);
  await page.clock.fastForward(11_000);
  await expect(page.getByRole("heading", { name: "Still loading the runs" })).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect.poll(() => asked).toBeGreaterThan(1);
  await expect(page.getByRole("heading", { name: "Still loading the runs" })).toHaveCount(0);
});
