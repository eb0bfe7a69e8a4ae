import { z } from "zod";

export const readinessSchema = z
  .object({
    status: z.enum(["ready", "unready"]),
    database: z.enum(["reachable", "unreachable"]),
    migrations: z.enum(["applied", "pending", "unknown"]),
    worker: z.enum(["seen", "silent", "unknown"]).meta({
      description: "For information: whether a ComfyUI server answered a worker within the last minute",
    }),
    warnings: z.array(z.string()),
  })
  .meta({ id: "Readiness" });

export type Readiness = z.infer<typeof readinessSchema>;
