import { z } from "zod";

/** The query of what stands for a whole project. */
export const projectQuerySchema = z.object({
  project: z
    .string()
    .max(100)
    .optional()
    .meta({ description: "Id or slug; the default project when left out" }),
});
