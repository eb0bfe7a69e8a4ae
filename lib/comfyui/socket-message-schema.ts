import { z } from "zod";
import { parseComfyJson } from "./parse-comfy-json.ts";

// Text frames of the socket. Only what we act on has a schema of its own.

const amount = z.union([z.number(), z.bigint()]).transform(Number);

export const nodeStateSchema = z.looseObject({
  value: amount.catch(0),
  max: amount.catch(1),
  state: z.string().catch("running"),
  display_node_id: z.string().nullish(),
});

const ofPrompt = { prompt_id: z.string() };

const messageSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("status"),
    data: z.looseObject({
      status: z.looseObject({ exec_info: z.looseObject({ queue_remaining: amount }) }),
      sid: z.string().nullish(),
    }),
  }),
  z.object({ type: z.literal("execution_start"), data: z.looseObject(ofPrompt) }),
  z.object({
    type: z.literal("execution_cached"),
    data: z.looseObject({ ...ofPrompt, nodes: z.array(z.string()) }),
  }),
  // On a reconnect the prompt id is left out; node null is the end marker.
  z.object({
    type: z.literal("executing"),
    data: z.looseObject({ node: z.string().nullable(), prompt_id: z.string().optional() }),
  }),
  z.object({
    type: z.literal("progress_state"),
    data: z.looseObject({ ...ofPrompt, nodes: z.record(z.string(), nodeStateSchema) }),
  }),
  z.object({
    type: z.literal("progress"),
    data: z.looseObject({
      value: amount,
      max: amount,
      prompt_id: z.string().nullish(),
      node: z.string().nullish(),
    }),
  }),
  z.object({
    type: z.literal("executed"),
    data: z.looseObject({
      ...ofPrompt,
      node: z.string(),
      display_node: z.string().nullish(),
      output: z.unknown(),
    }),
  }),
  z.object({ type: z.literal("execution_success"), data: z.looseObject(ofPrompt) }),
  z.object({
    type: z.literal("execution_error"),
    data: z.looseObject({
      ...ofPrompt,
      node_id: z.string().nullish(),
      node_type: z.string().nullish(),
      exception_type: z.string().catch(""),
      exception_message: z.string().catch(""),
    }),
  }),
  z.object({ type: z.literal("execution_interrupted"), data: z.looseObject(ofPrompt) }),
  z.object({ type: z.literal("feature_flags"), data: z.looseObject({}) }),
]);

export type SocketMessage = z.infer<typeof messageSchema>;

/** One text frame, or null for what we do not know: other kinds, other shapes, no JSON at all. Never throws. */
export function parseSocketMessage(text: string): SocketMessage | null {
  let value: unknown;
  try {
    value = parseComfyJson(text);
  } catch {
    return null;
  }
  const result = messageSchema.safeParse(value);
  return result.success ? result.data : null;
}

/** The prompt a message speaks of; null for broadcasts and for messages that do not say. */
export function promptOf(message: SocketMessage): string | null {
  return "prompt_id" in message.data && typeof message.data.prompt_id === "string"
    ? message.data.prompt_id
    : null;
}
