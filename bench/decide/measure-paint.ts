import type { Page } from "@playwright/test";
import { handles, keyToPaint } from "../kit/key-to-paint.ts";

/**
 * Approves `count` outputs in the grid, one after the other as the desk moves on, and answers the milliseconds from each
 * key to the painted mark. The desk must be open on outputs without a verdict.
 */
export async function measurePaint(page: Page, count: number): Promise<number[]> {
  const samples: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const id = await page.locator(handles.currentTile).getAttribute("data-tile");
    if (id === null) throw new Error("No tile has the cursor.");
    samples.push(await keyToPaint(page, "a", handles.decidedTile(id, "approved")));
    await page.waitForFunction(
      ({ current, before }) => {
        const tile = document.querySelector(current);
        return tile !== null && tile.getAttribute("data-tile") !== before;
      },
      { current: handles.currentTile, before: id },
    );
  }
  return samples;
}
