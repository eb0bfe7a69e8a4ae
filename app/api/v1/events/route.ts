import { streamEventsEndpoint } from "#lib/event/event-api";
import { streamEvents } from "#lib/event/stream-events";
import { sends } from "#lib/http/handle";
import { nodeResponse } from "#lib/http/node-response";
import { context } from "../../../context.ts";

export const GET = sends(context, streamEventsEndpoint, async ({ request, actor, query }) => {
  const house = context();
  // The request's own headers are gone once this handler has returned; the stream asks with them for a long time.
  const headers = new Headers(request.headers);
  const stream = streamEvents(
    { db: house.db, events: house.events },
    {
      actor,
      lastEventId: headers.get("last-event-id") ?? query.lastEventId ?? null,
      signal: request.signal,
      line: nodeResponse(),
      resolve: () => house.resolveActor({ headers }),
    },
  );
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // Not to be gathered, compressed or kept by anything in between.
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
      "x-content-type-options": "nosniff",
    },
  });
});
