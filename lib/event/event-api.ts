import { z } from "zod";
import { endpoint } from "#lib/http/endpoint";
import { eventSchema } from "./event-schema.ts";

export const streamEventsEndpoint = endpoint({
  method: "get",
  path: "/api/v1/events",
  summary:
    "Everything that changes in your projects, as server-sent events; Last-Event-ID resumes without gaps",
  tag: "Events",
  query: z.object({
    lastEventId: z
      .string()
      .max(50)
      .optional()
      .meta({ description: "Instead of the header Last-Event-ID, for clients that cannot set it" }),
  }),
  status: 200,
  answerType: "text/event-stream",
  answer: eventSchema,
});
