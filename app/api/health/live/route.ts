import { jsonReply } from "#lib/http/reply";

export function GET(): Response {
  return jsonReply(200, '{"status":"live"}');
}
