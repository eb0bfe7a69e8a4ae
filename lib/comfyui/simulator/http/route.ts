import type { IncomingMessage } from "node:http";
import type { SimulatedServer } from "#lib/comfyui/simulator/simulated-server";
import type { Reply } from "./reply.ts";

export type RouteRequest = {
  server: SimulatedServer;
  request: IncomingMessage;
  query: URLSearchParams;
  /** Named parts of the path, decoded. */
  params: Record<string, string>;
};

/** Null breaks the connection instead of answering. */
export type Handler = (request: RouteRequest) => Reply | null | Promise<Reply | null>;

export type Route = {
  method: "GET" | "POST" | "PATCH";
  /** `{name}` stands for one part of the path. */
  path: string;
  /** Only with /api in front, or never with it. */
  prefix?: "required" | "forbidden";
  since?: (server: SimulatedServer) => boolean;
  handle: Handler;
};

/** The parameters of a path, or null when it is another path. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (part.startsWith("{")) {
      if (value === "") return null;
      params[part.slice(1, -1)] = decode(value);
    } else if (part !== value) return null;
  }
  return params;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
