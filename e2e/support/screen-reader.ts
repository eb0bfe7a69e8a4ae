import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, type Page } from "@playwright/test";

const script = fileURLToPath(import.meta.resolve("@guidepup/virtual-screen-reader/browser.js"));

type Reader = {
  start(options: { container: Node }): Promise<void>;
  spokenPhraseLog(): Promise<string[]>;
};
type Reading = Window & { reader?: Reader };

/**
 * A screen reader that follows the specifications which real ones follow: it reads what has the focus and what live
 * regions announce. Keys are pressed as ever.
 */
export class ScreenReader {
  readonly #page: Page;
  #read = 0;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Call before the page is opened: its own policy lets no foreign script in. */
  static async allow(page: Page): Promise<void> {
    const session = await page.context().newCDPSession(page);
    await session.send("Page.setBypassCSP", { enabled: true });
  }

  /** Starts to read the open page. */
  static async on(page: Page): Promise<ScreenReader> {
    const source = await readFile(script, "utf8");
    await page.evaluate(async (text) => {
      const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
      const { virtual } = (await import(address)) as { virtual: Reader };
      (window as Reading).reader = virtual;
      await virtual.start({ container: document.body });
    }, source);
    return new ScreenReader(page);
  }

  /** Waits until all of these were read out since the last time, in whatever order; answers everything that was. */
  async expectToHear(...phrases: readonly RegExp[]): Promise<string[]> {
    let heard: string[] = [];
    await expect(async () => {
      heard = (await this.#all()).slice(this.#read);
      for (const phrase of phrases) expect(heard).toContainEqual(expect.stringMatching(phrase));
    }).toPass();
    this.#read += heard.length;
    return heard;
  }

  /** Everything that was read out so far. */
  #all(): Promise<string[]> {
    return this.#page.evaluate(async () => (await (window as Reading).reader?.spokenPhraseLog()) ?? []);
  }
}
