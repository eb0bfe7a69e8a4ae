import { openApiOf } from "#lib/http/openapi";
import { jsonReply } from "#lib/http/reply";
import { endpoints } from "./endpoints.ts";

export function GET(): Response {
  return jsonReply(200, JSON.stringify(openApiOf(endpoints)));
}
