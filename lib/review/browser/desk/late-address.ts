import type { DeskStorage } from "#lib/review/browser/decide/unsent";

const name = "proofsheet.late-address";

/**
 * The address follows the large view only once that rests. Keeps for the page that comes after this one which output
 * was `shown` while the address still `said` another.
 */
export function keepLateAddress(
  storage: DeskStorage,
  { said, shown }: { said: string; shown: string },
): void {
  try {
    storage.setItem(name, `${said} ${shown}`);
  } catch {
    // Full or forbidden: then a reload goes by the address.
  }
}

/**
 * The output that was shown when a page with this address was left, if it was another; told once, and only to who comes
 * back to that very page (`how`, a navigation type). A link to the same address means what it says.
 */
export function takeLateAddress(
  storage: DeskStorage,
  said: string | null,
  how: NavigationTimingType,
): string | null {
  try {
    const [before, shown] = storage.getItem(name)?.split(" ") ?? [];
    storage.setItem(name, "");
    const isBack = how === "reload" || how === "back_forward";
    return isBack && before === said && shown !== said ? (shown ?? null) : null;
  } catch {
    return null;
  }
}
