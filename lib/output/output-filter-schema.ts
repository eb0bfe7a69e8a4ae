import { z } from "zod";
import { outputKinds, outputStates } from "#lib/run/output-summary-schema";
import { parseMoment, parseRange, parseSpan } from "./filter-range.ts";

/** Several choices of one kind, with commas between; an output that fits one of them fits. */
const choices = (description: string) =>
  z
    .string()
    .max(2000)
    .optional()
    .meta({ description: `${description}; several with commas between` });

/** The single choices of a field that may hold several. */
export function splitChoices(text: string): string[] {
  return text.split(",").filter((choice) => choice !== "");
}

const isState = (text: string) => outputStates.some((state) => state === text);

const range = (description: string) =>
  z
    .string()
    .max(50)
    .refine((text) => parseRange(text) !== null, "Use a number, or a range such as 20..40, 20.. or ..40.")
    .optional()
    .meta({ description: `${description}: a number, or a range such as 20..40, 20.. or ..40` });

const moment = (description: string) =>
  z
    .string()
    .max(40)
    .refine(
      (text) => parseMoment(text) !== null || parseSpan(text) !== null,
      "Use a day such as 2026-11-20, a moment in ISO 8601, or a span such as 7d.",
    )
    .optional()
    .meta({ description: `${description}: a day, a moment in ISO 8601, or a span back from now such as 7d` });

/** What a list of outputs may be narrowed by. Different fields narrow together. */
export const outputFilterShape = {
  state: z
    .string()
    .max(100)
    .refine((text) => splitChoices(text).every(isState), `Use ${outputStates.join(", ")}.`)
    .optional()
    .meta({ description: `One of ${outputStates.join(", ")}; several with commas between` }),
  project: z.string().optional(),
  workflow: choices("A workflow's name"),
  version: choices("The hash of a workflow version, or its beginning"),
  run: z.string().optional(),
  kind: z.enum([...outputKinds, "reviewable"]).optional(),
  q: z.string().max(200).optional().meta({
    description:
      'Words of the params, each from its beginning; `or`, `-not`, `"exact phrase"`; or a seed, an id, a file hash',
  }),
  reason: choices("Id of the reason of the verdict in force"),
  decidedBy: choices("Id of whoever gave the verdict in force, or `me`"),
  approvableBy: z.literal("me").optional().meta({
    description: "`me`: without what you asked for yourself, in projects where somebody else approves",
  }),
  submitter: choices("Id of whoever asked for the run, or `me`"),
  seed: z
    .string()
    .regex(/^\d{1,20}$/, "Use the seed as decimal digits.")
    .optional(),
  since: moment("Made at or after this"),
  until: moment("Made before this"),
  size: choices("Width and height in pixels, such as 1024x768"),
  width: range("Pixels"),
  height: range("Pixels"),
  rating: range("Stars, 0 for none"),
  label: choices("A word or colour that somebody put on the output"),
  depth: range("How many re-seeds led to it, 0 for an original"),
  has: choices("What people put on it: comments, drawings"),
  awaiting: z.enum(["me", "others"]).optional().meta({
    description:
      "Undecided: `me`, without a verdict of yours; `others`, with yours in, and not enough of others",
  }),
  archived: z
    .enum(["true", "all"])
    .optional()
    .meta({ description: "Only archived ones, or those as well; left out, none of them" }),
};

const prefix = "param.";

/** Whether a field of a query asks for a param of the contract. */
export function isParam(name: string): boolean {
  return name.startsWith(prefix) && name.length > prefix.length;
}

/**
 * A query of these fields, and of fields `param.<name>` beside them, which come out together as `params`. Their names
 * are the contract's, so no schema can list them; what else is unknown is left out.
 */
export function queryWithParams<Shape extends z.ZodRawShape>(shape: Shape) {
  type Known = z.output<z.ZodObject<Shape>>;
  return z.looseObject(shape).transform((query): Known & { params: Record<string, string> } => {
    const params: [string, string][] = [];
    for (const [name, value] of Object.entries(query)) {
      if (name.startsWith(prefix) && typeof value === "string")
        params.push([name.slice(prefix.length), value]);
    }
    return { ...(query as Known), params: Object.fromEntries(params) };
  });
}

export const outputFilterSchema = queryWithParams(outputFilterShape);

export type OutputFilterQuery = z.output<typeof outputFilterSchema>;
