import type { IncomingHttpHeaders } from "node:http";
import type { Profile } from "#lib/comfyui/simulator/profile";

/** Whether ComfyUI's guard against foreign web pages lets a request in. */
export function isOriginAllowed(headers: IncomingHttpHeaders, profile: Profile): boolean {
  if (profile.refusesCrossSiteFetches && headers["sec-fetch-site"] === "cross-site") return false;
  const { host, origin } = headers;
  if (host === undefined || origin === undefined) return true;
  const server = splitHost(host);
  if (!isLoopback(server.name)) return true;
  const page = splitHost(hostOf(origin));
  if (page.name === "") return true;
  // Ports count only when both sides name one.
  return server.name === page.name && (!server.port || !page.port || server.port === page.port);
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : "";
}

function splitHost(host: string): { name: string; port: string } {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(host.toLowerCase());
  return { name: match?.[1] ?? host, port: match?.[2] ?? "" };
}

function isLoopback(name: string): boolean {
  return name === "localhost" || name === "[::1]" || name.startsWith("127.");
}
