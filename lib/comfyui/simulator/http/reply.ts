import type { PyJson } from "#lib/comfyui/simulator/python-json";
import { writePythonJson } from "#lib/comfyui/simulator/python-json";

/** A whole response. Without a body there is neither content nor a content type. */
export type Reply = {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Send only so many bytes of the body, then break the connection. */
  cutAfter?: number;
  /** The Content-Length to claim instead of the true one. The connection closes after the body. */
  announcedBytes?: number | undefined;
};

export function json(body: PyJson, status = 200): Reply {
  return {
    status,
    headers: { "Content-Type": "application/json; charset=utf-8" },
    body: writePythonJson(body),
  };
}

export function text(body: string, status: number, headers: Record<string, string> = {}): Reply {
  return { status, headers: { "Content-Type": "text/plain; charset=utf-8", ...headers }, body };
}

export function empty(status = 200): Reply {
  return { status };
}

/** What aiohttp answers when a handler raised. */
export function serverError(): Reply {
  return text("500 Internal Server Error\n\nServer got itself in trouble", 500, { Connection: "close" });
}

export function methodNotAllowed(allow: readonly string[]): Reply {
  return text("405: Method Not Allowed", 405, { Allow: allow.join(",") });
}

/** The catch-all for static files. */
export function unknownPath(): Reply {
  return { status: 404, headers: { "Content-Type": "application/octet-stream" } };
}
