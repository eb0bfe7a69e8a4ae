"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleAlert } from "lucide-react";
import { Button } from "#components/ui/button";
import { RelativeTime } from "#components/ui/relative-time";
import { serversQuery } from "#lib/server/server-queries";
import type { ServersView, ServerView } from "#lib/server/server-schema";
import { whereToRun } from "#lib/server/where-to-run";

type ServersNoticeProps = {
  /** The pool that matters; null where any server will do, undefined for all of them. */
  pool?: string | null;
  className?: string;
};

/** Why runs do not start: which servers are away and since when, or what queued ones wait for. Nothing when all is well. */
export function ServersNotice({ pool, className }: ServersNoticeProps) {
  const { data, isFetching, refetch } = useQuery(serversQuery());
  if (data === undefined) return null;
  const away = awayServers(data, pool);
  const waiting = data.pools
    .filter(({ name }) => pool === undefined || pool === null || name === pool)
    .flatMap((found) => found.waiting);
  if (away.length === 0 && waiting.length === 0) return null;
  return (
    <section aria-label="Why runs wait" className={className}>
      <div className="flex gap-2 rounded-md border border-accent-text/50 bg-accent-tint px-3 py-2 text-xs">
        <CircleAlert aria-hidden className="mt-px size-4 shrink-0 text-accent-text" />
        <div className="grid min-w-0 flex-1 gap-1">
          {away.length > 0 && (
            <>
              <p className="font-medium">{whereToRun(data, pool ?? null).text}</p>
              <ul>
                {away.map(({ id, name, reason, since, drained }) => (
                  <li key={id} className="break-words text-soft">
                    <span className="text-text">{name}</span>
                    {drained ? ": drained" : `: ${reason ?? "does not answer"}`}, since{" "}
                    <RelativeTime at={since} />
                  </li>
                ))}
              </ul>
            </>
          )}
          {waiting.map(({ code, message, runs }) => (
            <p key={`${code} ${message}`} className="break-words">
              {`${runs === 1 ? "1 run waits" : `${runs} runs wait`}: ${message}`}
            </p>
          ))}
        </div>
        <Button size="sm" busy={isFetching} onClick={() => void refetch()}>
          Check again
        </Button>
      </div>
    </section>
  );
}

/** The servers that should take runs, when none of them does. */
function awayServers(servers: ServersView, pool: string | null | undefined): ServerView[] {
  if (servers.items.length === 0 || whereToRun(servers, pool ?? null).canStart) return [];
  return servers.items.filter((server) => pool === undefined || pool === null || server.pool === pool);
}
