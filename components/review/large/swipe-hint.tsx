import { Check, MessageSquareText, X } from "lucide-react";
import { cn } from "#components/ui/cn";
import type { SwipeIntent } from "#lib/review/browser/keys/swipe";

const faces = {
  approve: { words: "Approve", icon: Check, tone: "text-approved" },
  reject: { words: "Reject", icon: X, tone: "text-rejected" },
  "reject-reason": { words: "Reject, choose why", icon: MessageSquareText, tone: "text-rejected" },
} as const;

/** Names what letting go would do, in the room that the picture leaves as it is drawn aside. */
export function SwipeHint({ intent }: { intent: SwipeIntent }) {
  const { words, icon: Icon, tone } = faces[intent.action];
  return (
    <p
      role="status"
      className={cn(
        "absolute inset-y-0 flex w-[35%] flex-col items-center justify-center gap-2 px-1 text-center text-sm font-medium",
        intent.action === "approve" ? "left-0" : "right-0",
        intent.isCommitted ? "text-text" : "text-faint",
      )}
    >
      <span
        className={cn(
          "grid size-12 place-items-center rounded-full border-2",
          intent.isCommitted ? `border-current bg-raised ${tone}` : "border-line-strong",
        )}
      >
        <Icon aria-hidden strokeWidth={2.5} className="size-6" />
      </span>
      {words}
    </p>
  );
}
