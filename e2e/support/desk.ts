import { expect, type Locator, type Page } from "@playwright/test";
import { call, type Output } from "./api.ts";
import { expectFurnished } from "./page.ts";
import { closeSessions, sendGuestsHome } from "./people.ts";
import { expectLarge } from "./pictures.ts";

/** The review desk as a person sees it. */
export class Desk {
  readonly page: Page;
  readonly tiles: Locator;
  readonly large: Locator;

  constructor(page: Page) {
    this.page = page;
    this.tiles = page.getByRole("gridcell");
    this.large = page.getByRole("dialog", { name: "Large view" }).or(page.getByLabel("Large view"));
  }

  /** Opens a list as it is now. What this person left open is closed first, unless it is to be resumed. */
  async open(query = "", { resume = false } = {}): Promise<void> {
    await sendGuestsHome();
    if (!resume) await closeSessions(this.page);
    await this.page.goto(`/review${query}`);
    await this.expectReady();
  }

  /** The list is read, digits have their reasons, nothing more moves in from below, and keys mean a picture. */
  async expectReady(): Promise<void> {
    await expect(this.tiles.first()).toBeVisible();
    await expect(this.page.locator('[data-action^="reject-reason-"]').first()).toBeAttached();
    await expectFurnished(this.page);
    await this.page.waitForFunction(() => document.activeElement?.getAttribute("role") === "gridcell");
  }

  tile(output: { id: string }): Locator {
    return this.page.locator(`[data-tile="${output.id}"]`);
  }

  /** The output that a key would hit; the one before for as long as a step is not drawn: ask again, or expect. */
  async current(): Promise<string> {
    return (await this.page.locator('[role="gridcell"][tabindex="0"]').getAttribute("data-tile")) ?? "";
  }

  async expectCurrent(output: string | { id: string } | undefined, message?: string): Promise<void> {
    const id = typeof output === "string" ? output : output?.id;
    await expect.poll(() => this.current(), message).toBe(id);
  }

  /** The tiles in the page, in their order: of a list that is longer than the window, those near what is in sight. */
  order(): Promise<string[]> {
    return this.tiles.evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute("data-tile") ?? ""));
  }

  async expectOrder(outputs: readonly (string | { id: string } | undefined)[]): Promise<void> {
    const ids = outputs.map((one) => (typeof one === "string" ? one : one?.id));
    await expect.poll(() => this.order()).toEqual(ids);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Opens the current picture large, which is `output`, and waits until it is seen and keys mean it. */
  async enlarge(output: { id: string } | undefined): Promise<void> {
    await this.press("Enter");
    await expectLarge(this.page, await stored(output?.id ?? ""));
  }
}

/** What the server holds, not what the screen says. */
export async function stored(id: string): Promise<Output> {
  return (await call("GET", `/api/v1/outputs/${id}`)).body as unknown as Output;
}

export async function expectState(output: string | { id: string } | undefined, state: string): Promise<void> {
  const id = typeof output === "string" ? output : (output?.id ?? "");
  await expect.poll(async () => (await stored(id)).state, id).toBe(state);
}
