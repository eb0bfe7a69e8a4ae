"use client";

import { useMemo } from "react";
import { useDesk } from "#components/review/desk-context";
import { useTargetId } from "#components/review/use-comparison";
import { useMe, useWhyNot } from "#components/shell/me-context";
import type { Verdict } from "#lib/review/decision-schema";
import { policyRefusalOf } from "#lib/review/decision-status";

export type Blocked = {
  /** Why a verdict cannot be given to the picture in hand, in words; undefined when it can. */
  blocked: Record<Verdict, string | undefined>;
  /** The same in three words, for the small type on the buttons. */
  brief: Record<Verdict, string>;
  /** What a rejection of this picture has to say. */
  asks: "optional" | "required" | "note";
};

/** What role and policy have against verdicts on the picture in hand. The server asks again. */
export function useBlocked(): Blocked {
  const me = useMe();
  const mayDecide = useWhyNot("output.decide");
  const mayReseed = useWhyNot("output.reseed");
  const target = useTargetId();
  const row = useDesk(({ rows }) => (target === null ? undefined : rows.get(target)));
  const own = row && policyRefusalOf(row, { verdict: "approved", hasReason: false, note: null }, me)?.message;
  const asks = row?.policy.reason ?? "optional";
  return useMemo(() => {
    const role = "Not your role";
    return {
      blocked: { approved: mayDecide ?? own, rejected: mayDecide, reseeded: mayReseed },
      brief: { approved: mayDecide ? role : "You asked for it", rejected: role, reseeded: role },
      asks,
    };
  }, [mayDecide, mayReseed, own, asks]);
}
