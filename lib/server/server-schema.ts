import { z } from "zod";

export const serverHealths = ["unknown", "ready", "busy", "degraded", "down"] as const;

/** A slot at work. Of projects the reader does not belong to, only that it is taken. */
const slotUseSchema = z.object({
  slot: z.number().int().meta({ description: "Counted from 0" }),
  since: z.iso.datetime(),
  run: z
    .object({
      id: z.string(),
      workflow: z.string().meta({ description: "Title" }),
      fraction: z.number().min(0).max(1).nullable(),
      node: z.string().nullable().meta({ description: "Title of the node that works" }),
    })
    .nullable(),
});

/** A ComfyUI server as screens show it. Its address is not among the fields: it never leaves the worker. */
export const serverSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    pool: z.string(),
    health: z.enum(serverHealths),
    reason: z.string().nullable(),
    since: z.iso.datetime(),
    version: z.string().nullable(),
    slots: z.number().int().meta({ description: "Capacity: how many runs it is given at once" }),
    slotsInUse: z
      .number()
      .int()
      .meta({ description: "More than slots for a while after the capacity was made smaller" }),
    weight: z
      .number()
      .int()
      .meta({ description: "Of several servers that could take a run, the heavier one is preferred" }),
    drained: z.boolean(),
    drainedSince: z.iso.datetime().nullable(),
    running: z.array(slotUseSchema),
    lastSeenAt: z.iso.datetime().nullable(),
    warnings: z.array(z.string()),
    medianSeconds: z
      .number()
      .nullable()
      .meta({ description: "Median time of a successful run here within the last hour; null without any" }),
    lastHour: z
      .array(z.object({ from: z.iso.datetime(), ended: z.number().int(), failed: z.number().int() }))
      .meta({ description: "Attempts that ended here, in twelve spans of five minutes, oldest first" }),
    lastDay: z
      .object({ ended: z.number().int(), failed: z.number().int(), gpuSeconds: z.number() })
      .meta({ description: "The last 24 hours. GPU seconds run from execution to the attempt's end" }),
    lastErrors: z
      .array(z.object({ at: z.iso.datetime(), runId: z.string(), code: z.string(), message: z.string() }))
      .meta({ description: "Why attempts failed here lately, newest first; of your projects" }),
  })
  .meta({ id: "Server" });

const poolSchema = z.object({
  name: z.string(),
  servers: z.number().int(),
  slots: z.number().int(),
  slotsInUse: z.number().int(),
  queued: z.number().int(),
  oldestQueuedAt: z.iso.datetime().nullable(),
  waiting: z
    .array(z.object({ code: z.string(), message: z.string(), runs: z.number().int() }))
    .meta({ description: "Why queued runs cannot start yet, the commonest first" }),
});

export const serversSchema = z.object({
  pools: z.array(poolSchema),
  items: z.array(serverSchema),
  nextCursor: z.null(),
});

export type ServerHealth = (typeof serverHealths)[number];
export type ServerView = z.infer<typeof serverSchema>;
export type PoolView = z.infer<typeof poolSchema>;
export type SlotUse = z.infer<typeof slotUseSchema>;
export type ServersView = z.infer<typeof serversSchema>;
