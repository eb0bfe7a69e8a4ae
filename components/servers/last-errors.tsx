import { Link } from "#components/ui/link";
import { RelativeTime } from "#components/ui/relative-time";
import type { ServerView } from "#lib/server/server-schema";

/** Why attempts failed on the server lately, in full. Equal errors are told once, by the newest run that had them. */
export function LastErrors({ server }: { server: ServerView }) {
  const kinds = Map.groupBy(server.lastErrors, ({ message }) => message);
  if (kinds.size === 0) return <p className="text-xs text-faint">No errors to tell of.</p>;
  return (
    <ul aria-label={`Last errors on ${server.name}`} className="grid grid-cols-1 gap-2 text-xs">
      {[...kinds].map(([message, [newest, ...others]]) => (
        <li key={message}>
          <Link
            href={`/runs/${newest?.runId}`}
            className="block break-words text-soft underline decoration-line-strong underline-offset-3 hover:no-underline"
          >
            {message}
          </Link>
          <span className="flex flex-wrap gap-x-3 text-faint tabular">
            {newest !== undefined && <RelativeTime at={newest.at} />}
            {others.length > 0 && <span>and {others.length} more like it</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
