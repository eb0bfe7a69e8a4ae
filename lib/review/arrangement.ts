import { bitsApart, mostBitsApart } from "#lib/output/likeness";

export const groupings = ["run", "batch", "prompt", "parent"] as const;
export type Grouping = (typeof groupings)[number];

/** What an output is grouped and piled by. */
export type Traits = {
  /** Of the run, the batch, the prompt, the output it was re-seeded from: neighbours with the same stay together. */
  group: string;
  batchId: string;
  /** The first output of its lineage. */
  rootId: string;
  perceptualHash: string | null;
};

/** Neighbours in a list that look the same: the first one's position, and how many there are. */
export type Pile = readonly [from: number, count: number];

export type Arrangement = {
  /** The positions that sections begin at, the first one 0; none when nothing is grouped. */
  sections: readonly number[];
  piles: readonly Pile[];
};

export type ArrangeOptions = { group: Grouping | null; isPiled: boolean };

/**
 * Where sections begin in a list and which neighbours lie in one pile. The order of the list is the order of work, so
 * nothing is moved: what belongs together and stands apart stays apart. Piles are of one batch or one lineage and lie
 * within a section; all of a pile look like its first picture, not only like the one before.
 */
export function arrange(list: readonly Traits[], { group, isPiled }: ArrangeOptions): Arrangement {
  const sections: number[] = [];
  const piles: Pile[] = [];
  let first = 0;
  for (let at = 0; at <= list.length; at += 1) {
    const traits = list[at];
    const opensSection = group !== null && traits !== undefined && traits.group !== list[at - 1]?.group;
    if (opensSection) sections.push(at);
    const leader = list[first];
    if (at > 0 && !opensSection && traits && leader && isLike(leader, traits)) continue;
    if (isPiled && at - first > 1) piles.push([first, at - first]);
    first = at;
  }
  return { sections, piles };
}

function isLike(a: Traits, b: Traits): boolean {
  const areNear = a.batchId === b.batchId || a.rootId === b.rootId;
  return areNear && bitsApart(a.perceptualHash, b.perceptualHash) <= mostBitsApart;
}
