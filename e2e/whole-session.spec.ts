import { expect, test, type Page } from "@playwright/test";
import { call, makeOutput, type Output } from "./support/api.ts";
import { Desk, stored } from "./support/desk.ts";
import { join } from "./support/people.ts";
import { makeLongQueue } from "./support/queue.ts";

type Decision = { verdict: string; by: { name: string } };
type Wanted = { verdicts: string[]; by: string };

const words: Record<string, RegExp> = {
  pending: /undecided/i,
  approved: /approved/i,
  rejected: /rejected/i,
  reseeded: /re-seeded/i,
};
const keys = { a: "approved", x: "rejected", "3": "rejected", r: "reseeded" } as const;
type Key = keyof typeof keys;

/** Somebody at the desk who keeps a list of what they pressed: in the end the server has to agree with it. */
class Reviewer {
  readonly desk: Desk;
  readonly pressed = new Map<string, Wanted>();
  readonly name: string;

  constructor(page: Page, name: string) {
    this.desk = new Desk(page);
    this.name = name;
  }

  /** Gives the current picture a verdict, and waits until the desk has gone on. Answers which picture it was. */
  async decide(key: Key): Promise<string> {
    const id = await this.desk.current();
    await this.desk.press(key);
    await expect.poll(() => this.desk.current()).not.toBe(id);
    const { verdicts } = this.pressed.get(id) ?? { verdicts: [] };
    this.pressed.set(id, { verdicts: [...verdicts, keys[key]], by: this.name });
    return id;
  }

  /** Takes the last verdict back, which brings its picture back under the cursor. */
  async undo(id: string): Promise<void> {
    await this.desk.press("u");
    await expect.poll(() => this.desk.current()).toBe(id);
    const { verdicts } = this.pressed.get(id) ?? { verdicts: [] };
    this.pressed.set(id, { verdicts: [...verdicts, "withdrawn"], by: this.name });
  }

  /** Every tile in sight says what the server holds: looked at anew until it does, for the list may still scroll. */
  async expectTruth(): Promise<void> {
    await expect(async () => {
      const tiles = await this.desk.tiles.evaluateAll((all) =>
        all.map((tile) => ({
          id: tile.getAttribute("data-tile") ?? "",
          says: tile.getAttribute("aria-label"),
        })),
      );
      expect(tiles.length).toBeGreaterThan(0);
      for (const { id, says } of tiles) {
        const { state } = await stored(id);
        expect(says, id).toMatch(words[state] ?? /never/);
      }
    }).toPass({ timeout: 20_000 });
  }
}

/** What was pressed and what the server has, by output: verdicts in their order, and whose they are. */
async function history(id: string): Promise<Decision[]> {
  const { body } = await call("GET", `/api/v1/outputs/${id}`);
  return (body["decisions"] as (Decision & { revision: number })[]).toSorted(
    (a, b) => a.revision - b.revision,
  );
}

test("a newcomer decides forty pictures by keyboard through reloads, a second reviewer, a lost network, a wrong key and new pictures: the server holds what was pressed, nothing twice, nothing lost", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const { outputs, query, seed } = await makeLongQueue(46);
  const ours = new Set(outputs.map(({ id }) => id));
  const page = await join(browser, "reviewer", "Nina Newcomer");
  const nina = new Reviewer(page, "Nina Newcomer");
  await nina.desk.open(query);

  await test.step("ten verdicts, one after the other", async () => {
    for (const key of ["a", "a", "x", "3", "a", "r", "a", "a", "x", "a"] as const) await nina.decide(key);
    await nina.expectTruth();
  });

  await test.step("a reload: the list goes on where it stopped", async () => {
    await page.reload();
    await expect(nina.desk.tiles.first()).toBeVisible();
    await expect.poll(() => nina.desk.current()).not.toBe("");
    expect(nina.pressed.has(await nina.desk.current())).toBe(false);
    expect((await stored(await nina.desk.current())).state).toBe("pending");
    await nina.expectTruth();
    for (const key of ["a", "3", "a"] as const) await nina.decide(key);
  });

  await test.step("a wrong key, and back", async () => {
    const id = await nina.decide("x");
    await expect.poll(async () => (await stored(id)).state).toBe("rejected");
    await nina.undo(id);
    await expect.poll(async () => (await stored(id)).state).toBe("pending");
    expect(await nina.decide("a")).toBe(id);
  });

  const mara = new Reviewer(await join(browser, "reviewer", "Mara Second"), "Mara Second");
  await test.step("a second reviewer decides further on, and the first does not decide that again", async () => {
    await mara.desk.open(query);
    const start = await nina.desk.current();
    while ((await mara.desk.current()) === start || nina.pressed.has(await mara.desk.current())) {
      await mara.desk.press("ArrowRight");
    }
    const taken = await mara.decide("a");
    const alsoTaken = await mara.decide("x");
    for (const id of [taken, alsoTaken]) {
      await expect(nina.desk.tile({ id })).not.toHaveAccessibleName(/undecided/i);
    }
    for (const key of ["a", "a", "x", "a"] as const) await nina.decide(key);
    for (const id of [taken, alsoTaken]) expect(nina.pressed.has(id)).toBe(false);
  });

  await test.step("the network goes away under two verdicts, and they arrive once it is back", async () => {
    await page.context().setOffline(true);
    const lost = [await nina.decide("a"), await nina.decide("x")];
    for (const id of lost) expect((await stored(id)).state).toBe("pending");
    await page.context().setOffline(false);
    await expect.poll(async () => (await stored(lost[0] ?? "")).state, { timeout: 20_000 }).toBe("approved");
    await expect.poll(async () => (await stored(lost[1] ?? "")).state, { timeout: 20_000 }).toBe("rejected");
  });

  await test.step("pictures arrive meanwhile and move nothing", async () => {
    const before = await nina.desk.current();
    const fresh = await makeOutput({ seed, detail: 2, shadow: 0.9 });
    await expect(page.getByRole("button", { name: /at the end of the list/ })).toBeVisible();
    expect(await nina.desk.current()).toBe(before);
    await expect(nina.desk.tile(fresh)).toHaveCount(0);
  });

  await test.step("on to forty", async () => {
    while ([...nina.pressed.keys()].filter((id) => ours.has(id)).length < 40) {
      await nina.decide(nina.pressed.size % 5 === 0 ? "3" : "a");
    }
    await nina.expectTruth();
  });

  await test.step("the server agrees with both lists", async () => {
    for (const reviewer of [nina, mara]) await expectStored(reviewer.pressed);
    for (const { id } of outputs.filter(
      (output: Output) => !nina.pressed.has(output.id) && !mara.pressed.has(output.id),
    )) {
      expect(await history(id), `${id} was never decided`).toEqual([]);
    }
  });
  await page.context().close();
  await mara.desk.page.context().close();
});

async function expectStored(pressed: ReadonlyMap<string, Wanted>): Promise<void> {
  for (const [id, { verdicts, by }] of pressed) {
    await expect
      .poll(async () => (await history(id)).map(({ verdict }) => verdict), { message: id, timeout: 15_000 })
      .toEqual(verdicts);
    expect((await history(id)).map((decision) => decision.by.name)).toEqual(verdicts.map(() => by));
  }
}

test("A11Y-1 twenty pictures by keyboard alone: decided, undone, compared, commented on, and closed with a receipt", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { outputs, query } = await makeLongQueue(20);
  const page = await join(browser, "reviewer", "Kim Keys");
  const kim = new Reviewer(page, "Kim Keys");
  // A pointer would be noticed: from here on nothing but keys is used.
  await kim.desk.open(query);
  await page.evaluate(() => {
    for (const kind of ["pointerdown", "mousedown", "touchstart"]) {
      window.addEventListener(kind, () => document.body.setAttribute("data-pointed", kind), {
        capture: true,
      });
    }
  });
  for (const key of ["a", "3", "a", "x", "a"] as const) await kim.decide(key);

  await test.step("a wrong key is taken back", async () => {
    const id = await kim.decide("x");
    await kim.undo(id);
    await kim.decide("a");
  });

  await test.step("a comment is written on a picture, and the picture decided in the large view", async () => {
    const id = await kim.desk.current();
    await kim.desk.press("Enter");
    await expect(kim.desk.large.first()).toBeVisible();
    await kim.desk.press("n");
    await expect(page.getByRole("textbox", { name: "Comment" })).toBeFocused();
    await page.keyboard.type("six fingers on the left hand");
    await kim.desk.press("ControlOrMeta+Enter");
    await expect(page.getByRole("article", { name: /^Comment 1 by Kim Keys/ })).toBeVisible();
    await expect(page.locator("textarea:focus, input:focus")).toHaveCount(0);
    await kim.desk.press("x");
    kim.pressed.set(id, { verdicts: ["rejected"], by: kim.name });
    await expect.poll(async () => (await stored(id)).state).toBe("rejected");
    await kim.desk.press("Escape");
    await expect(page.locator('[role="gridcell"][tabindex="0"]')).toBeFocused();
    await expect.poll(() => kim.desk.current()).not.toBe(id);
  });

  await test.step("two pictures are compared, flipped and one of them decided", async () => {
    await kim.desk.press("c");
    await expect(page.getByRole("region", { name: "Compare" })).toBeVisible();
    await kim.desk.press("m", "f");
    await kim.desk.press("Escape");
    await expect(page.getByRole("region", { name: "Compare" })).toHaveCount(0);
    await kim.desk.press("Escape");
    await expect(page.locator('[role="gridcell"][tabindex="0"]')).toBeFocused();
  });

  await test.step("the others, and the receipt", async () => {
    // What the screen asks has just changed: for a moment no key decides, lest one meant for something else does.
    const resumed = await kim.desk.current();
    await expect(async () => {
      if ((await kim.desk.current()) === resumed) await kim.desk.press("a");
      await expect.poll(() => kim.desk.current(), { timeout: 2000 }).not.toBe(resumed);
    }).toPass();
    kim.pressed.set(resumed, { verdicts: ["approved"], by: kim.name });
    while (kim.pressed.size < outputs.length - 1) await kim.decide("a");
    const last = await kim.desk.current();
    await kim.desk.press("a");
    kim.pressed.set(last, { verdicts: ["approved"], by: kim.name });
    await expect(page.getByRole("heading", { name: "Everything is decided" })).toBeVisible();
    // Keys meant for the picture are let through to nobody for a moment; then Enter closes.
    await expect(async () => {
      await kim.desk.press("Enter");
      await expect(page).toHaveURL(/\/review\/receipts\//, { timeout: 500 });
    }).toPass();
    await expect(page.getByRole("heading", { level: 1, name: "Receipt" })).toBeVisible();
  });
  expect(await page.locator("body").getAttribute("data-pointed")).toBeNull();
  await expectStored(kim.pressed);
  await page.context().close();
});
