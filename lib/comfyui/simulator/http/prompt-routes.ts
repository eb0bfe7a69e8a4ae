import { randomUUID } from "node:crypto";
import { toFloat, isTruthy } from "#lib/comfyui/simulator/graph/coerce-input";
import type { PromptVerdict } from "#lib/comfyui/simulator/graph/validate-prompt";
import { UnhandledPrompt, validatePrompt } from "#lib/comfyui/simulator/graph/validate-prompt";
import { complaint } from "#lib/comfyui/simulator/graph/node-error";
import { sleep } from "#lib/comfyui/simulator/latency";
import { preciseNow } from "#lib/comfyui/simulator/ledger";
import type { QueueItem } from "#lib/comfyui/simulator/prompt-queue";
import type { PyJson, PyObject } from "#lib/comfyui/simulator/python-json";
import { isPyObject, PythonFloat } from "#lib/comfyui/simulator/python-json";
import { pythonStr } from "#lib/comfyui/simulator/python-text";
import type { SimulatedServer } from "#lib/comfyui/simulator/simulated-server";
import { readJson } from "./read-body.ts";
import type { Reply } from "./reply.ts";
import { json, text } from "./reply.ts";
import type { Route, RouteRequest } from "./route.ts";

const canonicalUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const sensitiveKeys = ["auth_token_comfy_org", "api_key_comfy_org"];

export const promptRoutes: Route[] = [
  {
    method: "GET",
    path: "/prompt",
    handle: ({ server }) => json({ exec_info: { queue_remaining: server.queueRemaining } }),
  },
  { method: "POST", path: "/prompt", handle: postPrompt },
];

async function postPrompt({ server, request }: RouteRequest): Promise<Reply | null> {
  const arrivedAt = preciseNow();
  const body = await readJson(request);
  if (server.scenarios.take("lose-request")) return null;
  const fields: PyObject = isPyObject(body) ? body : {};
  const refusal = server.scenarios.take("refuse-prompt");
  if (refusal !== null) {
    server.ledger.arrived(
      arrivedAt,
      textOf(fields["prompt_id"]),
      textOf(fields["client_id"]),
      refusal.status,
    );
    return refused(refusal.status);
  }
  const reply = submit(server, fields, arrivedAt);
  server.ledger.arrived(arrivedAt, textOf(fields["prompt_id"]), textOf(fields["client_id"]), reply.status);
  if (reply.status !== 200) return reply;
  await sleep(server.scenarios.take("delay-reply")?.ms ?? 0);
  if (server.scenarios.take("garble-reply")) return text("<html>one moment, please</html>", 200);
  return server.scenarios.take("lose-reply") ? null : reply;
}

function textOf(value: PyJson | undefined): string | null {
  return typeof value === "string" ? value : null;
}

/** Throws wherever ComfyUI would answer 500. */
function submit(server: SimulatedServer, fields: PyObject, arrivedAt: number): Reply {
  const number = takeNumber(server, fields);
  if (!("prompt" in fields)) {
    const missing = "No prompt provided";
    return json({ error: complaint("no_prompt", missing, missing), node_errors: {} }, 400);
  }
  const promptId = promptIdOf(server, fields);
  if (promptId === null) return json({ error: badPromptId, node_errors: {} }, 400);
  const verdict = validatePrompt(
    fields["prompt"] ?? null,
    fields["partial_execution_targets"] ?? null,
    server.catalogue,
    server.installation,
  );
  if (!verdict.ok) return json({ error: verdict.error, node_errors: verdict.nodeErrors }, 400);
  enqueue(server, fields, verdict, { promptId, number, arrivedAt });
  return json({ prompt_id: promptId, number, node_errors: verdict.nodeErrors });
}

const badPromptId = complaint(
  "invalid_prompt_id",
  "prompt_id must be a valid UUID",
  "prompt_id must be a UUID string in canonical lowercase hyphenated form; omit it to let the server generate one",
);

/** A number of the client's own leaves the counter alone; all other posts use it up, even those that are refused. */
function takeNumber(server: SimulatedServer, fields: PyObject): number | PythonFloat {
  const own = fields["number"];
  if (own !== undefined) return new PythonFloat(toFloat(own));
  const number = server.counter++;
  return isTruthy(fields["front"]) ? 0 - number : number;
}

function promptIdOf(server: SimulatedServer, fields: PyObject): string | null {
  const own = fields["prompt_id"];
  if (own === undefined) return randomUUID();
  if (!server.profile.requiresUuidPromptId) return pythonStr(own);
  if (own === null) return randomUUID();
  return typeof own === "string" && canonicalUuid.test(own) ? own : null;
}

function enqueue(
  server: SimulatedServer,
  fields: PyObject,
  verdict: PromptVerdict & { ok: true },
  place: Pick<QueueItem, "promptId" | "number" | "arrivedAt">,
): void {
  const given = fields["extra_data"] ?? (fields["extra_data"] === null ? null : {});
  if (!isPyObject(given)) throw new UnhandledPrompt("extra_data is not an object");
  const extraData: PyObject = { ...given };
  if ("client_id" in fields) extraData["client_id"] = fields["client_id"] ?? null;
  if (server.profile.stampsCreateTime) extraData["create_time"] = Date.now();
  const sensitive: PyObject = {};
  for (const key of sensitiveKeys) {
    const value = extraData[key];
    if (value === undefined) continue;
    sensitive[key] = value;
    delete extraData[key];
  }
  server.enqueue({ ...place, graph: verdict.graph, extraData, outputs: verdict.outputs, sensitive });
}

/** A server that refuses a graph says why in JSON; other statuses have no body of that kind. */
function refused(status: number): Reply {
  const message = "refused by a scenario";
  if (status !== 400) return text(message, status);
  return json({ error: { type: "refused", message, details: "", extra_info: {} }, node_errors: {} }, status);
}
