import { z } from "zod";
import { scenarioSchema } from "#lib/comfyui/simulator/scenario";
import type { SimulatedServer } from "#lib/comfyui/simulator/simulated-server";
import { readBody } from "./read-body.ts";
import type { Reply } from "./reply.ts";
import { empty, json } from "./reply.ts";
import type { Route, RouteRequest } from "./route.ts";

/** What can be done to a simulator from outside at once. */
export const commandSchema = z.discriminatedUnion("command", [
  z.object({ command: z.literal("restart") }),
  z.object({ command: z.literal("drop-sockets") }),
  z.object({ command: z.literal("deafen-sockets") }),
  z.object({ command: z.literal("stall-sockets") }),
  z.object({ command: z.literal("half-open-sockets") }),
  z.object({ command: z.literal("resume-sockets") }),
  z.object({ command: z.literal("kill-worker") }),
  z.object({ command: z.literal("forget-history"), promptId: z.string() }),
]);
export type Command = z.infer<typeof commandSchema>;

export function obey(server: SimulatedServer, command: Command): void {
  switch (command.command) {
    case "restart":
      return server.restart();
    case "drop-sockets":
      return server.hub.drop();
    case "deafen-sockets":
      return server.hub.deafen();
    case "stall-sockets":
      return server.hub.stall();
    case "half-open-sockets":
      return server.hub.vanish();
    case "resume-sockets":
      return server.hub.resume();
    case "kill-worker":
      return server.killWorker();
    case "forget-history":
      return server.history.delete(command.promptId);
  }
}

/** For tests in other processes. A ComfyUI client must never go here. */
export const controlRoutes: Route[] = [
  {
    method: "GET",
    path: "/simulator/ledger",
    prefix: "forbidden",
    handle: ({ server }) => plain(server.ledger),
  },
  {
    method: "GET",
    path: "/simulator/ledger/counts",
    prefix: "forbidden",
    handle: ({ server }) => plain(server.ledger.counts()),
  },
  {
    method: "POST",
    path: "/simulator/ledger/reset",
    prefix: "forbidden",
    handle: ({ server }) => {
      server.ledger.reset();
      return empty(204);
    },
  },
  {
    method: "GET",
    path: "/simulator/scenarios",
    prefix: "forbidden",
    handle: ({ server }) => plain(server.scenarios.list()),
  },
  {
    method: "POST",
    path: "/simulator/scenarios",
    prefix: "forbidden",
    handle: (request) =>
      checked(request, scenarioSchema, (scenario) => request.server.scenarios.add(scenario)),
  },
  {
    method: "POST",
    path: "/simulator/scenarios/clear",
    prefix: "forbidden",
    handle: ({ server }) => {
      server.scenarios.clear();
      return empty(204);
    },
  },
  {
    method: "POST",
    path: "/simulator/commands",
    prefix: "forbidden",
    handle: (request) => checked(request, commandSchema, (command) => obey(request.server, command)),
  },
];

function plain(value: object): Reply {
  return {
    status: 200,
    headers: { "Content-Type": "application/json; charset=utf-8" },
    body: JSON.stringify(value),
  };
}

async function checked<T>(
  { request }: RouteRequest,
  schema: z.ZodType<T>,
  act: (value: T) => void,
): Promise<Reply> {
  const body = await readBody(request);
  const parsed = z.preprocess(parseText, schema).safeParse(body.toString("utf8"));
  if (!parsed.success) return json({ error: z.prettifyError(parsed.error) }, 400);
  act(parsed.data);
  return empty(204);
}

function parseText(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
