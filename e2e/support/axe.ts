import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/**
 * What axe finds serious on the page once it has come to rest, one line each with the first element it concerns. Sizes
 * of targets are looked at too, which axe leaves out unless asked. What is found has to be there at a second look: a
 * look takes seconds, and what fades in meanwhile has no colour of ours yet.
 */
export async function seriousOn(page: Page): Promise<string[]> {
  const found = await lookAt(page);
  if (found.length === 0) return found;
  const again = await lookAt(page);
  return found.filter((complaint) => again.includes(complaint));
}

async function lookAt(page: Page): Promise<string[]> {
  // Under a held bar (SES-13) and in mid-fade, colours are between two of ours.
  await page.waitForFunction(
    () =>
      !document.documentElement.hasAttribute("data-held") &&
      document
        .getAnimations()
        .every(
          ({ playState, effect }) =>
            playState !== "running" || effect?.getComputedTiming().iterations === Infinity,
        ),
  );
  const { violations } = await new AxeBuilder({ page })
    .options({ rules: { "target-size": { enabled: true } } })
    .analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** The same in the other theme, after the page was loaded again. */
export async function seriousInLight(page: Page): Promise<string[]> {
  await page.context().addCookies([{ name: "theme", value: "light", url: page.url() }]);
  await page.reload();
  await page.locator("[data-tile]").first().waitFor();
  return seriousOn(page);
}
