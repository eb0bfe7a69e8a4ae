import type { Page } from "@playwright/test";

type Held = Window & { benchWanted?: string };

/**
 * Takes from a page what it does ahead of its reader: a large picture is fetched only once it is the one that is wanted
 * (`want`). Everything else in the build stays as it is. Call before the page is opened.
 */
export async function switchPrefetchOff(page: Page): Promise<{ want(sha256: string): Promise<void> }> {
  await page.addInitScript(() => {
    const source = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, "src");
    if (source === undefined) return;
    const isLarge = /\/files\/([0-9a-f]{64})\/(?:1440|original)/;
    Object.defineProperty(HTMLImageElement.prototype, "src", {
      ...source,
      set(this: HTMLImageElement, address: string) {
        const sha256 = isLarge.exec(address)?.[1];
        const { benchWanted } = window as Held;
        // An image without an address refuses to decode, as one that cannot be had does.
        if (sha256 !== undefined && benchWanted !== undefined && sha256 !== benchWanted) return;
        source.set?.call(this, address);
      },
    });
  });
  return {
    want: (sha256) => page.evaluate((wanted) => void ((window as Held).benchWanted = wanted), sha256),
  };
}
