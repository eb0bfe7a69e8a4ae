import { isTruthy } from "#lib/comfyui/simulator/graph/coerce-input";
import { queueJson } from "#lib/comfyui/simulator/history";
import type { PyJson, PyObject } from "#lib/comfyui/simulator/python-json";
import { isPyObject, parsePythonJson } from "#lib/comfyui/simulator/python-json";
import { pythonStr } from "#lib/comfyui/simulator/python-text";
import { PythonError } from "#lib/comfyui/simulator/python-error";
import { readBody, readJson } from "./read-body.ts";
import { empty, json } from "./reply.ts";
import type { Route } from "./route.ts";

export const queueRoutes: Route[] = [
  {
    method: "GET",
    path: "/queue",
    handle: ({ server }) => {
      server.ledger.count("queueReads");
      const withKeys = server.profile.queueShowsApiKeys;
      return json({
        queue_running: server.running === null ? [] : [queueJson(server.running, withKeys)],
        queue_pending: server.queue.pending.map((item) => queueJson(item, withKeys)),
      });
    },
  },
  {
    method: "POST",
    path: "/queue",
    handle: async ({ server, request }) => {
      const body = members(await readJson(request));
      if (isTruthy(body["clear"])) {
        server.clearPending();
        server.announceQueue();
      }
      for (const id of listOf(body["delete"])) {
        if (server.removePending(id)) server.announceQueue();
      }
      return empty();
    },
  },
  {
    method: "POST",
    path: "/interrupt",
    handle: async ({ server, request }) => {
      const bytes = await readBody(request);
      const body = bytes.length === 0 ? {} : parseOrEmpty(bytes.toString("utf8"));
      if (!isPyObject(body)) throw new PythonError("AttributeError", "no attribute 'get'");
      const promptId = body["prompt_id"];
      const isTargeted = server.profile.targetsInterrupts && isTruthy(promptId);
      server.interrupt(isTargeted ? pythonStr(promptId ?? null) : null);
      return empty();
    },
  },
  {
    method: "POST",
    path: "/free",
    handle: async ({ server, request }) => {
      const body = members(await readJson(request));
      server.free(isTruthy(body["unload_models"]), isTruthy(body["free_memory"]));
      return empty();
    },
  },
];

function parseOrEmpty(text: string): PyJson {
  try {
    return parsePythonJson(text);
  } catch {
    return {};
  }
}

/** Looking for a key in anything but an object raises in Python, except in text and lists. */
export function members(body: PyJson): PyObject {
  if (isPyObject(body)) return body;
  if (typeof body === "string" || Array.isArray(body)) return {};
  throw new PythonError("TypeError", "argument is not iterable");
}

export function listOf(value: PyJson | undefined): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new PythonError("TypeError", "object is not iterable");
  return value.map(pythonStr);
}
