import Link from "next/link";
import { RelativeTime } from "#components/ui/relative-time";
import type { ServerView } from "#lib/server/server-schema";

/** Why attempts failed on the server lately, with the runs they belong to. */
export function LastErrors({ server }: { server: ServerView }) {
  if (server.lastErrors.length === 0) return <p className="text-xs text-faint">No errors to tell of.</p>;
  return (
    <ul aria-label={`Last errors on ${server.name}`} className="grid gap-1.5 text-xs">
      {server.lastErrors.map(({ at, runId, message }) => (
        <li key={`${runId} ${at}`} className="flex gap-3">
          <Link
            href={`/runs/${runId}`}
            className="line-clamp-2 min-w-0 grow text-soft underline decoration-line-strong underline-offset-3 hover:no-underline"
          >
            {message}
          </Link>
          <RelativeTime at={at} className="shrink-0 text-faint" />
        </li>
      ))}
    </ul>
  );
}
