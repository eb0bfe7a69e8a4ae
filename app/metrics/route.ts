import { metricsEndpoint } from "#lib/health/health-api";
import { metricsContentType, metricsText } from "#lib/health/metrics-text";
import { readMetrics } from "#lib/health/read-metrics";
import { sends } from "#lib/http/handle";
import { authoriseHouse } from "#lib/server/server-access";
import { context } from "../context.ts";

// Not open to callers from this machine: behind a proxy everybody comes from it. Prometheus sends a key (`authorization`
// in its scrape configuration).
export const GET = sends(context, metricsEndpoint, async ({ db, actor }) => {
  authoriseHouse(actor, "server.read");
  return new Response(await metricsText(await readMetrics(db)), {
    headers: {
      "content-type": metricsContentType,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
});
