import { expect, test, type Page } from "@playwright/test";
import { call, makeOutput, type Output } from "./support/api.ts";
import { Desk, expectState, stored } from "./support/desk.ts";
import { join, ownerState } from "./support/people.ts";
import { expectLarge } from "./support/pictures.ts";
import { makeQueue } from "./support/queue.ts";

test.use({ storageState: ownerState });

type Comment = { id: string; number: number; body: string; audience: string; mentions: { name: string }[] };

let output: Output;
let other: Output;
test.beforeAll(async () => {
  [output, other] = await Promise.all([makeOutput(), makeOutput()]);
});

async function comments(id: string): Promise<Comment[]> {
  return (await call("GET", `/api/v1/outputs/${id}/comments`)).body["items"] as Comment[];
}

async function say(id: string, body: object): Promise<Comment> {
  return (await call("POST", `/api/v1/outputs/${id}/comments`, body)).body as unknown as Comment;
}

/** The large view of an output, its field for comments at hand. */
async function openLarge(page: Page, { id }: { id: string }, query = ""): Promise<Desk> {
  await page.goto(`/review?output=${id}${query}`);
  await expect(field(page)).toBeVisible();
  await expectLarge(page, await stored(id));
  return new Desk(page);
}

/** Writes by keyboard: what is typed before the field has the focus is nobody's. */
async function write(page: Page, words: string): Promise<void> {
  await page.keyboard.press("n");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(words);
}

function field(page: Page) {
  return page.getByRole("textbox", { name: "Comment" });
}

test("CMT-3 Enter makes a line, Esc keeps the draft, Ctrl+Enter posts it for those inside", async ({
  page,
}) => {
  const { id } = await makeOutput();
  const desk = await openLarge(page, { id });
  await write(page, "left hand");
  await desk.press("Enter");
  await page.keyboard.type("six fingers");
  await desk.press("Escape");
  await expect(field(page)).not.toBeFocused();
  expect(await comments(id)).toEqual([]);
  await desk.press("n");
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue("left hand\nsix fingers");
  await expect(page.getByRole("radio", { name: "Internal" })).toBeChecked();
  await desk.press("Control+Enter");
  await expect(page.getByRole("article", { name: "Comment 1 by Olga Owner" })).toContainText("six fingers");
  await expect(field(page)).toHaveValue("");
  expect(await comments(id)).toMatchObject([{ body: "left hand\nsix fingers", audience: "internal" }]);
});

test("CMT-3 an audience that was chosen stays to be seen", async ({ page }) => {
  const { id } = await makeOutput();
  await openLarge(page, { id });
  await write(page, "nearly there");
  await page.getByText("Client", { exact: true }).click();
  await page.getByRole("button", { name: /^Post/ }).click();
  await expect(page.getByRole("article", { name: "Comment 1" })).toContainText("Client");
  expect(await comments(id)).toMatchObject([{ audience: "client" }]);
});

test("CMT-2 T-16 a draft belongs to its picture, outlives a reload and is marked on the tile until it is gone", async ({
  page,
}) => {
  const desk = await openLarge(page, output);
  await write(page, "the shadow is wrong");
  await page.goto(`/review?output=${other.id}`);
  await expect(field(page)).toHaveValue("");
  await desk.open(`?run=${output.runId}`);
  await expect(desk.tile(output).locator("[data-draft]")).toBeVisible();
  await expect(desk.tile(output)).toHaveAccessibleName(/your draft waits here/);
  await desk.open(`?run=${other.runId}`);
  await expect(desk.tile(other)).toBeVisible();
  await expect(desk.tile(other).locator("[data-draft]")).toHaveCount(0);
  await openLarge(page, output);
  await expect(field(page)).toHaveValue("the shadow is wrong");
  await page.getByRole("button", { name: "Throw away" }).click();
  await desk.open(`?run=${output.runId}`);
  await expect(desk.tile(output)).toBeVisible();
  await expect(desk.tile(output).locator("[data-draft]")).toHaveCount(0);
});

test("CMT-1 T-16 a note typed before a verdict is stored with it, and is not in the field of the next picture", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(2);
  const [{ id } = output, next] = outputs;
  const desk = await openLarge(page, { id }, query.replace("?", "&"));
  await write(page, "as briefed");
  await desk.press("Escape");
  await expect(page.locator("[data-stage]")).toBeFocused();
  await desk.press("a");
  await expectState(id, "approved");
  expect(await stored(id)).toMatchObject({ decision: { verdict: "approved", note: "as briefed" } });
  await expect.poll(() => new URL(page.url()).searchParams.get("output")).toBe(next?.id);
  await expect(field(page)).toHaveValue("");
});

test("T-16 T-8 a note that went with a wrong key is a draft again once that is undone, also by the next page", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(2);
  const [{ id } = output] = outputs;
  const desk = await openLarge(page, { id }, query.replace("?", "&"));
  for (const isReloaded of [false, true]) {
    if (!isReloaded) {
      await write(page, "thumb is missing");
      await desk.press("Escape");
    }
    await expect(page.locator("[data-stage]")).toBeFocused();
    await desk.press("a");
    await expectState(id, "approved");
    await expect.poll(() => new URL(page.url()).searchParams.get("output")).toBe(outputs[1]?.id);
    if (isReloaded) {
      await page.reload();
      await expect(page.getByRole("button", { name: /Undo/ })).not.toHaveAttribute("aria-disabled", "true");
    }
    await desk.press("u");
    await expectState(id, "pending");
    await expect.poll(() => new URL(page.url()).searchParams.get("output")).toBe(id);
    await expect(field(page)).toHaveValue("thumb is missing");
  }
});

test("KEY-4 T-7 while one writes, verdict keys are letters, and Ctrl+Z takes back words and no verdict", async ({
  page,
}) => {
  const { id } = await makeOutput();
  await call("PUT", `/api/v1/outputs/${id}/decision`, { verdict: "approved", expected: 0 });
  const desk = await openLarge(page, { id });
  await write(page, "axr1");
  await desk.press("Control+z", "Control+z");
  await page.getByRole("radio", { name: "Internal" }).focus();
  await desk.press("x", "u", "r");
  expect(await stored(id)).toMatchObject({ state: "approved", revision: 1 });
});

test("KEY-4 what is typed before the field has come gives no verdict", async ({ page }) => {
  const { id } = await makeOutput();
  const desk = await openLarge(page, { id });
  await desk.press("i");
  await expect(field(page)).toHaveCount(0);
  await desk.press("n", "x", "a");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("r");
  await expect(field(page)).toHaveValue(/r$/);
  expect(await stored(id)).toMatchObject({ state: "pending", revision: 0 });
});

test("CMT-4 a mention is offered while it is typed, and refused with the reason for whoever may not see the picture", async ({
  page,
}) => {
  const { id } = await makeOutput();
  const desk = await openLarge(page, { id });
  await write(page, "@sam");
  await expect(page.getByText(/Nobody called “sam” is in this project/)).toBeVisible();
  await desk.press("Backspace", "Backspace", "Backspace");
  await page.keyboard.type("ol");
  await expect(
    page.getByRole("listbox", { name: "People" }).getByRole("option", { name: /Olga Owner/ }),
  ).toBeVisible();
  await desk.press("Enter");
  await page.keyboard.type("look");
  await expect(field(page)).toHaveValue("@Olga Owner look");
  await desk.press("Control+Enter");
  await expect.poll(() => comments(id)).toMatchObject([{ mentions: [{ name: "Olga Owner" }] }]);
});

test("CMT-4 TILE-3 what others say arrives while one looks, is unread until it was in sight, and can be resolved", async ({
  page,
  browser,
}) => {
  const { id, runId } = await makeOutput();
  const desk = new Desk(page);
  await desk.open(`?run=${runId}`);
  await say(id, { body: "hands?" });
  await expect(desk.tile({ id })).toHaveAccessibleName(/1 comment, 1 unread/);
  const mara = await join(browser, "reviewer", "Mara Reader");
  await new Desk(mara).open(`?run=${runId}`);
  await expect(new Desk(mara).tile({ id })).toHaveAccessibleName(/1 unread/);

  const read = page.waitForResponse((answer) => answer.url().endsWith("/read-mark"));
  await desk.enlarge({ id });
  await expect(page.getByRole("article", { name: "Comment 1" })).toContainText("new");
  await expect.poll(async () => (await stored(id)) as unknown).toMatchObject({ comments: 1 });
  await page.getByRole("button", { name: "Resolve" }).click();
  await expect(page.getByRole("button", { name: "Show 1 resolved" })).toBeVisible();
  await page.getByRole("button", { name: "Show 1 resolved" }).click();
  await page.getByRole("button", { name: "Open again" }).click();
  await expect(page.getByRole("button", { name: "Resolve" })).toBeVisible();
  await read;
  await desk.press("Escape");
  await expect(desk.tile({ id })).not.toHaveAccessibleName(/unread/);
  await expect(new Desk(mara).tile({ id }), "everybody has their own").toHaveAccessibleName(/1 unread/);
});

test("CMT-4 a link opens the picture at the comment", async ({ page }) => {
  const { id } = await makeOutput();
  for (const body of ["first", "second", "third"]) await say(id, { body });
  const [, second] = await comments(id);
  await call("PUT", `/api/v1/outputs/${id}/decision`, { verdict: "approved", expected: 0 });
  await openLarge(page, { id }, `&comment=${second?.id}`);
  await expect(page.locator(`#comment-${second?.id}`)).toBeInViewport();
  await expect(page.locator(`#comment-${second?.id}`)).toHaveAttribute("aria-current", "true");
});

test("N over the grid writes in a dialog, keeps the draft when it is closed and posts it", async ({
  page,
}) => {
  const { id, runId } = await makeOutput();
  const desk = new Desk(page);
  await desk.open(`?run=${runId}`);
  await write(page, "from above");
  await desk.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(desk.tile({ id }).locator("[data-draft]")).toBeVisible();
  await desk.press("n");
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue("from above");
  await desk.press("Control+Enter");
  await expect.poll(() => comments(id)).toMatchObject([{ body: "from above" }]);
  await expect(desk.tile({ id })).toHaveAccessibleName(/1 comment/);
  await expect(desk.tile({ id }).locator("[data-draft]")).toHaveCount(0);
});

test("a comment whose answer was lost is posted once, and one that is refused stays in the field", async ({
  page,
}) => {
  const { id } = await makeOutput();
  const desk = await openLarge(page, { id });
  let isFirst = true;
  await page.route(`**/api/v1/outputs/${id}/comments`, async (route) => {
    if (route.request().method() !== "POST" || !isFirst) return route.continue();
    isFirst = false;
    await route.fetch();
    await route.abort("connectionreset");
  });
  await write(page, "once");
  await desk.press("Control+Enter");
  await expect(page.getByRole("article", { name: "Comment 1 by Olga Owner" })).toContainText("once");
  await expect(field(page)).toHaveValue("");
  expect(await comments(id)).toHaveLength(1);

  await page.route(`**/api/v1/outputs/${id}/comments`, (route) =>
    route.request().method() === "POST"
      ? route.fulfill({ status: 422, json: { error: { code: "invalid", message: "Not like this." } } })
      : route.continue(),
  );
  await write(page, "twice");
  await desk.press("Control+Enter");
  await expect(page.getByText("Not posted. Not like this.")).toBeVisible();
  await expect(field(page)).toHaveValue("twice");
});

test("a viewer reads what is said and is told why not more", async ({ browser }) => {
  const { id } = await makeOutput();
  await say(id, { body: "for all to read" });
  const page = await join(browser, "viewer", "Vera Reader");
  await page.goto(`/review?output=${id}`);
  await expect(page.getByRole("article", { name: "Comment 1" })).toContainText("for all to read");
  await expect(field(page)).toHaveAttribute("placeholder", /Your role here is viewer/);
  await expect(page.getByRole("button", { name: /^Resolve/ })).toHaveAttribute("aria-disabled", "true");
});
