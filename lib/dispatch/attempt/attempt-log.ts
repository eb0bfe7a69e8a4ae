import type { Log } from "#lib/log";
import type { Dispatch } from "#lib/dispatch/dispatch";
import type { HeldAttempt } from "./held-attempt.ts";

/** A log whose lines say which run, which attempt and which server they are about. */
export function attemptLog(
  { log, links }: Pick<Dispatch, "log" | "links">,
  { id, runId, serverId }: Pick<HeldAttempt, "id" | "runId" | "serverId">,
): Log {
  const link = links.all().find(({ row }) => row.id === serverId);
  // An attempt may outlive the configuration of its server; the id is in the table still.
  return log.child({ run: runId, attempt: id, server: link?.row.name ?? serverId });
}
