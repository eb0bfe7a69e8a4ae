import type { StackEntry } from "#lib/output/output-schema";

/** Of a stack, what is undecided beside one of its members, with the revision that was read. */
export function openSiblings(
  stack: readonly StackEntry[],
  approved: string,
): { output: string; expected: number }[] {
  return stack.flatMap(({ outputId, state, revision }) =>
    outputId !== null && outputId !== approved && state === "pending" && revision !== null
      ? [{ output: outputId, expected: revision }]
      : [],
  );
}
