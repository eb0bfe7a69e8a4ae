import { Link } from "#components/ui/link";
import { RelativeTime } from "#components/ui/relative-time";
import type { ServerView } from "#lib/server/server-schema";

/** Why attempts failed on the server lately. Equal errors are told once, by the newest run that had them. */
export function LastErrors({ server }: { server: ServerView }) {
  const kinds = Map.groupBy(server.lastErrors, ({ message }) => message);
  if (kinds.size === 0) return <p className="text-xs text-faint">No errors to tell of.</p>;
  return (
    <ul aria-label={`Last errors on ${server.name}`} className="grid gap-1.5 text-xs">
      {[...kinds].map(([message, [newest, ...others]]) => (
        <li key={message} className="flex gap-3">
          <span className="min-w-0 grow">
            <Link
              href={`/runs/${newest?.runId}`}
              className="break-words text-soft underline decoration-line-strong underline-offset-3 hover:no-underline"
            >
              {message}
            </Link>
            {others.length > 0 && (
              <span className="text-faint tabular">and {others.length} more like it</span>
            )}
          </span>
          {newest !== undefined && <RelativeTime at={newest.at} className="shrink-0 text-faint" />}
        </li>
      ))}
    </ul>
  );
}
