import { History, X } from "lucide-react";
import { Link } from "#components/ui/link";
import { Button } from "#components/ui/button";
import type { OutputView } from "#lib/output/output-schema";
import { seedTail } from "#lib/review/browser/desk/words";
import type { Start } from "#lib/form/starting-values";

type StartNoticeProps = {
  start: Start;
  /** The run these values come from, if any. */
  runId: string | null;
  /** The output that sending the form passes over, if any. */
  parent: OutputView | null;
  onStartFresh: () => void;
  onDismiss: () => void;
};

/** Says that the form did not open empty, why, and what could not be taken over. */
export function StartNotice({ start, runId, parent, onStartFresh, onDismiss }: StartNoticeProps) {
  const { origin, dropped } = start;
  if (origin === "fresh") return null;
  return (
    <div role="status" className="rounded-md border bg-surface px-3 py-2 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <History aria-hidden className="size-4 shrink-0 text-soft" />
        <p className="min-w-0 flex-1">
          {parent !== null ? (
            <>
              Filled in from{" "}
              <Link href={`/review?output=${parent.id}`} className="underline underline-offset-3">
                {seedTail(parent.seed)}
              </Link>
              . Sending it re-seeds that picture: it is passed over, and these runs are its children.
            </>
          ) : origin === "draft" ? (
            "Restored your last values."
          ) : (
            <>
              Filled in from{" "}
              <Link href={`/runs/${runId}`} className="underline underline-offset-3">
                a run
              </Link>
              , its seed included. Unlock the seed for a new picture.
            </>
          )}
        </p>
        <Button size="sm" onClick={onStartFresh}>
          Start fresh
        </Button>
        <Button size="icon-sm" variant="ghost" aria-label="Dismiss" onClick={onDismiss}>
          <X aria-hidden />
        </Button>
      </div>
      {dropped.length > 0 && (
        <div className="mt-2 border-t pt-2">
          <p className="text-xs font-medium">Not taken over:</p>
          <ul className="mt-1 grid gap-0.5 text-xs text-soft">
            {dropped.map(({ name, title, value, why }) => (
              <li key={name}>
                <span className="text-text">{title}</span>:{" "}
                {value.length > 60 ? `${value.slice(0, 60)}…` : value}. {why}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
