import { z } from "zod";
import { maxPageSize, pageQuerySchema } from "#lib/http/page-schema";
import { isParam, outputFilterShape } from "#lib/output/output-filter-schema";
import { actorSchema, outputSchema } from "#lib/output/output-schema";

/** The filter that a session goes through: the words of the outputs list. Undecided pictures unless it says more. */
export const scopeSchema = z
  .object({
    ...outputFilterShape,
    state: outputFilterShape.state.unwrap().or(z.literal("all")).default("pending"),
    kind: outputFilterShape.kind.default("reviewable"),
  })
  .catchall(z.unknown())
  .superRefine((scope, context) => {
    const keys = Object.keys(scope).filter((name) => {
      const isText = typeof scope[name] === "string";
      return !Object.hasOwn(outputFilterShape, name) && !(isParam(name) && isText);
    });
    if (keys.length > 0) context.addIssue({ code: "unrecognized_keys", keys, input: scope });
  });

export const startSessionSchema = z.strictObject({
  scope: scopeSchema.prefault({}),
  order: z.enum(["oldest", "newest"]).default("oldest").meta({
    description: "Of a new session; one that is resumed keeps its own",
  }),
});

const counted = z.number().int();
/** Far behind any list, and still a number that a position can be. */
const mostPosition = 1_000_000_000;
export const stateCountsSchema = z.object({
  pending: counted,
  approved: counted,
  rejected: counted,
  reseeded: counted,
});

const reviewedSchema = z.object({
  id: z.string(),
  reviewer: actorSchema,
  scope: scopeSchema,
  order: z.enum(["oldest", "newest"]),
  total: counted,
  startedAt: z.iso.datetime(),
});

export const sessionSchema = reviewedSchema
  .extend({
    position: counted.meta({ description: "Where the cursor stopped, from 0" }),
    isCut: z
      .boolean()
      .meta({ description: "More matched than one list holds; they are for the next session" }),
    usedAt: z.iso.datetime(),
    closedAt: z.iso.datetime().nullable().meta({ description: "When its receipt was written" }),
  })
  .meta({ id: "ReviewSession" });

/** A session with what its header shows. */
export const sessionDetailSchema = sessionSchema
  .extend({
    counts: stateCountsSchema.meta({ description: "The listed outputs by state, whoever decided" }),
    left: counted.meta({
      description:
        "Undecided, not archived, and without a verdict of the reviewer's: what they still have to decide",
    }),
    skipped: counted.meta({ description: "Passed by and still undecided" }),
    arrivals: z.object({ own: counted, others: counted }).meta({
      description: "What came to match since and is not listed: from the reviewer's re-seeds, and others",
    }),
  })
  .meta({ id: "ReviewSessionDetail" });

export const startedSessionSchema = sessionDetailSchema.extend({
  isResumed: z.boolean().meta({ description: "An open session of this scope was there already" }),
});

export const listSessionsQuerySchema = pageQuerySchema.extend({
  open: z.enum(["true", "false"]).optional().meta({ description: "Only open ones, or only closed ones" }),
});

export const windowQuerySchema = z.object({
  from: z.coerce
    .number()
    .int()
    .min(0)
    .max(mostPosition)
    .default(0)
    .meta({ description: "The first position" }),
  around: z.string().max(100).optional().meta({ description: "Instead: the window around this output" }),
  limit: z.coerce.number().int().min(1).max(maxPageSize).default(100),
});

export const sessionOutputSchema = outputSchema.extend({ position: counted, isSkipped: z.boolean() });

export const windowSchema = z.object({
  items: z.array(sessionOutputSchema).meta({ description: "In the order of their positions" }),
  from: counted,
  total: counted,
});

export const nextQuerySchema = z.object({
  from: z.coerce.number().int().min(-1).max(mostPosition),
  direction: z.enum(["next", "previous"]).default("next"),
});

/** The next undecided output: on in the list, then round once; skipped ones when no other is left. */
export const nextOutputSchema = z.object({
  next: z.object({ position: counted, id: z.string(), isSkipped: z.boolean() }).nullable(),
});

export const positionSchema = z.strictObject({ position: z.number().int().min(0).max(mostPosition) });

export const skipSchema = z.object({ output: z.string(), isSkipped: z.boolean() });

export type Scope = z.infer<typeof scopeSchema>;
export type StartSession = z.infer<typeof startSessionSchema>;
export type StateCounts = z.infer<typeof stateCountsSchema>;
export type SessionView = z.infer<typeof sessionSchema>;
export type SessionDetail = z.infer<typeof sessionDetailSchema>;
export type StartedSession = z.infer<typeof startedSessionSchema>;
export type ListSessionsQuery = z.infer<typeof listSessionsQuerySchema>;
export type WindowQuery = z.infer<typeof windowQuerySchema>;
export type SessionWindow = z.infer<typeof windowSchema>;
export type NextQuery = z.infer<typeof nextQuerySchema>;
export type NextOutput = z.infer<typeof nextOutputSchema>;
export type Skip = z.infer<typeof skipSchema>;
