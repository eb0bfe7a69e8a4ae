import type { z } from "zod";
import { parseComfyJson } from "./parse-comfy-json.ts";
import { ComfyFault } from "./comfy-fault.ts";
import { type ComfyReply } from "./send-request.ts";

/**
 * The body of a 200 by its schema. Anything else is a `ComfyFault` that says what was asked. `onRepair` hears of a body
 * that was no JSON and could be read all the same.
 */
export function readBody<T>(reply: ComfyReply, schema: z.ZodType<T>, what: string, onRepair?: () => void): T {
  if (reply.status !== 200) {
    throw new ComfyFault("unusable", `${what} was answered with ${reply.status}`, reply.status);
  }
  const parsed = tryReadBody(reply, schema, onRepair);
  if (parsed === null) {
    throw new ComfyFault("unusable", `${what} was answered with something unexpected`, reply.status);
  }
  return parsed;
}

/** The body whatever the status, or null when it is not of that shape. */
export function tryReadBody<T>(reply: ComfyReply, schema: z.ZodType<T>, onRepair?: () => void): T | null {
  try {
    const result = schema.safeParse(parseComfyJson(new TextDecoder().decode(reply.bytes), onRepair));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}
