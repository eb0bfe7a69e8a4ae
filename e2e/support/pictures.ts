import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { call, finished, outputsOf, type Json, type Output, type Run } from "./api.ts";

const shortest = { steps: 4 };

/** A word that nobody else's pictures have, also when a file of tests is begun again. */
export function newWord(start: string): string {
  return `${start}${randomBytes(4).toString("hex")}`;
}

/** Pictures of one run, found by the word in their prompt. */
export async function makePictures(word: string, pictures: number, params: Json = {}): Promise<Output[]> {
  const body = {
    workflow: "flux_text_to_image",
    params: { prompt: `${word}, a ceramic mug on a linen cloth`, pictures, ...shortest, ...params },
  };
  const answer = await call("POST", "/api/v1/runs", body);
  const [run] = answer.body["items"] as Run[];
  if (run === undefined) throw new Error(`No run: ${answer.text}`);
  const done = await finished(run.id);
  return outputsOf(done).map((output) => ({ ...output, seed: done.seed }));
}

/** The large picture that is on screen, by the hash in its address; the n-th where several are compared. */
export async function shownSha(page: Page, nth = 0): Promise<string> {
  const address = await page.locator("[data-picture] img").nth(nth).getAttribute("src");
  return /[0-9a-f]{64}/.exec(address ?? "")?.[0] ?? "";
}

export async function expectShown(page: Page, output: Output | undefined, nth = 0): Promise<void> {
  await expect.poll(() => shownSha(page, nth)).toBe(output?.sha256);
}

/** Opens one picture large, in the list of those that match the word. */
export async function openLarge(page: Page, word: string, output: Output | undefined): Promise<void> {
  await page.goto(`/review?q=${word}&output=${output?.id}`);
  await expectShown(page, output);
  await page.waitForFunction(() => document.activeElement?.hasAttribute("data-stage"));
}

/** Large copies and originals that a page asks for, by hash and size, from now on. */
export function watchFiles(page: Page): { asked: string[]; most: () => number } {
  const asked: string[] = [];
  const open = new Set<string>();
  let most = 0;
  page.on("request", (request) => {
    const [, sha256, size] = /\/files\/([0-9a-f]{64})\/(512|1440|original)/.exec(request.url()) ?? [];
    if (sha256 === undefined || size === undefined) return;
    asked.push(`${sha256} ${size}`);
    if (size === "1440") open.add(request.url());
    most = Math.max(most, open.size);
  });
  page.on("requestfinished", (request) => void open.delete(request.url()));
  return { asked, most: () => most };
}

/** Each picture's place and scale on screen, as drawn. */
export function viewsOf(page: Page): Promise<string[]> {
  return page
    .locator("[data-picture]")
    .evaluateAll((all) => all.map(({ style }) => `${style.width} ${style.height} ${style.transform}`));
}
