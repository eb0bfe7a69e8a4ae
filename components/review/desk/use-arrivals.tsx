"use client";

import { useDesk, useDeskParts, useSession } from "#components/review/desk/desk-context";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { useMe } from "#components/shell/me-context";
import { toast } from "#components/ui/toast";
import { asProblem } from "#lib/http/browser/api-problem";
import { setApart } from "#lib/set-apart";

export type Arrivals = {
  own: number;
  others: number;
  /** Puts them at the tail of the list. Resolves when they are there. */
  show: () => Promise<void>;
  /** Why they cannot be put there, in words. */
  blocked: string | undefined;
};

/** What has come to match and is not listed: counted by the server in a session, else read already and waiting. */
export function useArrivals(): Arrivals {
  const { desk, session } = useDeskParts();
  const { id: personId } = useMe();
  const { detail, isOwn } = useSession();
  const waiting = useDesk((read) => read.arrivals);
  const mine = waiting.filter(
    ({ parentOutputId, submittedBy }) => parentOutputId !== null && submittedBy.id === personId,
  ).length;
  const { own, others } = detail?.arrivals ?? { own: mine, others: waiting.length - mine };
  const blocked =
    detail === null || isOwn
      ? undefined
      : `This is ${setApart(detail.reviewer.name)}'s list: nobody else makes it longer.`;
  async function show() {
    if (blocked !== undefined) {
      toast.info(blocked);
      return;
    }
    focusCursor();
    if (session === null) desk.dispatch({ type: "arrivals-shown" });
    else {
      await session.takeArrivals().catch((error: unknown) => {
        toast.error(asProblem(error).message);
      });
    }
  }
  return { own, others, show, blocked };
}
