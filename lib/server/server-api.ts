import { endpoint } from "#lib/http/endpoint";
import { serverSchema, serversSchema } from "./server-schema.ts";

const tag = "Servers";

export const listServersEndpoint = endpoint({
  method: "get",
  path: "/api/v1/servers",
  summary: "Pools and servers: health, slots in use, what runs where",
  tag,
  status: 200,
  answer: serversSchema,
});

export const drainServerEndpoint = endpoint({
  method: "post",
  path: "/api/v1/servers/{id}/drain",
  summary: "Gives the server no more runs; what it works on is finished",
  tag,
  status: 200,
  answer: serverSchema,
  errors: ["forbidden", "not_found"],
});

export const resumeServerEndpoint = endpoint({
  method: "post",
  path: "/api/v1/servers/{id}/resume",
  summary: "Gives a drained server runs again",
  tag,
  status: 200,
  answer: serverSchema,
  errors: ["forbidden", "not_found"],
});
