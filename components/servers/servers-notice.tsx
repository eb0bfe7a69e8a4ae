"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleAlert } from "lucide-react";
import { CheckAgain } from "#components/servers/check-again";
import { RelativeTime } from "#components/ui/relative-time";
import { serversQuery } from "#lib/server/server-queries";
import type { ServersView, ServerView } from "#lib/server/server-schema";
import { whereToRun } from "#lib/server/where-to-run";

type ServersNoticeProps = {
  /** The pool that matters; null where any server will do, undefined for all of them. */
  pool?: string | null;
  className?: string;
};

/** Reasons to wait that only repeat which servers are away. */
const saidAlready: ReadonlySet<string> = new Set(["no_server", "drained"]);

/** Why runs do not start: which servers are away and since when, or what queued ones wait for. Nothing when all is well. */
export function ServersNotice({ pool, className }: ServersNoticeProps) {
  const { data } = useQuery(serversQuery());
  if (data === undefined) return null;
  const away = awayServers(data, pool);
  const waiting = data.pools
    .filter(({ name }) => pool === undefined || pool === null || name === pool)
    .flatMap((found) => found.waiting);
  if (away.length === 0 && waiting.length === 0) return null;
  return (
    <section aria-label="Why runs wait" className={className}>
      {/* In a narrow panel the button goes below the words rather than squeeze them. */}
      <div className="flex flex-wrap items-start gap-2 rounded-md border border-accent-text/50 bg-accent-tint px-3 py-2 text-xs">
        <div className="flex min-w-0 flex-1 basis-64 gap-2">
          <CircleAlert aria-hidden className="mt-px size-4 shrink-0 text-accent-text" />
          <div className="grid min-w-0 flex-1 gap-1">
            {away.length > 0 && (
              <>
                <p className="font-medium">{whereToRun(data, pool ?? null).text}</p>
                <ul className="grid gap-0.5">
                  {away.map((server) => (
                    <AwayServer key={server.id} server={server} />
                  ))}
                </ul>
              </>
            )}
            {waiting.map(({ code, message, runs }) => (
              <p key={`${code} ${message}`} className="break-words">
                {waitingWords(runs, away.length > 0 && saidAlready.has(code) ? null : message)}
              </p>
            ))}
          </div>
        </div>
        <CheckAgain className="ml-6" />
      </div>
    </section>
  );
}

function AwayServer({ server }: { server: ServerView }) {
  const { name, health, reason, since, drained, drainedSince, lastSeenAt } = server;
  const isOnlyDrained = drained && health !== "down";
  return (
    <li className="break-words text-soft">
      <span className="text-text">{name}</span>{" "}
      {isOnlyDrained ? (
        <>
          was drained <RelativeTime at={drainedSince ?? since} />.
        </>
      ) : lastSeenAt === null ? (
        "has not answered yet."
      ) : (
        <>
          {health === "down" ? "went away" : "stopped taking runs"} <RelativeTime at={since} />.
        </>
      )}
      {!isOnlyDrained && reason !== null && ` ${reason}`}
    </li>
  );
}

/** Without a message of its own where the servers just named are the reason. */
function waitingWords(runs: number, message: string | null): string {
  const who = runs === 1 ? "1 run waits" : `${runs} runs wait`;
  return message === null ? `${who} until one of them takes runs again.` : `${who}: ${message}`;
}

/** The servers that should take runs, when none of them does. */
function awayServers(servers: ServersView, pool: string | null | undefined): ServerView[] {
  if (servers.items.length === 0 || whereToRun(servers, pool ?? null).canStart) return [];
  return servers.items.filter((server) => pool === undefined || pool === null || server.pool === pool);
}
