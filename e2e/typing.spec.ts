import { expect, test, type Page } from "@playwright/test";
import { call } from "./support/api.ts";
import { Desk, expectState, stored } from "./support/desk.ts";
import { only } from "./support/outputs.ts";
import { ownerState } from "./support/people.ts";
import { expectLarge } from "./support/pictures.ts";
import { makeQueue } from "./support/queue.ts";

test.use({ storageState: ownerState });

/** Holds back what `method` asks of `path`; the server has answered, and the page learns of it at the release. */
async function holdAnswers(page: Page, path: string, method: string): Promise<() => void> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route(path, async (route) => {
    if (route.request().method() !== method) return route.fallback();
    const response = await route.fetch();
    await released;
    await route.fulfill({ response });
  });
  return release;
}

async function expectTyped(page: Page, desk: Desk): Promise<void> {
  const search = page.getByLabel("Search words, a seed, an id");
  await expect(search).toBeFocused();
  // Verdicts, all of them, to whoever has lost the focus by now.
  await desk.press("x", "1", "Control+z", "u");
  await expect(search).toBeFocused();
}

test("KEY-4 T-3 the end of the list, reached while one types, leaves one typing", async ({ page }) => {
  const { outputs, query } = await makeQueue(1);
  const { id } = only(outputs);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.press("/");
  await call("PUT", `/api/v1/outputs/${id}/decision`, { verdict: "approved", expected: 0 });
  await expect(page.getByRole("heading", { name: "Everything is decided" })).toBeVisible();
  await expectTyped(page, desk);
  expect(await stored(id)).toMatchObject({ state: "approved", revision: 1 });
});

test("KEY-4 T-3 the answer to a decision about many leaves whoever types by then typing", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(3);
  const [first = "", , last = ""] = outputs.map(({ id }) => id);
  const desk = new Desk(page);
  await desk.open(query);
  const release = await holdAnswers(page, "**/api/v1/decisions", "POST");
  await desk.press(" ", "ArrowRight", " ");
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Approve 2" }).click();
  await expectState(first, "approved");
  await desk.press("/");
  release();
  await expect(page.getByText(/2 approved/).first()).toBeVisible();
  await desk.expectCurrent(last);
  await expectTyped(page, desk);
  expect(await stored(last)).toMatchObject({ state: "pending", revision: 0 });
  expect(await stored(first)).toMatchObject({ state: "approved", revision: 1 });
});

test("CMT-3 who writes on while a comment is sent keeps the words and the field, and sends them as the next", async ({
  page,
}) => {
  const { outputs } = await makeQueue(1);
  const output = only(outputs);
  const said = () => saidOf(output.id);
  await page.goto(`/review?output=${output.id}`);
  const field = page.getByRole("textbox", { name: "Comment", exact: true });
  await expect(field).toBeVisible();
  await expectLarge(page, output);
  const desk = new Desk(page);
  const release = await holdAnswers(page, "**/api/v1/outputs/*/comments", "POST");
  await desk.press("n");
  await expect(field).toBeFocused();
  await page.keyboard.type("the hand");
  await desk.press("Control+Enter");
  await expect.poll(said).toEqual(["the hand"]);
  await page.keyboard.type(" and an axe");
  release();
  await expect(page.getByRole("article", { name: "Comment 1" })).toBeVisible();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("the hand and an axe");
  await desk.press("Control+Enter");
  await expect.poll(said).toEqual(["the hand", "the hand and an axe"]);
  await expect(field).toHaveValue("");
  expect(await stored(output.id)).toMatchObject({ state: "pending", revision: 0 });
});

test("CMT-3 what is posted while the comment before is still on its way goes out after it", async ({
  page,
}) => {
  const { outputs } = await makeQueue(1);
  const output = only(outputs);
  const said = () => saidOf(output.id);
  await page.goto(`/review?output=${output.id}`);
  const field = page.getByRole("textbox", { name: "Comment", exact: true });
  await expectLarge(page, output);
  const desk = new Desk(page);
  const release = await holdAnswers(page, "**/api/v1/outputs/*/comments", "POST");
  await desk.press("n");
  await expect(field).toBeFocused();
  await page.keyboard.type("the hand");
  await desk.press("Control+Enter");
  await page.keyboard.type(" and an axe");
  await desk.press("Control+Enter");
  release();
  await expect.poll(said).toEqual(["the hand", "the hand and an axe"]);
  await expect(field).toHaveValue("");
});

test("CMT-3 who writes on while a changed comment is saved keeps the words and the field", async ({
  page,
}) => {
  const { outputs } = await makeQueue(1);
  const output = only(outputs);
  await page.goto(`/review?output=${output.id}`);
  const field = page.getByRole("textbox", { name: "Comment", exact: true });
  await expect(field).toBeVisible();
  await expectLarge(page, output);
  const desk = new Desk(page);
  await desk.press("n");
  await expect(field).toBeFocused();
  await page.keyboard.type("the hand");
  await desk.press("Control+Enter");
  const comment = page.getByRole("article", { name: "Comment 1" });
  await page.getByRole("button", { name: "What to do with comment 1" }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  const edited = page.getByRole("textbox", { name: "Comment 1, being edited" });
  await expect(edited).toBeFocused();
  const release = await holdAnswers(page, "**/api/v1/comments/*", "PUT");
  await page.keyboard.type("s");
  await desk.press("Control+Enter");
  await expect
    .poll(async () => (await call("GET", `/api/v1/outputs/${output.id}/comments`)).body["items"])
    .toMatchObject([{ body: "the hands" }]);
  await page.keyboard.type(" and an axe");
  release();
  await expect(comment.getByRole("button", { name: "Save" })).not.toHaveAttribute("aria-busy", "true");
  await expect(edited).toBeFocused();
  await expect(edited).toHaveValue("the hands and an axe");
  await desk.press("Control+Enter");
  await expect(edited).toBeHidden();
  await expect(comment).toContainText("the hands and an axe");
});

test("KEY-4 T-3 what is typed while the palette or a menu is still being fetched gives no verdict", async ({
  page,
}) => {
  const { outputs, query } = await makeQueue(1);
  const { id } = only(outputs);
  const desk = new Desk(page);
  await desk.open(query);
  await page.route("**/_next/static/chunks/**", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await route.continue();
  });
  await desk.press("Control+k", "a", "x", "e");
  await expect(page.getByRole("dialog")).toBeVisible();
  await desk.press("Escape");
  for (const name of ["Filter", "Views"]) {
    await page.getByRole("button", { name, exact: true }).focus();
    await desk.press("Enter", "a", "x", "1");
    await expect(page.locator("[data-opening]")).toHaveCount(0);
    await desk.press("Escape");
  }
  expect(await stored(id)).toMatchObject({ state: "pending", revision: 0 });
});

/** What was said about an output, in its order. */
async function saidOf(id: string): Promise<string[]> {
  const { body } = await call("GET", `/api/v1/outputs/${id}/comments`);
  return (body["items"] as { body: string }[]).map((comment) => comment.body);
}
