import type { Page } from "@playwright/test";
import { painted } from "./review-session.ts";
import { allInteractions, readVitals, watchVitals, type Vitals } from "./watch-vitals.ts";

export type FormVisit = Vitals & { typed: number };

const text = "a lighthouse on a cliff at dawn";

/** Opens a page with a form, waits until it can be typed into, and types a prompt into its first large field. */
export async function visitForm(page: Page, address: string): Promise<FormVisit> {
  await watchVitals(page);
  await page.goto(address);
  const field = page.locator("textarea").first();
  await field.waitFor();
  await field.click();
  for (const letter of text) {
    await page.keyboard.press(letter === " " ? "Space" : letter);
    await painted(page);
  }
  const vitals = await readVitals(page);
  return {
    ...vitals,
    typed: text.length,
    interactionsMs: allInteractions(vitals.interactionsMs, text.length + 1),
  };
}
