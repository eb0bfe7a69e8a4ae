import type { IncomingMessage, ServerResponse } from "node:http";
import { sleep } from "#lib/comfyui/simulator/latency";
import type { SimulatedServer } from "#lib/comfyui/simulator/simulated-server";
import { controlRoutes } from "./control-routes.ts";
import { historyRoutes } from "./history-routes.ts";
import { infoRoutes } from "./info-routes.ts";
import { jobsRoutes } from "./jobs-routes.ts";
import { isOriginAllowed } from "./origin.ts";
import { promptRoutes } from "./prompt-routes.ts";
import { queueRoutes } from "./queue-routes.ts";
import { BodyTooLarge, maxBodyBytes } from "./read-body.ts";
import type { Reply } from "./reply.ts";
import { empty, methodNotAllowed, serverError, text, unknownPath } from "./reply.ts";
import type { Route } from "./route.ts";
import { matchPath } from "./route.ts";
import { uploadRoutes } from "./upload-routes.ts";
import { viewRoutes } from "./view-routes.ts";

const routes: readonly Route[] = [
  ...promptRoutes,
  ...queueRoutes,
  ...historyRoutes,
  ...viewRoutes,
  ...uploadRoutes,
  ...infoRoutes,
  ...jobsRoutes,
  ...controlRoutes,
  { method: "GET", path: "/ws", handle: notAnUpgrade },
];

function notAnUpgrade(): Reply {
  return text('No WebSocket UPGRADE hdr: None\n Can "Upgrade" only to "WebSocket".', 400);
}

/** Answers one request; what a handler throws becomes aiohttp's 500. */
export async function answer(
  server: SimulatedServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const reply = await replyTo(server, request).catch((error: unknown) => {
    if (error instanceof BodyTooLarge)
      return text(`Maximum request body size ${maxBodyBytes} exceeded.`, 413);
    return serverError();
  });
  if (!request.complete) request.resume();
  if (reply === null) request.socket.destroy();
  else send(reply, request, response);
}

async function replyTo(server: SimulatedServer, request: IncomingMessage): Promise<Reply | null> {
  if (request.method === "OPTIONS") return empty();
  if (!isOriginAllowed(request.headers, server.profile)) return empty(403);
  const url = new URL(request.url ?? "/", "http://simulator");
  const method = request.method === "HEAD" ? "GET" : (request.method ?? "GET");
  const matches = matching(server, url.pathname);
  const found = matches.find(({ route }) => route.method === method);
  if (found === undefined) return refusal(method, matches);
  if (!url.pathname.startsWith("/simulator/")) {
    const fits = ({ path }: { path: string }): boolean => url.pathname.includes(path);
    await sleep(server.scenarios.take("delay-request", fits)?.ms ?? 0);
    const fault = method === "GET" ? server.scenarios.take("refuse-get", fits) : null;
    if (fault !== null) return text("refused by a scenario", fault.status);
  }
  const { route, params } = found;
  return route.handle({ server, request, query: url.searchParams, params });
}

type Match = { route: Route; params: Record<string, string> };

function matching(server: SimulatedServer, pathname: string): Match[] {
  const hasPrefix = pathname === "/api" || pathname.startsWith("/api/");
  const path = hasPrefix ? pathname.slice(4) : pathname;
  return routes.flatMap((route) => {
    if (route.prefix === (hasPrefix ? "forbidden" : "required")) return [];
    if (route.since !== undefined && !route.since(server)) return [];
    const params = matchPath(route.path, path);
    return params === null ? [] : [{ route, params }];
  });
}

/** Only GET falls through to the static files; for other methods even an unknown path is a wrong method. */
function refusal(method: string, matches: readonly Match[]): Reply {
  if (method === "GET" && matches.length === 0) return unknownPath();
  const allowed = new Set(
    matches.flatMap(({ route }) => (route.method === "GET" ? ["GET", "HEAD"] : [route.method])),
  );
  return methodNotAllowed(allowed.size === 0 ? ["GET", "HEAD"] : [...allowed]);
}

function send(reply: Reply, request: IncomingMessage, response: ServerResponse): void {
  const { status, headers = {}, body, cutAfter, announcedBytes } = reply;
  const bytes = typeof body === "string" ? Buffer.from(body) : (body ?? Buffer.alloc(0));
  response.writeHead(
    status,
    status === 204 || status === 304
      ? headers
      : { ...headers, "Content-Length": String(announcedBytes ?? bytes.length) },
  );
  if (request.method === "HEAD") response.end();
  else if (announcedBytes !== undefined) response.write(bytes, () => request.socket.destroySoon());
  else if (cutAfter === undefined) response.end(bytes);
  else response.write(bytes.subarray(0, cutAfter), () => request.socket.destroy());
}
