import type { ReasonView } from "./decision-schema.ts";
import type { SaveReasons } from "./reason-schema.ts";

export type ReasonPlan = {
  added: readonly { digit: number; label: string }[];
  renamed: readonly { before: ReasonView; label: string }[];
  moved: readonly { before: ReasonView; digit: number }[];
  retired: readonly ReasonView[];
};

export type ReasonFault = { path: string; message: string };

/** What has to change for the live reasons to become the wanted list, or everything that is wrong with that list. */
export function planReasons(
  live: readonly ReasonView[],
  { items, retire }: Pick<SaveReasons, "items" | "retire">,
): { plan: ReasonPlan; faults: ReasonFault[] } {
  const faults: ReasonFault[] = [];
  const complain = (path: string, message: string) => void faults.push({ path, message });
  const byId = new Map(live.map((reason) => [reason.id, reason]));
  for (const [index, { id, digit, label }] of items.entries()) {
    const others = items.slice(0, index);
    if (id !== undefined && !byId.has(id)) {
      complain(`/items/${index}/id`, "There is no such reason in use. Leave the id out to add a new one.");
    }
    if (id !== undefined && others.some((other) => other.id === id)) {
      complain(`/items/${index}/id`, "This reason is listed twice.");
    }
    const sameDigit = others.find((other) => other.digit === digit);
    if (sameDigit) complain(`/items/${index}/digit`, `Digit ${digit} is taken by “${sameDigit.label}”.`);
    if (others.some((other) => other.label.toLowerCase() === label.toLowerCase())) {
      complain(`/items/${index}/label`, `There are two reasons called “${label}”.`);
    }
  }
  const kept = new Set(items.map(({ id }) => id));
  for (const reason of live) {
    if (kept.has(reason.id) || retire.includes(reason.id)) continue;
    const message = `“${reason.label}” is missing. Name its id under retire to take it out of use and free digit ${reason.digit}.`;
    complain("/retire", message);
  }
  for (const [index, id] of retire.entries()) {
    if (!byId.has(id)) complain(`/retire/${index}`, "There is no such reason in use.");
    else if (kept.has(id)) complain(`/retire/${index}`, "This reason is both kept and retired.");
  }
  const changes = items.flatMap(({ id, ...wanted }) => {
    const before = id === undefined ? undefined : byId.get(id);
    return before === undefined ? [] : [{ before, ...wanted }];
  });
  return {
    faults,
    plan: {
      added: items.filter(({ id }) => id === undefined).map(({ digit, label }) => ({ digit, label })),
      renamed: changes.filter(({ before, label }) => before.label !== label),
      moved: changes.filter(({ before, digit }) => before.digit !== digit),
      retired: live.filter(({ id }) => retire.includes(id)),
    },
  };
}
