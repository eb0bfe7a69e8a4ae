import type { WorkflowView } from "./workflow-schema.ts";

/** Needs no model file, so it draws on any server within seconds. */
const gentlest = "model_free_card";

/** The workflow to begin with: the sample contract where it is there, else the first that works. */
export function firstWorkflow(items: readonly WorkflowView[]): WorkflowView | undefined {
  const published = items.filter(({ status }) => status === "published");
  return published.find(({ name }) => name === gentlest) ?? published[0];
}
