import { expect, test, type Page } from "@playwright/test";
import { call, finished, outputsOf, type Json, type Output, type Run } from "./support/api.ts";
import { seriousOn } from "./support/axe.ts";
import { Desk, expectState, stored } from "./support/desk.ts";
import { expectLive } from "./support/page.ts";
import { join, ownerState } from "./support/people.ts";
import { newWord } from "./support/pictures.ts";

test.use({ storageState: ownerState });

/** A word that no other test puts on a picture. */
let mark = "";
let made: Output[] = [];

const at = (index: number): Output => {
  const output = made[index];
  if (output === undefined) throw new Error("The pictures were not made.");
  return output;
};

async function put(path: string, body: Json): Promise<void> {
  const { status, text } = await call("PUT", path, body);
  expect(status, text).toBe(200);
}

// Three pictures that carry the word: approved with five stars, rejected for a reason, undecided.
test.beforeAll(async () => {
  mark = newWord("find-");
  const params = { detail: 7 };
  const { body } = await call("POST", "/api/v1/runs", { workflow: "model_free_card", params, count: 3 });
  const runs = await Promise.all((body["items"] as Run[]).map(({ id }) => finished(id)));
  made = runs.flatMap((run) => outputsOf(run).map((output) => ({ ...output, seed: run.seed })));
  for (const { id } of made) await put(`/api/v1/outputs/${id}/labels/${mark}`, {});
  const [reason] = (await call("GET", "/api/v1/reasons")).body["items"] as { id: string }[];
  await put(`/api/v1/outputs/${at(0).id}/decision`, { verdict: "approved", expected: 0 });
  await put(`/api/v1/outputs/${at(0).id}/rating`, { stars: 5 });
  await put(`/api/v1/outputs/${at(1).id}/decision`, { verdict: "rejected", reason: reason?.id, expected: 0 });
});

const chip = (page: Page, text: string) => page.getByRole("button", { name: `Remove the filter ${text}` });
const picker = (page: Page) => page.getByRole("combobox", { name: "Filter by" });

async function openPicker(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(picker(page)).toBeFocused();
}

test("FIND-1 FIND-2 FIND-4 a filter is found by typing, stands as a chip and in the address, and Back goes by views", async ({
  page,
}) => {
  const desk = new Desk(page);
  await desk.open("?state=all");
  await openPicker(page);
  await picker(page).pressSequentially(mark);
  const found = page.getByRole("option", { name: `${mark} Label 3` });
  await expect(found).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(chip(page, `Label ${mark}`)).toBeVisible();
  await expect(desk.tiles).toHaveCount(3);
  await expect(page).toHaveURL(new RegExp(`label=${mark}`));

  await openPicker(page);
  await picker(page).fill("stars");
  await page.keyboard.press("Enter");
  await page.getByRole("option", { name: "4 stars or more" }).click();
  await expect(chip(page, "Stars 4 or more")).toBeVisible();
  await expect(desk.tile(at(0))).toBeVisible();
  await expect(desk.tiles).toHaveCount(1);

  await page.goBack();
  await expect(desk.tiles).toHaveCount(3);
  await page.goForward();
  await expect(desk.tiles).toHaveCount(1);
  await chip(page, `Label ${mark}`).click();
  await expect(chip(page, `Label ${mark}`)).toHaveCount(0);
  await expect(chip(page, "Stars 4 or more")).toBeVisible();
});

test("FIND-1 several values of a field at once, each with what it would leave, and a param as it is typed", async ({
  page,
}) => {
  const desk = new Desk(page);
  await desk.open(`?state=all&label=${mark}`);
  await openPicker(page);
  await picker(page).fill("state");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("option", { name: "Approved 1" })).toBeVisible();
  await page.getByRole("option", { name: "Approved 1" }).click();
  await page.getByRole("option", { name: "Rejected 1" }).click();
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(desk.tiles).toHaveCount(2);
  await expect(page).toHaveURL(/state=approved%2Crejected/);

  await openPicker(page);
  await picker(page).fill("detail >= 8");
  await page.getByRole("option", { name: "Detail >= 8", exact: true }).click();
  await expect(page.getByText("No picture matches")).toBeVisible();
  await expect(page).toHaveURL(/param\.detail=8\.\./);
});

test("FIND-1 a setting is chosen by what its form calls it, and its value by what one reads", async ({
  page,
}) => {
  const desk = new Desk(page);
  await desk.open(`?state=all&label=${mark}`);
  await openPicker(page);
  await picker(page).fill("setting");
  await page.keyboard.press("Enter");
  await page.getByRole("combobox", { name: "Setting" }).fill("ground");
  await page.keyboard.press("Enter");
  await page.getByRole("combobox", { name: "Ground" }).fill("ocean");
  await page.keyboard.press("Enter");
  await expect(chip(page, "Ground = Ocean")).toBeVisible();
  await expect(page).toHaveURL(/param\.colour=1193307/);
});

test("FIND-2 an address shows somebody else the same list", async ({ page, browser }) => {
  const address = `/review?state=approved%2Crejected&label=${mark}&param.detail=5..`;
  const desk = new Desk(page);
  await desk.open(address.slice("/review".length));
  await expect(desk.tiles).toHaveCount(2);
  const own = await desk.order();
  const other = await join(browser, "viewer", "Vera Sees");
  await other.goto(address);
  const theirs = new Desk(other);
  await theirs.expectOrder(own);
  await other.context().close();
});

test("FIND-3 what an address says in vain is left out with a notice, and the rest holds", async ({
  page,
}) => {
  const desk = new Desk(page);
  await desk.open(`?state=all&label=${mark}&bogus=1&rating=many`);
  await expect(page.getByText("it was left out: bogus, rating=many")).toBeVisible();
  await expect(desk.tiles).toHaveCount(3);
});

test("FIND-4 EMP-3 an empty list says its filter in words, and which part to take away to see most", async ({
  page,
}) => {
  await page.goto(`/review?state=approved&label=${mark}&rating=2`);
  await expect(page.getByRole("heading", { name: "No picture matches" })).toBeVisible();
  await expect(page.getByText(`Approved, stars 2, label ${mark}.`)).toBeVisible();
  await expect(page.getByText("Taking away stars 2 would bring most: 1.")).toBeVisible();
  await page.getByRole("button", { name: "Without stars 2: 1" }).click();
  await expect(new Desk(page).tile(at(0))).toBeVisible();
});

test("FIND-5 a view is saved under a name with its count, and only a shared one is anybody else's", async ({
  page,
  browser,
}) => {
  const desk = new Desk(page);
  await desk.open(`?state=all&label=${mark}`);
  // Longer than the panel is wide, which hides no counts.
  const name = `Marked ${mark} for the autumn catalogue and the newsletter of the week`;
  await page.getByRole("button", { name: "Views", exact: true }).click();
  await expect(page.getByRole("link", { name: /Needs my verdict/ })).toBeVisible();
  await page.getByLabel("Save this list").fill(name);
  await page.getByRole("button", { name: "Save view" }).click();
  const saved = page.getByRole("link", { name: new RegExp(`${name}.* 3`) });
  await expect(saved.getByText("3", { exact: false }).last()).toBeInViewport({ ratio: 1 });

  const other = await join(browser, "reviewer", "Rita Views");
  const views = other.getByRole("button", { name: "Views", exact: true });
  await other.goto("/review?state=all");
  await views.click();
  await expect(other.getByRole("link", { name: /Needs my verdict/ })).toBeVisible();
  await expect(other.getByRole("link", { name })).toHaveCount(0);

  await page.getByRole("button", { name: `Change the view ${name}` }).click();
  await page.getByRole("switch", { name: /^Share with/ }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await other.getByRole("link", { name }).click();
  await expect(new Desk(other).tiles).toHaveCount(3);
  await other.context().close();
});

test("FIND-7 a pasted seed, id or file hash opens its picture, whatever its state", async ({ page }) => {
  const desk = new Desk(page);
  const search = page.getByRole("searchbox", { name: "Search words, a seed, an id" });
  const { id, runId, seed, sha256 } = at(1);
  for (const text of [seed, runId, id, sha256]) {
    await desk.open("?state=all");
    await search.fill(` ${text} `);
    await search.press("Enter");
    await expect(desk.large).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`output=${id}`));
  }
});

test("FIND-8 an id of nobody's is answered as nothing, by the list, its count and its values", async () => {
  const nowhere = "01900000-0000-7000-8000-00000000dead";
  const list = await call("GET", `/api/v1/outputs?q=${nowhere}`);
  expect(list.body).toEqual({ items: [], nextCursor: null });
  expect((await call("GET", `/api/v1/outputs/count?q=${nowhere}`)).body).toEqual({ count: 0, more: false });
  expect((await call("GET", "/api/v1/outputs?project=nobodys")).status).toBe(404);
  expect((await call("GET", "/api/v1/outputs/count?project=nobodys")).status).toBe(404);
  expect((await call("GET", "/api/v1/outputs/facets/label?project=nobodys")).status).toBe(404);
});

test("RULE-2 T-12 stars and labels are given by B without touching the verdict, and undecided, rejected and rated are apart", async ({
  page,
}) => {
  const desk = new Desk(page);
  const waiting = at(2);
  await desk.open(`?state=pending&label=${mark}`);
  await expect(desk.tiles).toHaveCount(1);
  await desk.press("b");
  const dialog = page.getByRole("dialog", { name: "Stars and labels" });
  await dialog.getByRole("radio", { name: "3 stars" }).click();
  await dialog.getByRole("button", { name: "green" }).click();
  await expect(dialog.getByRole("button", { name: "Take off the label green" })).toBeVisible();
  await desk.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect
    .poll(() => stored(waiting.id))
    .toMatchObject({
      state: "pending",
      revision: 0,
      rating: 3,
      labels: expect.arrayContaining([expect.objectContaining({ name: "green" })]),
    });

  const ids = async (query: string) => {
    const { items } = (await call("GET", `/api/v1/outputs?label=${mark}&${query}`)).body as {
      items: Output[];
    };
    return items.map(({ id }) => id);
  };
  expect(await ids("state=pending")).toEqual([waiting.id]);
  expect(await ids("state=rejected")).toEqual([at(1).id]);
  expect(await ids("rating=3")).toEqual([waiting.id]);
  expect(await ids("rating=0")).toEqual([at(1).id]);
});

test("the palette opens on every page, finds views and pages, and decides nothing that was not asked for by name", async ({
  page,
}) => {
  await page.goto("/runs");
  await expect(page.getByRole("heading", { name: "Runs", exact: true })).toBeVisible();
  await expectLive(page);
  const palette = page.getByRole("combobox", { name: "Go to anything" });
  await page.keyboard.press("Control+k");
  await palette.fill("needs my");
  await expect(page.getByRole("option", { name: /Needs my verdict/ })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/review$|\/review\?session=/);

  const desk = new Desk(page);
  await desk.open(`?state=pending&label=${mark}`);
  await desk.press("Control+k");
  await expect(palette).toBeFocused();
  await expect(page.getByRole("option", { name: "Approve" })).toHaveCount(0);
  await desk.press("Escape");
  await expect(palette).toHaveCount(0);
  expect((await stored(at(2).id)).state).toBe("pending");

  await desk.press("Control+k");
  await palette.fill("approve");
  await page.getByRole("option", { name: "Approve A" }).click();
  await expectState(at(2), "approved");
});

test("the palette works under a thumb", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/");
  await expectLive(page);
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Go to anything" }).click();
  await page.getByRole("combobox", { name: "Go to anything" }).fill("servers");
  await page.getByRole("option", { name: "Servers", exact: true }).click();
  await expect(page).toHaveURL("/servers");
});

for (const theme of ["dark", "light"]) {
  test(`A11Y-10 FIND-5 axe finds nothing serious in filters, views, palette, stars and an empty list, ${theme}`, async ({
    page,
    context,
    baseURL,
  }) => {
    await context.addCookies([{ name: "theme", value: theme, url: baseURL ?? "" }]);
    const found: string[] = [];
    const look = async (where: string) => {
      found.push(...(await seriousOn(page)).map((complaint) => `${where}: ${complaint}`));
    };
    const desk = new Desk(page);
    await desk.open(`?state=all&label=${mark}&since=7d`);
    await openPicker(page);
    await look("filters");
    await picker(page).fill("workflow");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("option", { name: /^Abstract card/ })).toBeVisible();
    await look("values");
    await desk.press("Escape");
    await page.getByRole("button", { name: "Views", exact: true }).click();
    await expect(page.getByRole("link", { name: /Needs my verdict/ })).toBeVisible();
    await look("views");
    await desk.press("Escape");
    await expect(page.getByRole("link", { name: /Needs my verdict/ })).toHaveCount(0);
    await desk.press("Control+k");
    await expect(page.getByRole("combobox", { name: "Go to anything" })).toBeFocused();
    await look("palette");
    await desk.press("Escape");
    await desk.tile(at(0)).focus();
    await desk.press("b");
    await expect(page.getByRole("radio", { name: "5 stars" })).toBeVisible();
    await look("stars");
    await page.goto(`/review?state=approved&label=${mark}&rating=2`);
    await expect(page.getByRole("heading", { name: "No picture matches" })).toBeVisible();
    await look("empty");
    expect(found).toEqual([]);
  });
}
