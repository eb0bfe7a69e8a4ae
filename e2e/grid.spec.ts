import { expect, test, type Locator, type Page } from "@playwright/test";
import { call, finished, items, outputsOf, type Output, type Run } from "./support/api.ts";
import { Desk, expectState, stored } from "./support/desk.ts";
import { restingBox } from "./support/page.ts";
import { ownerState } from "./support/people.ts";
import { makeQueue, type Queue } from "./support/queue.ts";

test.use({ storageState: ownerState });

let queue: Queue;

test.beforeAll(async () => {
  queue = await makeQueue(8);
});

function strip(tile: Locator): Locator {
  return tile.locator("[data-strip]");
}

function first(): Output {
  const [output] = queue.outputs;
  if (output === undefined) throw new Error("The queue is empty.");
  return output;
}

test("TILE-1 T-15 DOM order, visual order and queue order are one, in cells of one size that show whole pictures", async ({
  page,
}) => {
  const desk = new Desk(page);
  await desk.open(queue.query);
  const order = queue.outputs.map(({ id }) => id);
  await desk.expectOrder(order);
  await restingBox(desk.tile(first()));
  const boxes = await page.locator("[data-tile]").evaluateAll((tiles) =>
    tiles.map((tile) => {
      const { x, y, width, height } = tile.getBoundingClientRect();
      return { id: tile.getAttribute("data-tile") ?? "", x, y, size: `${width} × ${height}` };
    }),
  );
  const seen = boxes.toSorted((a, b) => a.y - b.y || a.x - b.x).map(({ id }) => id);
  expect(seen).toEqual(order);
  expect(new Set(boxes.map(({ size }) => size)).size).toBe(1);
});

test("TILE-1 three sizes, of which the chosen one is remembered", async ({ page }) => {
  const desk = new Desk(page);
  await desk.open(queue.query);
  const widths: number[] = [];
  for (const name of ["S", "M", "L"]) {
    await page.getByRole("radio", { name }).check({ force: true });
    await expect(page.getByRole("radio", { name })).toBeChecked();
    await expect
      .poll(async () => (await restingBox(desk.tile(first()))).width)
      .toBeGreaterThan(widths.at(-1) ?? 0);
    widths.push((await restingBox(desk.tile(first()))).width);
  }
  await page.reload();
  await expect(page.getByRole("radio", { name: "L" })).toBeChecked();
  await expect.poll(async () => (await desk.tile(first()).boundingBox())?.width).toBe(widths[2]);
});

test("TILE-2 TILE-8 TILE-9 a verdict shows at once, hollow until the server has it; a reload meanwhile shows what is stored", async ({
  page,
}) => {
  const desk = new Desk(page);
  await desk.open(queue.query);
  const { id } = first();
  await desk.expectCurrent(id);
  let letGo = () => undefined as unknown;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(`**/api/v1/outputs/${id}/decision`, async (route) => {
    await held;
    await route.continue().catch(() => undefined);
  });
  await desk.press("a");
  await expect(strip(desk.tile({ id }))).toHaveAttribute("data-strip", "hollow");
  await expect(desk.tile({ id })).toHaveAccessibleName(/approved/);

  const second = await page.context().newPage();
  // What was on its way is sent again as soon as the last step is known; what is stored is seen until then.
  await second.route("**/api/v1/steps/last*", async (route) => {
    await held;
    await route.continue().catch(() => undefined);
  });
  await second.goto(page.url());
  await expect(strip(new Desk(second).tile({ id }))).toHaveAttribute("data-strip", "pending");
  letGo();
  await expect(strip(desk.tile({ id }))).toHaveAttribute("data-strip", "approved");
  await expectState(id, "approved");
  // Beside the picture, and never on it.
  const edge = await restingBox(strip(desk.tile({ id })));
  const picture = await restingBox(desk.tile({ id }).locator("img"));
  expect(edge.width).toBeGreaterThan(0);
  expect(edge.x + edge.width).toBeLessThanOrEqual(picture.x);
  await second.close();
  await desk.press("u");
  await expectState(id, "pending");
});

test("TILE-8 T-9 a verdict that fails is taken back from its tile, said, and its output is the current one again", async ({
  page,
}) => {
  const desk = new Desk(page);
  await desk.open(queue.query);
  const { id } = first();
  await desk.expectCurrent(id);
  await page.route(`**/api/v1/outputs/${id}/decision`, (route) =>
    route.fulfill({ status: 400, json: { error: { code: "malformed", message: "It broke." } } }),
  );
  await desk.press("a");
  await expect(page.getByText(/was not saved/).first()).toBeVisible();
  await desk.expectCurrent(id);
  await expect(strip(desk.tile({ id }))).toHaveAttribute("data-strip", "pending");
  expect((await stored(id)).state).toBe("pending");
});

test("TILE-3 TILE-4 one line says workflow and end of the seed, and counts only what is there", async ({
  page,
}) => {
  const [quiet, talked] = queue.outputs;
  await call("POST", `/api/v1/outputs/${talked?.id}/comments`, {
    body: "The left edge.",
    audience: "internal",
  });
  const desk = new Desk(page);
  await desk.open(queue.query);
  const seed = String(queue.seed).slice(-6);
  await expect(desk.tile({ id: quiet?.id ?? "" })).toContainText(`Abstract card…${seed}`);
  await expect(desk.tile({ id: quiet?.id ?? "" }).getByTitle(/comment/)).toHaveCount(0);
  await expect(desk.tile({ id: talked?.id ?? "" }).getByTitle(/1 comment$/)).toBeVisible();
});

test("TILE-6 a placeholder has the place and shape of its picture: nothing shifts when that arrives", async ({
  page,
}) => {
  const { body } = await call("POST", "/api/v1/runs", {
    workflow: "model_free_card",
    params: { width: 1280, height: 768 },
  });
  const [wide] = outputsOf(await finished((body["items"] as Run[])[0]?.id ?? ""));
  let letGo = () => undefined as unknown;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(`**/files/${wide?.sha256}/**`, async (route) => {
    await held;
    await route.continue();
  });
  const desk = new Desk(page);
  await desk.open(`?run=${wide?.runId}`);
  const picture = desk.tile({ id: wide?.id ?? "" }).locator("img");
  await expect(picture).toHaveCSS("background-image", /^url\("data:image\/png/);
  const before = await restingBox(picture);
  expect(before.width / before.height).toBeCloseTo(1280 / 768, 1);
  letGo();
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  expect(await restingBox(picture)).toEqual(before);
});

test("TILE-7 a thumbnail that fails says why, can be tried again and decided, and keeps its place", async ({
  page,
}) => {
  const [, , , lost] = queue.outputs;
  await page.route(`**/files/${lost?.sha256}/256*`, (route) => route.fulfill({ status: 404, body: "" }));
  const desk = new Desk(page);
  await desk.open(queue.query);
  const tile = desk.tile({ id: lost?.id ?? "" });
  await expect(tile).toContainText("The thumbnail is missing from the file store.");
  const box = await restingBox(tile);
  await page.unroute(`**/files/${lost?.sha256}/256*`);
  await tile.getByRole("button", { name: "Try again" }).click();
  await expect
    .poll(() => tile.locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(256);
  expect(await restingBox(tile)).toEqual(box);
});

test("KEY-12 T-14 a key means the output with the cursor, wherever the pointer rests", async ({ page }) => {
  const desk = new Desk(page);
  await desk.open(queue.query);
  const { id } = first();
  await desk.expectCurrent(id);
  const hovered = queue.outputs.at(-1)?.id ?? "";
  await desk.tile({ id: hovered }).hover();
  await desk.press("a");
  await expectState(id, "approved");
  expect(await stored(hovered)).toMatchObject({ state: "pending", revision: 0 });
  await desk.press("u");
  await expectState(id, "pending");
});

test("A11Y-2 the grid tells rows and columns of the whole list, and one tile takes the focus", async ({
  page,
}) => {
  const desk = new Desk(page);
  await desk.open(queue.query);
  const grid = page.getByRole("grid", { name: "Pictures" });
  let columns = 0;
  await expect(async () => {
    columns = Number(await grid.getAttribute("aria-colcount"));
    expect(columns).toBeGreaterThan(0);
    await expect(grid).toHaveAttribute("aria-rowcount", String(Math.ceil(8 / columns)), { timeout: 1000 });
  }).toPass();
  await expect(page.locator('[role="gridcell"][tabindex="0"]')).toHaveCount(1);
  await desk.press("End");
  const last = desk.tile({ id: queue.outputs.at(-1)?.id ?? "" });
  await expect(last).toBeFocused();
  await expect(last).toHaveAccessibleName(/^8, Abstract card, seed …\d{6}, undecided$/);
  await expect(last).toHaveAttribute("aria-colindex", String(((8 - 1) % columns) + 1));
  await desk.press("Home");
  await expect(desk.tile(first())).toBeFocused();
});

test("T-23 BOX-7 closing the large view gives the focus back to the tile of the current output", async ({
  page,
}) => {
  const desk = new Desk(page);
  await desk.open(queue.query);
  await desk.enlarge(first());
  await desk.press("ArrowRight", "ArrowRight", "Escape");
  await expect(desk.large).toHaveCount(0);
  await expect(desk.tile({ id: queue.outputs[2]?.id ?? "" })).toBeFocused();
});

test("a list of thousands is passed through at speed: pictures are asked for where it rests, and the thumb says where that is", async ({
  page,
}) => {
  const total = 5000;
  const asked = new Set<number>();
  let template: object | undefined;
  await page.route(/review-sessions\/[^/]+\/outputs/, async (route) => {
    const search = new URL(route.request().url()).searchParams;
    const from = Number(search.get("from") ?? 0);
    const count = Math.min(Number(search.get("limit") ?? 100), total - from);
    if (template === undefined) {
      const answer = (await (await route.fetch()).json()) as { items: object[] };
      template = answer.items[0];
    }
    const listed = Array.from({ length: count }, (_, index) => {
      const position = from + index;
      const sha256 = position.toString(16).padStart(64, "0");
      return { ...template, id: `output-${position}`, sha256, position };
    });
    await route.fulfill({ json: { items: listed, from, total } });
  });
  const image = await page.request.get(`/files/${first().sha256}/256`);
  const body = await image.body();
  await page.route("**/files/**", async (route) => {
    asked.add(Number.parseInt(/files\/(\w+)\//.exec(route.request().url())?.[1] ?? "", 16));
    await route.fulfill({ body, contentType: "image/webp" });
  });
  const desk = new Desk(page);
  await desk.open(queue.query);
  await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", /^\d{3,4}$/);
  await expect.poll(() => asked.size).toBeGreaterThan(10);
  const before = new Set(asked);
  const { most, rested } = await page.evaluate(async () => {
    const scroller = document.querySelector("[data-grid-scroller]");
    if (scroller === null) throw new Error("Nothing scrolls.");
    let most = 0;
    // A machine that draws so slowly that the list rests on the way, and the jump after it, is looked at by right.
    const rested: string[] = [];
    let isJump = true;
    for (let frame = 0; frame < 60; frame += 1) {
      const since = performance.now();
      scroller.scrollTop += 2000;
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      const tiles = [...document.querySelectorAll("[data-tile]")];
      most = Math.max(most, tiles.length);
      const isSlow = performance.now() - since > 100;
      if (isJump || isSlow) rested.push(...tiles.map((tile) => tile.getAttribute("data-tile") ?? ""));
      isJump = isSlow;
    }
    return { most, rested };
  });
  expect(most).toBeLessThanOrEqual(150);
  await expect
    .poll(async () => (await desk.order()).filter((id) => asked.has(Number(id.split("-")[1]))).length)
    .toBeGreaterThan(10);
  const inSight = (await desk.order()).map((id) => Number(id.split("-")[1]));
  const onTheWay = new Set(rested.map((id) => Number(id.split("-")[1])));
  const rest = [...asked].filter((position) => !before.has(position) && !onTheWay.has(position));
  const [firstSeen, lastSeen] = [Math.min(...inSight.filter((at) => at > 200)), Math.max(...inSight)];
  expect(rest.filter((position) => position < firstSeen || position > lastSeen)).toEqual([]);
  await expect(page.locator("[data-scroll-thumb]")).toContainText(/^[\d,.\s]+ of 5.?000$/);
});

test("near-duplicates beside each other lie in a pile; what a key hits is never hidden in it", async ({
  page,
}) => {
  const { query, outputs } = await makePile();
  const ids = outputs.map(({ id }) => id);
  const desk = new Desk(page);
  await desk.open(query);
  await desk.expectOrder(ids);
  await arrange(page, "In piles");
  await expect(page.locator("[data-tile]")).toHaveCount(1);
  await expect(desk.tile({ id: ids[0] ?? "" })).toHaveAccessibleName(/pile of 3 that look alike/);
  await desk.tile({ id: ids[0] ?? "" }).click();
  await desk.press("o");
  await desk.expectOrder(ids);
  await desk.press("o");
  await expect(page.locator("[data-tile]")).toHaveCount(1);
  // The next undecided lies beneath: the pile opens to show it.
  await desk.press("j");
  await expect(page.locator("[data-tile]")).toHaveCount(3);
  await expect(desk.tile({ id: ids[1] ?? "" })).toBeFocused();
});

test("the best of a pile is kept, the others rejected as duplicates, and undo takes all of it back", async ({
  page,
}) => {
  const { query, outputs } = await makePile();
  const [other, best, another] = outputs.map(({ id }) => id);
  const desk = new Desk(page);
  await desk.open(query);
  await arrange(page, "In piles");
  await expect(page.locator("[data-tile]")).toHaveCount(1);
  await desk.tile({ id: other ?? "" }).click();
  await desk.press("o");
  await desk.tile({ id: best ?? "" }).click();
  await desk.expectCurrent(best);
  await desk.press("p");
  const question = page.getByRole("dialog");
  await expect(question).toContainText(/Approve …\d{6} and reject 2 others as “Too similar”/);
  await question.getByRole("button", { name: "Keep it" }).click();
  await expectState(best, "approved");
  for (const id of [other, another]) await expectState(id, "rejected");
  await page.getByRole("button", { name: /^Undo/ }).click();
  for (const id of [other, best, another]) await expectState(id, "pending");
});

test("sections have headings and keep the reading order", async ({ page }) => {
  const desk = new Desk(page);
  await desk.open(queue.query);
  await arrange(page, "By run");
  await expect(page.getByRole("rowheader").first()).toHaveText(/^Abstract card, run …\S{6}.*1 picture/);
  await expect(async () => {
    const seen = await desk.order();
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual(queue.outputs.map(({ id }) => id).slice(0, seen.length));
  }).toPass();
  await desk.tile(first()).click();
  await desk.expectCurrent(first());
  await desk.press("ArrowDown");
  await expect(desk.tile({ id: queue.outputs[1]?.id ?? "" })).toBeFocused();
});

async function arrange(page: Page, choice: string): Promise<void> {
  await page.getByRole("button", { name: "Sections and piles" }).click();
  await page.getByRole("menuitemradio", { name: choice }).click();
}

/** Three pictures of one lineage and one seed that differ in their shadows, and the address that lists just these. */
async function makePile() {
  const { outputs, query } = await makeQueue(1);
  const { body } = await call("POST", `/api/v1/outputs/${outputs[0]?.id}/reseeds`, {
    vary: { grain: "parameter", name: "shadow", values: [0.4, 0.5, 0.55] },
  });
  const children: Output[] = [];
  for (const { id } of body["items"] as Run[]) children.push(...outputsOf(await finished(id)));
  const order = (await items<Output>(`/api/v1/outputs${query}&state=pending`)).map(({ id }) => id);
  return { query, outputs: children.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id)) };
}
