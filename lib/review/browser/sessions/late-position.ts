import type { DeskStorage } from "#lib/review/browser/decide/unsent";

const name = "proofsheet.late-position";
/** Longer than any reload takes; after that another tab or device may have moved on, and the server knows. */
const keptMs = 15_000;

/**
 * Where one stands goes out as the page goes away, and may reach the server after the next page has asked. Keeps it for
 * that page, in the same tab.
 */
export function keepLatePosition(
  tab: DeskStorage,
  { session, position }: { session: string; position: number },
  now: number,
): void {
  try {
    tab.setItem(name, JSON.stringify({ session, position, at: now }));
  } catch {
    // Full or forbidden: then the next page goes by what the server knows.
  }
}

/** The position that a page of this tab has just left a session at; told once. */
export function takeLatePosition(tab: DeskStorage, session: string, now: number): number | null {
  try {
    const kept = JSON.parse(tab.getItem(name) ?? "null") as Record<string, unknown> | null;
    tab.setItem(name, "null");
    const isOfNow = kept?.["session"] === session && Math.abs(now - Number(kept["at"])) < keptMs;
    return isOfNow && typeof kept["position"] === "number" ? kept["position"] : null;
  } catch {
    return null;
  }
}
