import type { Page } from "@playwright/test";
import { handles } from "../kit/key-to-paint.ts";

/** One interaction of a person: a key, and what must be true before the next. */
type Step = { kind: StepKind; key: string; until?: (page: Page) => Promise<unknown> };
export type StepKind = "move" | "decide" | "undo" | "open" | "compare" | "filter";

const large = "[data-stage]";
const inLarge = (page: Page) => page.locator(large).first().waitFor();
const inGrid = (page: Page) => page.locator(large).first().waitFor({ state: "detached" });
const keys = (kind: StepKind, ...list: string[]): Step[] => list.map((key) => ({ kind, key }));

/** Thirty interactions as a reviewer makes them, ending where they began. */
const round: readonly Step[] = [
  ...keys("move", "ArrowRight", "ArrowRight", "ArrowDown", "ArrowRight", "ArrowUp"),
  ...keys("decide", "a", "a", "x"),
  ...keys("undo", "u", "u"),
  ...keys("move", "j", "j", "k"),
  { kind: "open", key: "Enter", until: inLarge },
  ...keys("move", "ArrowRight", "ArrowRight", "ArrowLeft"),
  ...keys("decide", "a"),
  ...keys("undo", "u"),
  ...keys("compare", "c", "f", "f", "Escape"),
  { kind: "open", key: "Escape", until: inGrid },
  ...keys("filter", "/", "l", "i", "g", "h", "Escape"),
];

/**
 * Reviews for `rounds` times thirty interactions, each after the paint of the one before. Answers how many there were of
 * each kind.
 */
export async function reviewFor(page: Page, rounds: number): Promise<Record<StepKind, number>> {
  const done: Record<StepKind, number> = { move: 0, decide: 0, undo: 0, open: 0, compare: 0, filter: 0 };
  await page.locator(handles.currentTile).waitFor();
  for (let n = 0; n < rounds; n += 1) {
    for (const { kind, key, until } of round) {
      await page.keyboard.press(key);
      await until?.(page);
      await painted(page);
      done[kind] += 1;
    }
  }
  return done;
}

/** Until what the last key did has been painted. */
export async function painted(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}
