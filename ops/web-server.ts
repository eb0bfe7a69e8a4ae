import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import process from "node:process";
import next from "next";
import { env } from "#lib/env";
import type { AppError } from "#lib/errors";
import { cutUnread } from "#lib/http/cut-unread";
import { createFrontDoor } from "#lib/http/front-door";
import { withNodeResponse } from "#lib/http/node-response";
import { errorReply } from "#lib/http/reply";
import { createLog } from "#lib/log";
import { startTracing } from "#lib/trace/start-tracing";
import { endpoints } from "../app/api/v1/openapi.json/endpoints.ts";

// The built web app behind a door of our own, because Next answers a wrong method without a word and an address that
// cannot be decoded as a fault.
const { HOST, PORT, TRUST_PROXY, OTEL_EXPORTER_OTLP_ENDPOINT } = env();
const log = createLog("web");
const tracing = await startTracing({ endpoint: OTEL_EXPORTER_OTLP_ENDPOINT, process: "web", log });
const refuse = createFrontDoor(endpoints);

const app = next({ dev: false, hostname: HOST, port: PORT });
await app.prepare();
const answer = app.getRequestHandler();

const server = createServer((request, response) => {
  cutUnread(request, response);
  // Whoever asks writes its own headers: unless a proxy of ours does, the address is the socket's.
  if (!TRUST_PROXY) request.headers["x-forwarded-for"] = request.socket.remoteAddress ?? "";
  const refusal = refuse(request);
  if (refusal !== null) void turnAway(refusal, request, response);
  else void withNodeResponse(response, () => answer(request, response));
});
server.on("error", (error) => {
  log.error({ err: error }, "web cannot serve");
  process.exit(1);
});
server.listen(PORT, HOST, () => {
  log.info({ host: HOST, port: PORT }, "web ready");
  process.send?.({ ready: true });
});

/** Event streams never end by themselves; what else is under way gets this long. */
const patienceMs = 1500;

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    server.close(() => void tracing.stop().then(() => process.exit(0)));
    setTimeout(() => server.closeAllConnections(), patienceMs).unref();
  });
}

async function turnAway(why: AppError, { method }: IncomingMessage, response: ServerResponse): Promise<void> {
  const reply = errorReply(why, log);
  response.writeHead(reply.status, Object.fromEntries(reply.headers));
  response.end(method === "HEAD" ? undefined : await reply.text());
}
