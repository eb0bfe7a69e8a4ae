import type { ReasonView } from "#lib/review/decision-schema";
import type { DeskStorage } from "#lib/review/browser/decide/unsent";

type Held = { session: string; digits: Readonly<Record<string, string>> };

/**
 * Keeps the digits of the reasons as they were when a session was begun, also across a reload: what a hand has learned
 * must not come to mean something else. The server moves no reason while somebody reviews, but one may be retired and
 * its digit given to another. A reason that is renamed shows its new wording, one that is retired leaves its
 * place empty, and a new one is shown where no other had its place.
 */
export type DigitHold = {
  /** The reasons as this session knows them; of the same arguments, the same answer. */
  within(session: string, reasons: readonly ReasonView[]): readonly ReasonView[];
};

const name = "proofsheet.digits";

/** Of the latest session only: an older one that is resumed learns its digits anew. */
export function createDigitHold(storage: DeskStorage | undefined): DigitHold {
  let held: Held | undefined;
  let last: { session: string; reasons: readonly ReasonView[]; answer: readonly ReasonView[] } | undefined;

  function digitsOf(session: string): Held["digits"] {
    if (held?.session === session) return held.digits;
    try {
      const kept = JSON.parse(storage?.getItem(name) ?? "null") as Held | null;
      return kept?.session === session ? kept.digits : {};
    } catch {
      return {};
    }
  }

  return {
    within(session, reasons) {
      if (last?.session === session && last.reasons === reasons) return last.answer;
      const before = digitsOf(session);
      const fresh = reasons.filter(({ id, digit }) => !Object.values(before).includes(id) && !before[digit]);
      const digits = { ...before, ...Object.fromEntries(fresh.map(({ id, digit }) => [digit, id])) };
      held = { session, digits };
      try {
        storage?.setItem(name, JSON.stringify(held));
      } catch {
        // Full or forbidden: then they hold until the next reload.
      }
      const answer = Object.entries(digits).flatMap(([digit, id]) => {
        const reason = reasons.find((one) => one.id === id);
        return reason === undefined ? [] : [{ ...reason, digit: Number(digit) }];
      });
      last = { session, reasons, answer };
      return answer;
    },
  };
}
