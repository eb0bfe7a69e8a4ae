import type { Page } from "@playwright/test";

export type Stroke = {
  key: string;
  code?: string;
  ctrlKey?: boolean;
  metaKey?: boolean;
  altKey?: boolean;
  shiftKey?: boolean;
  repeat?: boolean;
  isComposing?: boolean;
};

/** Everything a keyboard has that a page could listen for, by itself and with Ctrl. */
export const wholeKeyboard: readonly Stroke[] = [
  ..."abcdefghijklmnopqrstuvwxyz0123456789/?+-=,.;'[]\\` ".split("").map((key) => ({ key })),
  ...["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"].map((key) => ({
    key,
  })),
  ...["Enter", "Escape", "Delete", "Backspace", "Insert"].map((key) => ({ key })),
  ..."abcdefghijklmnopqrstuvwxyz".split("").map((key) => ({ key, ctrlKey: true })),
  { key: "Z", ctrlKey: true, shiftKey: true },
  ...["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].map((key) => ({ key, shiftKey: true })),
];

/** A stroke in the words of the key registry. */
export function nameOf({ key, ctrlKey, metaKey, shiftKey }: Stroke): string {
  if (ctrlKey !== true && metaKey !== true) return shiftKey === true ? `shift+${key}` : key;
  return `mod+${shiftKey === true ? "shift+" : ""}${key.toLowerCase()}`;
}

/**
 * Which of these strokes something on the page would act on, with the focus where it is. Nothing is done: whoever takes
 * a key calls preventDefault first, and there it is stopped.
 */
export async function heardOf(page: Page, strokes: readonly Stroke[]): Promise<string[]> {
  const heard = await page.evaluate((all) => {
    const stop = (event: Event) => event.preventDefault();
    window.addEventListener("error", stop);
    const found = all.map((stroke) => {
      let isHeard = false;
      const event = new KeyboardEvent("keydown", { ...stroke, bubbles: true, cancelable: true });
      Object.defineProperty(event, "preventDefault", {
        value: () => {
          isHeard = true;
          throw new Error("Heard, and stopped before anything was done.");
        },
      });
      (document.activeElement ?? document.body).dispatchEvent(event);
      return isHeard;
    });
    window.removeEventListener("error", stop);
    return found;
  }, strokes);
  return strokes.filter((_, index) => heard[index]).map(nameOf);
}

/** Sends strokes as they are, to where the focus is: what a real keyboard could send, whatever the layout. */
export async function strike(page: Page, ...strokes: readonly Stroke[]): Promise<void> {
  await page.evaluate((all) => {
    for (const stroke of all) {
      const event = new KeyboardEvent("keydown", { ...stroke, bubbles: true, cancelable: true });
      (document.activeElement ?? document.body).dispatchEvent(event);
    }
  }, strokes);
}
