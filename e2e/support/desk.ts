import { expect, type Locator, type Page } from "@playwright/test";
import { call, items, type Output } from "./api.ts";
import { sendGuestsHome } from "./people.ts";

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
    if (!resume) await this.closeSessions();
    await this.page.goto(`/review${query}`);
    await expect(this.tiles.first()).toBeVisible();
    await this.page.waitForFunction(() => document.activeElement?.getAttribute("role") === "gridcell");
  }

  /** Closes what this person left open. */
  async closeSessions(): Promise<void> {
    const path = "/api/v1/review-sessions";
    const answer = await this.page.request.get(`${path}?open=true&limit=200`);
    const { items: open } = (await answer.json()) as { items: { id: string }[] };
    for (const { id } of open) await this.page.request.post(`${path}/${id}/receipt`);
  }

  tile(output: { id: string }): Locator {
    return this.page.locator(`[data-tile="${output.id}"]`);
  }

  /** The output that a key would hit. */
  async current(): Promise<string> {
    return (await this.page.locator('[role="gridcell"][tabindex="0"]').getAttribute("data-tile")) ?? "";
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }
}

/** What the server holds, not what the screen says. */
export async function stored(id: string): Promise<Output> {
  return (await call("GET", `/api/v1/outputs/${id}`)).body as unknown as Output;
}

export function pending(): Promise<Output[]> {
  return items<Output>("/api/v1/outputs?state=pending&kind=reviewable&limit=200");
}
