import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { call, finished, outputsOf, type Json, type Output, type Run } from "./api.ts";
import { expectFurnished, nextFrames } from "./page.ts";
import { closeSessions, sendGuestsHome } from "./people.ts";

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
  const [address] = await page
    .locator("[data-picture] img")
    .nth(nth)
    .evaluateAll((all) => all.map((image) => image.getAttribute("src")));
  return /[0-9a-f]{64}/.exec(address ?? "")?.[0] ?? "";
}

export async function expectShown(
  page: Page,
  output: Pick<Output, "sha256"> | undefined,
  nth = 0,
): Promise<void> {
  await expect.poll(() => shownSha(page, nth)).toBe(output?.sha256);
}

/** Opens one picture large, in a list anew of those that match the word; ends where keys and places mean it. */
export async function openLarge(page: Page, word: string, output: Output | undefined): Promise<void> {
  await sendGuestsHome();
  await closeSessions(page);
  await page.goto(`/review?q=${word}&output=${output?.id}`);
  await expectLarge(page, output);
}

/** A picture is seen large, and keys and places mean it. */
export async function expectLarge(page: Page, output: Pick<Output, "sha256"> | undefined): Promise<void> {
  await expectShown(page, output);
  await expectFurnished(page);
  await expect(page.locator("[data-stage]")).toBeFocused();
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
  page.on("requestfailed", (request) => void open.delete(request.url()));
  return { asked, most: () => most };
}

/** Each picture's place and scale on screen, as drawn. */
export function viewsOf(page: Page): Promise<string[]> {
  return page
    .locator("[data-picture]")
    .evaluateAll((all) => all.map(({ style }) => `${style.width} ${style.height} ${style.transform}`));
}

/** The same once they rest: after a zoom or a drag, and what was fetched for it. */
export async function restingViews(page: Page): Promise<string[]> {
  let views: string[] = [];
  await expect(async () => {
    const before = await viewsOf(page);
    await nextFrames(page);
    views = await viewsOf(page);
    expect(views).toEqual(before);
  }).toPass();
  return views;
}
