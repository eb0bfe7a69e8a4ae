import { expect, test, type Page } from "@playwright/test";
import { call, makeOutput, type Output } from "./support/api.ts";
import { seriousOn } from "./support/axe.ts";
import { Desk, stored } from "./support/desk.ts";
import { expectLive } from "./support/page.ts";
import { join, ownerState } from "./support/people.ts";
import { expectLarge } from "./support/pictures.ts";

test.use({ storageState: ownerState });

type Comment = { id: string; body: string; edited: string | null; deleted: { by: { name: string } } | null };

async function say(id: string, body: object): Promise<Comment> {
  return (await call("POST", `/api/v1/outputs/${id}/comments`, body)).body as unknown as Comment;
}

async function comments(id: string): Promise<Comment[]> {
  return (await call("GET", `/api/v1/outputs/${id}/comments`)).body["items"] as Comment[];
}

async function openLarge(page: Page, { id }: Pick<Output, "id">): Promise<Desk> {
  await page.goto(`/review?output=${id}`);
  await expect(field(page)).toBeVisible();
  await expectLarge(page, await stored(id));
  return new Desk(page);
}

function field(page: Page) {
  return page.getByRole("textbox", { name: "Comment", exact: true });
}

function said(page: Page, number: number) {
  return page.getByRole("article", { name: `Comment ${number} by` });
}

async function choose(page: Page, number: number, action: "Edit" | "Delete…"): Promise<void> {
  await said(page, number).hover();
  await page.getByRole("button", { name: `What to do with comment ${number}` }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

test("CMT-4 one's own comment is put otherwise by keyboard, says so, and shows what it said before", async ({
  page,
}) => {
  const output = await makeOutput();
  const desk = await openLarge(page, output);
  await desk.press("n");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("six toes");
  await desk.press("Control+Enter");
  await expect(said(page, 1)).toContainText("six toes");
  await choose(page, 1, "Edit");
  const edit = page.getByRole("textbox", { name: "Comment 1, being edited" });
  await expect(edit).toBeFocused();
  await desk.press("Control+a");
  await page.keyboard.type("six fingers");
  await desk.press("Control+Enter");
  await expect(said(page, 1)).toContainText("six fingers");
  await said(page, 1)
    .getByRole("button", { name: /^edited/ })
    .click();
  await expect(page.getByRole("list", { name: "What it said before" })).toHaveText("six toes");
  expect(await comments(output.id)).toMatchObject([{ body: "six fingers" }]);
  expect(await stored(output.id), "keys typed into the field gave no verdict").toMatchObject({ revision: 0 });
  expect(await seriousOn(page)).toEqual([]);
});

test("CMT-4 TILE-3 a deleted comment leaves a line, takes its drawings along, and another's is an owner's to delete", async ({
  page,
  browser,
}) => {
  const output = await makeOutput();
  const shapes = [{ kind: "pin", at: [0.5, 0.5] }];
  await say(output.id, { body: "wrong picture", shapes });
  await say(output.id, { body: "this stays" });
  const mara = await join(browser, "reviewer", "Mara Reader");
  await openLarge(mara, output);
  await expect(said(mara, 2)).toBeVisible();
  await expect(mara.getByRole("button", { name: /What to do with comment/ })).toHaveCount(0);

  await openLarge(page, output);
  await expect(page.locator("[data-mark]")).toHaveCount(1);
  await choose(page, 1, "Delete…");
  await expect(page.getByRole("dialog", { name: "Delete comment 1?" })).toBeVisible();
  expect(await seriousOn(page)).toEqual([]);
  await page.getByRole("button", { name: "Delete it" }).click();
  await expect(page.getByRole("article", { name: "Comment 1, deleted" })).toContainText(
    "Deleted by Olga Owner",
  );
  await expect(page.locator("[data-mark]")).toHaveCount(0);
  await expect(page.getByRole("dialog", { name: /Delete/ })).toHaveCount(0);
  await expect(page.locator(":focus"), "the focus is on the picture").toHaveAttribute("data-stage");
  await expect(mara.getByRole("article", { name: "Comment 1, deleted" }), "others see it go").toBeVisible();
  await expect.poll(() => stored(output.id)).toMatchObject({ comments: 1, drawings: 0 });
  await page.keyboard.press("Escape");
  await expect(new Desk(page).tile(output)).toHaveAccessibleName(/1 comment/);
  await expect(new Desk(page).tile(output)).not.toHaveAccessibleName(/drawing/);
});

test("CMT-4 who is called is told at once, finds it in the list of mentions, and is led to the comment", async ({
  page,
  browser,
}) => {
  const [output, other] = await Promise.all([makeOutput(), makeOutput()]);
  const mara = await join(browser, "reviewer", "Mara Reader");
  const { body: people } = await call("GET", "/api/v1/members");
  const members = people["items"] as { userId: string; name: string; since: string }[];
  const me = members
    .filter(({ name }) => name === "Mara Reader")
    .toSorted((a, b) => (a.since < b.since ? 1 : -1))[0];
  const bell = mara.getByRole("button", { name: /^Mentions/ });
  await expect(bell).toHaveAccessibleName("Mentions");
  // What comes before the page listens is counted, and not told.
  await expectLive(mara);

  const mentions = [me?.userId];
  const first = await say(output.id, { body: "@Mara Reader is the left hand right?", mentions });
  await expect(mara.getByText("mentioned you.")).toBeVisible();
  await expect(bell).toHaveAccessibleName("Mentions, 1 unread");
  await say(other.id, { body: "@Mara Reader and this?", mentions });
  await expect(bell).toHaveAccessibleName("Mentions, 2 unread");

  await bell.click();
  const lines = mara.getByRole("list", { name: "Mentions" }).getByRole("listitem");
  await expect(lines).toHaveCount(2);
  await expect(lines.first()).toContainText("and this?");
  expect(await seriousOn(mara)).toEqual([]);
  await lines.last().getByRole("link").click();
  await expect(mara.locator(`#comment-${first.id}`)).toHaveAttribute("aria-current", "true");
  await expect(bell).toHaveAccessibleName("Mentions, 1 unread");
  await mara.reload();
  await expect(bell, "the server remembers").toHaveAccessibleName("Mentions, 1 unread");

  await mara.goto("/mentions");
  await mara.getByRole("button", { name: "Mark all as read" }).click();
  await expect(mara.getByText("All read")).toBeVisible();
  await expect(bell).toHaveAccessibleName("Mentions");
  await page.goto("/mentions");
  await expect(
    page.getByText(/Nobody has called you yet/).or(page.getByRole("list", { name: "Mentions" })),
  ).toBeVisible();
  await expect(page.getByText("and this?"), "everybody has their own").toHaveCount(0);
});
