import type { Page } from "@playwright/test";

export type Spoken = { text: string; urgency: "polite" | "assertive" };

type Listening = Window & { spoken?: Spoken[] };

/** Hears what a screen reader would read out from live regions. Call on the open page; ask with `spoken`. */
export async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const heard: Spoken[] = [];
    (window as Listening).spoken = heard;
    const regions = '[role="status"], [role="alert"], [aria-live="polite"], [aria-live="assertive"]';
    new MutationObserver((changes) => {
      const changed = new Set<Element>();
      for (const { target } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest(regions);
        if (region) changed.add(region);
      }
      for (const region of changed) {
        const text = region.textContent.trim();
        const isUrgent =
          region.getAttribute("role") === "alert" || region.getAttribute("aria-live") === "assertive";
        if (text !== "") heard.push({ text, urgency: isUrgent ? "assertive" : "polite" });
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

export function spoken(page: Page): Promise<Spoken[]> {
  return page.evaluate(() => (window as Listening).spoken ?? []);
}
