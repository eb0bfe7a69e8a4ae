import { z } from "zod";

export const serverHealths = ["unknown", "ready", "busy", "degraded", "down"] as const;

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
    running: z.array(z.object({ runId: z.string(), workflow: z.string(), since: z.iso.datetime() })),
    lastSeenAt: z.iso.datetime().nullable(),
    warnings: z.array(z.string()),
  })
  .meta({ id: "Server" });

export const serversSchema = z.object({
  pools: z.array(
    z.object({
      name: z.string(),
      servers: z.number().int(),
      slots: z.number().int(),
      slotsInUse: z.number().int(),
      queued: z.number().int(),
    }),
  ),
  items: z.array(serverSchema),
  nextCursor: z.null(),
});

export type ServerHealth = (typeof serverHealths)[number];
export type ServerView = z.infer<typeof serverSchema>;
export type ServersView = z.infer<typeof serversSchema>;
