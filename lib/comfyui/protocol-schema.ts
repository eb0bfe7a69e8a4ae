import { z } from "zod";

// What ComfyUI answers over HTTP. Tolerant on purpose: unknown keys and kinds are kept or ignored, because every
// release and every custom node adds some. `z.bigint` beside `z.number`: integers are parsed exactly.

const graph = z.record(z.string(), z.unknown());

export const nodeFaultSchema = z.looseObject({
  type: z.string().catch("unknown"),
  message: z.string().catch(""),
  details: z.string().catch(""),
  extra_info: z.looseObject({ input_name: z.string().optional() }).catch({}),
});

export const nodeErrorsSchema = z
  .record(
    z.string(),
    z.looseObject({
      errors: z.array(nodeFaultSchema).catch([]),
      dependent_outputs: z.array(z.string()).catch([]),
      class_type: z.string().catch(""),
    }),
  )
  .catch({});

export const acceptedSchema = z.looseObject({
  prompt_id: z.string(),
  number: z.union([z.number(), z.bigint()]).optional(),
  node_errors: nodeErrorsSchema.default({}),
});

/** ComfyUI's errors have a type; one that is mere text comes with node errors, if empty ones. A gateway's has neither. */
export const refusedSchema = z.union([
  z.looseObject({
    error: nodeFaultSchema.refine(({ type }) => type !== "unknown"),
    node_errors: nodeErrorsSchema.default({}),
  }),
  z.looseObject({
    error: z.string().transform((message) => nodeFaultSchema.parse({ message })),
    node_errors: z
      .unknown()
      .refine((errors) => errors !== undefined)
      .pipe(nodeErrorsSchema),
  }),
]);

/** [number, prompt id, graph, extra data, outputs to execute]; later releases may append. */
const queueItem = z
  .tuple([z.union([z.number(), z.bigint()]), z.string()])
  .rest(z.unknown())
  .transform(([number, promptId]) => ({ number: Number(number), promptId }));

export const queueSchema = z.looseObject({
  queue_running: z.array(queueItem),
  queue_pending: z.array(queueItem),
});

const statusMessage = z.tuple([z.string(), z.record(z.string(), z.unknown())]).rest(z.unknown());

export const historyEntrySchema = z.looseObject({
  prompt: z
    .tuple([z.unknown(), z.string(), graph.catch({})])
    .rest(z.unknown())
    .optional(),
  outputs: z.record(z.string(), z.unknown()).catch({}),
  status: z
    .looseObject({
      status_str: z.string().optional(),
      completed: z.boolean().optional(),
      messages: z.array(statusMessage).catch([]),
    })
    .nullish(),
  meta: z
    .record(z.string(), z.looseObject({ display_node: z.string().nullish() }))
    .nullish()
    .catch(null),
});

export const historySchema = z.record(z.string(), historyEntrySchema);

export const systemStatsSchema = z.looseObject({
  system: z.looseObject({ comfyui_version: z.string().catch("unknown") }),
  devices: z.array(z.looseObject({ name: z.string().catch(""), type: z.string().catch("") })).catch([]),
});

export const featuresSchema = z.looseObject({ max_upload_size: z.number().optional().catch(undefined) });

/** [type] or [type, options], where a type that is a list holds the choices themselves. */
export const inputSpecSchema = z.tuple([z.unknown()]).rest(z.unknown());

export const nodeClassSchema = z.looseObject({
  input: z
    .looseObject({
      required: z.record(z.string(), inputSpecSchema.catch([""])).nullish(),
      optional: z.record(z.string(), inputSpecSchema.catch([""])).nullish(),
    })
    .catch({}),
  output_node: z.boolean().catch(false),
});

export const objectInfoSchema = z.record(z.string(), nodeClassSchema);

export const uploadedSchema = z.looseObject({ name: z.string(), subfolder: z.string().catch("") });

export const jobSchema = z.looseObject({ id: z.string(), status: z.string() });

export const jobsSchema = z.looseObject({ jobs: z.array(jobSchema) });

/** How the jobs API says that it knows no such prompt; a proxy may say something like it. */
export const noJobSchema = z.looseObject({ error: z.literal("Job not found") });

export const cancelledSchema = z.looseObject({ cancelled: z.boolean() });

export type NodeFault = z.infer<typeof nodeFaultSchema>;
export type NodeErrors = z.infer<typeof nodeErrorsSchema>;
export type Queue = { running: string[]; pending: string[] };
export type HistoryEntry = z.infer<typeof historyEntrySchema>;
export type ObjectInfo = z.infer<typeof objectInfoSchema>;
export type NodeClass = z.infer<typeof nodeClassSchema>;
