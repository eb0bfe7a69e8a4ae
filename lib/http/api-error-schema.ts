import { z } from "zod";
import { errorStatuses, type ErrorCode } from "#lib/errors";

const codes = Object.keys(errorStatuses) as [ErrorCode, ...ErrorCode[]];

export const apiErrorSchema = z
  .object({
    error: z.object({
      code: z.enum(codes),
      message: z.string().meta({ description: "For people: what is wrong and what to do" }),
      fields: z
        .array(
          z.object({
            path: z.string().meta({ description: "JSON Pointer into the request body" }),
            message: z.string(),
          }),
        )
        .optional(),
      retryable: z.literal(true).optional(),
      current: z.unknown().optional().meta({ description: "With 409: the state that stands now" }),
      id: z.string().optional().meta({ description: "With 500: quote this when asking for help" }),
    }),
  })
  .meta({ id: "Error" });

export type ApiError = z.infer<typeof apiErrorSchema>;
