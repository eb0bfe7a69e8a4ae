"use client";

import { useEffect, useState } from "react";
import { useDesk, useDeskParts } from "#components/review/desk/desk-context";
import { toast } from "#components/ui/toast";
import { asProblem } from "#lib/http/browser/api-problem";
import type { ArrangeOptions, Arrangement } from "#lib/review/arrangement";

const plain: Arrangement = { sections: [], piles: [] };

/** How the list falls into sections and piles. Until an answer is there, the last one holds: nothing jumps twice. */
export function useArrangement({ group, isPiled }: ArrangeOptions): Arrangement {
  const { desk, source } = useDeskParts();
  const length = useDesk(({ order }) => order.length);
  const [arrangement, setArrangement] = useState(plain);
  useEffect(() => {
    if ((group === null && !isPiled) || source.arrange === undefined || length === 0) {
      setArrangement(plain);
      return;
    }
    let isLeft = false;
    source.arrange({ group, isPiled }, desk.read().order).then(
      (next) => !isLeft && setArrangement(next),
      (error: unknown) =>
        !isLeft && toast.error(`The list could not be put into sections. ${asProblem(error).message}`),
    );
    return () => {
      isLeft = true;
    };
  }, [desk, source, group, isPiled, length]);
  useEffect(() => desk.dispatch({ type: "piles-found", piles: arrangement.piles }), [desk, arrangement]);
  return arrangement;
}
