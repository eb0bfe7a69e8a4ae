"use client";

import { useRouter } from "next/navigation";
import { useDeskParts, useSession } from "#components/review/desk/desk-context";
import { Button } from "#components/ui/button";
import { reviewPath } from "#lib/review/browser/find/review-filter";

/** What is particular about the session on screen: whose it is, that it holds not all. */
export function SessionNotices() {
  const { filter } = useDeskParts();
  const { detail, isOwn, isReplaced } = useSession();
  const router = useRouter();
  const total = detail?.total ?? 0;
  if (detail === null) return null;
  if (!isOwn && detail.closedAt === null) {
    const { reviewer, left } = detail;
    const decided = total - left;
    return (
      <Notice>
        <span className="min-w-0">
          <strong className="font-semibold">{`${reviewer.name}'s session.`}</strong>
          {` ${decided.toLocaleString()} of ${total.toLocaleString()} decided. You are looking on and decide nothing here.`}
        </span>
        <Button size="sm" onClick={() => router.push(reviewPath(filter))}>
          Start your own
        </Button>
      </Notice>
    );
  }
  if (isReplaced) {
    return <Notice>The session in the address is not there, or not for you. This is one of your own.</Notice>;
  }
  if (!detail.isCut) return null;
  return (
    <Notice>
      {`More pictures match than one session holds. These are the first ${total.toLocaleString()}; the others come in your next one.`}
    </Notice>
  );
}

function Notice({ children }: { children: React.ReactNode }) {
  return (
    <p
      role="status"
      className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b bg-accent-tint px-4 py-1.5 text-xs text-accent-text"
    >
      {children}
    </p>
  );
}
