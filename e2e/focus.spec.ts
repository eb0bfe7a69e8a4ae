import { expect, test, type Locator, type Page } from "@playwright/test";
import { call, finished, items, makeOutput, type Output, type Run } from "./support/api.ts";
import { Desk } from "./support/desk.ts";
import { startLongRun } from "./support/outputs.ts";
import { expectLive } from "./support/page.ts";
import { ownerState } from "./support/people.ts";
import { newWord } from "./support/pictures.ts";
import { makeQueue } from "./support/queue.ts";
import { publish } from "./support/workflows.ts";

test.use({ storageState: ownerState });

type Case = {
  after: string;
  on: string;
  /** Presses it, by keys alone, and names where the focus has to be then. */
  act: (page: Page) => Promise<Locator>;
};

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });

const cases: readonly Case[] = [
  {
    after: "resolving a comment",
    on: "what can be done with the next one",
    async act(page) {
      const output = await makeOutput();
      await say(output, "Straighten it.");
      await say(output, "And the hands?");
      const desk = new Desk(page);
      await desk.open(`?run=${output.runId}`);
      await desk.enlarge(output);
      await press(button(page, "Resolve").first());
      await expect(button(page, "Show 1 resolved")).toBeVisible();
      return button(page, "Resolve");
    },
  },
  {
    after: "resolving the last comment",
    on: "what shows the resolved ones",
    async act(page) {
      const output = await makeOutput();
      await say(output, "Straighten it.");
      const desk = new Desk(page);
      await desk.open(`?run=${output.runId}`);
      await desk.enlarge(output);
      await press(button(page, "Resolve"));
      await expect(button(page, "Show 1 resolved")).toBeVisible();
      return button(page, "Show 1 resolved");
    },
  },
  {
    after: "stopping a run",
    on: "what can be done with it now",
    async act(page) {
      const run = await startLongRun();
      await page.goto(`/runs/${run.id}`);
      await expectLive(page);
      await expect(page.getByText(/^running for/)).toBeVisible();
      await press(button(page, "Cancel run"));
      await press(button(page, "Stop this run"));
      await expect(button(page, "Run again")).toBeVisible();
      return page.getByRole("link", { name: "Edit and run" });
    },
  },
  {
    after: "retrying a run",
    on: "what can be done with it now",
    async act(page) {
      await openFailedRun(page);
      await press(button(page, "Retry"));
      await expect(page.getByRole("list", { name: "Attempts" }).getByRole("listitem")).toHaveCount(2);
      return page.getByRole("link", { name: "Edit and run" });
    },
  },
  {
    after: "running it again",
    on: "the heading of the new run",
    async act(page) {
      await openFailedRun(page);
      const { pathname } = new URL(page.url());
      await press(button(page, "Run again"));
      await expect(page).not.toHaveURL(pathname);
      return page.getByRole("heading", { level: 1 });
    },
  },
  {
    after: "draining a server",
    on: "the button that resumes it",
    async act(page) {
      await page.goto("/servers");
      await expectLive(page);
      await press(button(page, /^Drain /));
      await press(page.getByRole("dialog").getByRole("button", { name: /^Drain / }));
      return button(page, /^Resume /);
    },
  },
  {
    after: "resuming a server",
    on: "the button that drains it",
    async act(page) {
      await page.goto("/servers");
      await expectLive(page);
      await press(button(page, /^Resume /));
      return button(page, /^Drain /);
    },
  },
  {
    after: "saving a view",
    on: "what can be done with it",
    async act(page) {
      const word = newWord("view");
      await page.goto(`/review?state=all&q=${word}`);
      await expectLive(page);
      await press(button(page, "Views"));
      await page.getByLabel("Save this list").fill(word);
      await press(button(page, "Save view"));
      return button(page, `Change the view ${word}`);
    },
  },
  {
    after: "saving the quota",
    on: "the button that saves it",
    async act(page) {
      await page.goto("/settings");
      const card = page.getByRole("region", { name: "Quota" });
      await card.getByRole("textbox", { name: "Runs a day" }).fill("5000");
      await press(card.getByRole("button", { name: "Save" }));
      await expect(card).toContainText("of 5,000 runs used today");
      return card.getByRole("button", { name: "Save" });
    },
  },
  {
    after: "Esc in the invitation",
    on: "the button that opened it",
    async act(page) {
      await page.goto("/settings");
      await expectLive(page);
      await press(button(page, "Invite"));
      await escape(page);
      return button(page, "Invite");
    },
  },
  {
    after: "Esc in a new key",
    on: "the button that opened it",
    async act(page) {
      await page.goto("/settings");
      await expectLive(page);
      await press(button(page, "New key"));
      await page.keyboard.press("Tab");
      await escape(page);
      return button(page, "New key");
    },
  },
  {
    after: "Esc at the question about many verdicts",
    on: "the button that asked",
    async act(page) {
      await selectMany(page);
      await press(button(page, "Approve 60"));
      await escape(page);
      return button(page, "Approve 60");
    },
  },
  {
    after: "Esc at the question of a menu",
    on: "the button of the menu",
    async act(page) {
      await selectMany(page);
      await press(button(page, "Reject 60"));
      await press(page.getByRole("menuitem", { name: "Without a reason" }));
      await escape(page);
      return button(page, "Reject 60");
    },
  },
];

for (const { after, on, act } of cases) {
  test(`A11Y-4 T-23 after ${after} the focus is on ${on}`, async ({ page }) => {
    await expect(await act(page)).toBeFocused();
  });
}

test("A11Y-4 what leaves the page takes the focus out of no field in which somebody types by now", async ({
  page,
}) => {
  const { query } = await makeQueue(1);
  await new Desk(page).open(query);
  const field = page.getByRole("searchbox");
  await field.focus();
  await page.evaluate(() => {
    const late = document.createElement("button");
    document.querySelector("main")?.append(late);
    late.focus();
    document.querySelector<HTMLElement>("[type=search]")?.focus();
    late.remove();
  });
  await page.keyboard.type("lamp");
  await expect(field).toHaveValue(/lamp/);
  await expect(field).toBeFocused();
});

// What was drained or limited here would have every later test wait.
test.afterAll(async () => {
  for (const { id } of await items<{ id: string }>("/api/v1/servers"))
    await call("POST", `/api/v1/servers/${id}/resume`);
  await call("PUT", "/api/v1/quota", { dailyRuns: null });
});

async function press(part: Locator): Promise<void> {
  await part.focus();
  await expect(part).toBeFocused();
  await part.press("Enter");
}

async function escape(page: Page): Promise<void> {
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

function say({ id }: Output, body: string) {
  return call("POST", `/api/v1/outputs/${id}/comments`, { body });
}

/** Of a run whose sheet is wider than its node can draw. */
async function openFailedRun(page: Page): Promise<void> {
  const schema = {
    title: "Wide sheet",
    type: "object",
    properties: { width: { type: "integer", title: "Sheet width", "x-bind": "/1/inputs/width" } },
  };
  const graph = {
    "1": { class_type: "EmptyImage", inputs: { width: 64, height: 64, batch_size: 1, color: 255 } },
    "2": { class_type: "SaveImage", inputs: { images: ["1", 0], filename_prefix: "sheet" } },
  };
  await publish("wide_sheet", JSON.stringify(schema), JSON.stringify(graph));
  const params = { width: 1_000_000 };
  const { body, text } = await call("POST", "/api/v1/runs", { workflow: "wide_sheet", params });
  const [run] = (body["items"] ?? []) as Run[];
  if (run === undefined) throw new Error(text);
  await finished(run.id);
  await page.goto(`/runs/${run.id}`);
  await expectLive(page);
}

/** Selects all of a list of sixty, of which two are read and the others only told of. */
async function selectMany(page: Page): Promise<void> {
  const { query } = await makeQueue(2);
  await page.route(/review-sessions\/[^/]+\/outputs/, async (route) => {
    const window = (await (await route.fetch()).json()) as object;
    await route.fulfill({ json: { ...window, total: 60 } });
  });
  await page.route(/review-sessions\/[^/]+\/standings/, async (route) => {
    const { items: told } = (await (await route.fetch()).json()) as { items: object[] };
    const others = Array.from({ length: 58 }, () => ({ ...told[0], id: crypto.randomUUID() }));
    await route.fulfill({ json: { items: [...told, ...others], total: 60 } });
  });
  await new Desk(page).open(query);
  await page.keyboard.press("Control+a");
}
