"use client";

import { useMemo, useSyncExternalStore } from "react";
import { useDesk, useDeskParts, useSession } from "#components/review/desk/desk-context";
import { useTargetId } from "#components/review/large/use-comparison";
import { useMe, useWhyNot } from "#components/shell/me-context";
import type { OutputView } from "#lib/output/output-schema";
import type { Verdict } from "#lib/review/decision-schema";
import { lockRefusal, policyRefusalOf } from "#lib/review/decision-status";
import { describeTime } from "#lib/review/browser/desk/words";

export type Blocked = {
  /** Why a verdict cannot be given to the picture in hand, in words; undefined when it can. */
  blocked: Record<Verdict, string | undefined>;
  /** The same in three words, for the small type on the buttons. */
  brief: Record<Verdict, string>;
  /** Why the last verdict cannot be taken back: the review of its pictures is closed, or one looks on in a session. */
  undoBlocked: string | undefined;
  /** Why nothing can be skipped here. */
  skipBlocked: string | undefined;
  /** What a rejection of this picture has to say. */
  asks: "optional" | "required" | "note";
};

/** What role, session, a closed review and policy have against verdicts on the picture in hand. The server asks again. */
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
  const closed = lockWords(row);
  const mayNotUndo = useWhyNotUndo();
  const { detail, isOwn } = useSession();
  const undoBlocked = detail !== null && !isOwn ? session : mayNotUndo;
  const asks = row?.policy.reason ?? "optional";
  const skipBlocked =
    session ??
    empty ??
    closed ??
    (queue === null ? "Skipping is for a queue that is worked through." : undefined);
  return useMemo(() => {
    const briefly = (mayNot: string | undefined) => {
      if (mayNot !== undefined) return "Not your role";
      if (session !== undefined) return "Not yours";
      return (empty && "No picture") ?? (closed && "Closed");
    };
    const decide = mayDecide ?? session ?? empty ?? closed;
    const reseed = mayReseed ?? session ?? empty ?? closed;
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
      undoBlocked,
      skipBlocked,
      asks,
    };
  }, [mayDecide, mayReseed, session, empty, closed, undoBlocked, skipBlocked, policy, asks]);
}

/** What the closed review of a picture says; undefined while its verdict can be changed. */
function lockWords(row: Pick<OutputView, "locked"> | undefined): string | undefined {
  const locked = row?.locked ?? null;
  return locked === null ? undefined : lockRefusal(locked, (at) => describeTime(at, new Date()));
}

/** Of pictures that are not in memory nothing is known here: the server answers. */
function useWhyNotUndo(): string | undefined {
  const { sitting } = useDeskParts();
  const last = useSyncExternalStore(sitting.subscribe, sitting.last, () => undefined);
  return useDesk(({ rows }) => {
    const locked = last?.outputs.map((id) => lockWords(rows.get(id))) ?? [];
    return locked.every((words) => words !== undefined) ? locked[0] : undefined;
  });
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
