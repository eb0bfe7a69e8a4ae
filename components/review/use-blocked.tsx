"use client";

import { useMemo } from "react";
import { useDesk, useDeskParts, useSession } from "#components/review/desk-context";
import { useTargetId } from "#components/review/use-comparison";
import { useMe, useWhyNot } from "#components/shell/me-context";
import type { OutputView } from "#lib/output/output-schema";
import type { Verdict } from "#lib/review/decision-schema";
import { policyRefusalOf } from "#lib/review/decision-status";

export type Blocked = {
  /** Why a verdict cannot be given to the picture in hand, in words; undefined when it can. */
  blocked: Record<Verdict, string | undefined>;
  /** The same in three words, for the small type on the buttons. */
  brief: Record<Verdict, string>;
  /** Why nothing can be skipped here. */
  skipBlocked: string | undefined;
  /** What a rejection of this picture has to say. */
  asks: "optional" | "required" | "note";
};

/** What role, session and policy have against verdicts on the picture in hand. The server asks again. */
export function useBlocked(): Blocked {
  const me = useMe();
  const mayDecide = useWhyNot("output.decide");
  const mayReseed = useWhyNot("output.reseed");
  const session = useWhyNotInSession();
  const empty = useDesk(({ isRead, order }) =>
    isRead && order.length === 0 ? "There is no picture in this list to decide about." : undefined,
  );
  const { session: queue } = useDeskParts();
  const target = useTargetId();
  const row = useDesk(({ rows }) => (target === null ? undefined : rows.get(target)));
  const policy = useMemo(() => againstOf(row, me), [row, me]);
  const asks = row?.policy.reason ?? "optional";
  const skipBlocked =
    session ?? empty ?? (queue === null ? "Skipping is for a queue that is worked through." : undefined);
  return useMemo(() => {
    const briefly = (mayNot: string | undefined) => {
      if (mayNot !== undefined) return "Not your role";
      return session === undefined ? empty && "No picture" : "Not your session";
    };
    const decide = mayDecide ?? session ?? empty;
    const reseed = mayReseed ?? session ?? empty;
    return {
      blocked: {
        approved: decide ?? policy.approved,
        rejected: decide ?? policy.rejected,
        reseeded: reseed ?? policy.reseeded,
      },
      brief: {
        approved: briefly(mayDecide) ?? (policy.rejected ? "Blind review" : "You asked for it"),
        rejected: briefly(mayDecide) ?? "Blind review",
        reseeded: briefly(mayReseed) ?? "Blind review",
      },
      skipBlocked,
      asks,
    };
  }, [mayDecide, mayReseed, session, empty, skipBlocked, policy, asks]);
}

/** What forbids each verdict to this person, whatever they say with it. */
function againstOf(
  row: OutputView | undefined,
  me: { kind: string; id: string },
): Partial<Record<Verdict, string>> {
  if (row === undefined) return {};
  const said = { hasReason: true, note: "said" };
  const of = (verdict: Verdict) => policyRefusalOf(row, { verdict, ...said }, me)?.message;
  const [approved, rejected, reseeded] = [of("approved"), of("rejected"), of("reseeded")];
  return { ...(approved && { approved }), ...(rejected && { rejected }), ...(reseeded && { reseeded }) };
}

/** In somebody else's session one looks on; in one that is closed nothing more is decided. */
function useWhyNotInSession(): string | undefined {
  const { detail, isOwn } = useSession();
  if (detail === null) return undefined;
  if (!isOwn) return `This is ${detail.reviewer.name}'s session. Start your own to decide.`;
  if (detail.closedAt === null) return undefined;
  return "This session is closed and its receipt written. Start a new one to go on.";
}
