import { CircleAlert } from "lucide-react";
import { cn } from "#components/ui/cn";
import { RelativeTime } from "#components/ui/relative-time";
import type { Drift } from "#lib/workflow/workflow-schema";

/** What no server has that a workflow names, before anybody submits a run that would wait for it. */
export function DriftNotice({ drift, className }: { drift: Drift | null; className?: string }) {
  if (drift === null) return null;
  return (
    <p role="status" className={cn("flex gap-1.5 text-xs", className)}>
      <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0 text-accent-text" />
      <span className="min-w-0 break-words">
        Runs will wait: {drift.message} Missing since <RelativeTime at={drift.since} />.
      </span>
    </p>
  );
}
