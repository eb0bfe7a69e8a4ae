import type { IncomingMessage, ServerResponse } from "node:http";
import { streamEventsEndpoint } from "#lib/event/event-api";

/** An event stream shows every ten seconds that it lives, so nobody reads one on which nothing gets through for so long. */
const unreadMs = 30_000;

/**
 * Closes the connection of an event stream that is not read. Next would keep it for ever: even the error that ends
 * such a stream stands in line behind the write that is stuck. (docs/decisions/022-who-does-not-read-is-cut-at-the-door.md)
 */
export function cutUnread(request: IncomingMessage, response: ServerResponse, afterMs = unreadMs): void {
  const [path] = (request.url ?? "").split("?");
  if (path === streamEventsEndpoint.path) response.setTimeout(afterMs);
}
