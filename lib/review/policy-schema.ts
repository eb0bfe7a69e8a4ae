import { z } from "zod";

/** What a project asks of verdicts, for all workflows alike. */
export const reviewPolicySchema = z
  .object({
    separatesDuties: z
      .boolean()
      .meta({ description: "Whoever asked for a run cannot approve what it made; somebody else does" }),
  })
  .meta({ id: "ReviewPolicy" });

export const changePolicySchema = z.strictObject({ separatesDuties: z.boolean() });

export type ReviewPolicy = z.infer<typeof reviewPolicySchema>;
