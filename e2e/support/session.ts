import type { Locator, Page } from "@playwright/test";

/** One of the numbers of a session over the grid: `pending`, `approved`, `skipped`, `position` and the like. */
export function count(page: Page, name: string): Locator {
  return page.locator(`[data-count="${name}"]`);
}
