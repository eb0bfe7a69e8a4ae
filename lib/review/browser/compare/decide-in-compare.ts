import { advance } from "#lib/review/browser/desk/advance";
import type { CompareStore } from "./compare-store.ts";
import { isTargetHidden } from "./comparison.ts";
import { holdVerdicts } from "#lib/review/browser/decide/hold-verdicts";

/**
 * Goes on after a verdict. In compare the candidate makes way for the next undecided that is not pinned; after one on a
 * pinned picture both stay. False when nothing undecided is left.
 */
export async function goOn(
  parts: Parameters<typeof advance>[0] & { compare: CompareStore },
  id: string,
): Promise<boolean> {
  const { compare } = parts;
  const comparison = compare.read();
  if (comparison === null) return advance(parts, id);
  if (comparison.target !== null) return true;
  compare.passOver(async (pin) => {
    if (!(await advance(parts, pin))) compare.dispatch({ type: "target-chosen", target: pin });
  });
  return advance(parts, id);
}

/**
 * A verdict on the side that flip keeps behind the other would be one on something unseen: it comes to the front, and
 * the answer says so. Undefined when the side in question is in sight.
 */
export function bringTargetForward(compare: CompareStore): string | undefined {
  const comparison = compare.read();
  if (comparison === null || !isTargetHidden(comparison)) return undefined;
  compare.dispatch({ type: "flipped" });
  holdVerdicts();
  return `Now showing the ${comparison.target === null ? "candidate" : "pinned picture"}. Press again to decide.`;
}
