import { parseContract } from "#lib/contract/serialise-contract";
import type { Contract } from "#lib/contract/contract";
import { stringifyExactJson } from "#lib/json";
import type { WorkflowDetail } from "#lib/workflow/workflow-schema";

/** The contract of a workflow as the API sent it, or null when there is none that can be used. */
export function readContract({ contract }: WorkflowDetail): Contract | null {
  if (contract === null || contract === undefined) return null;
  try {
    return parseContract({ draft: "2020-12", schema: stringifyExactJson(contract) });
  } catch {
    return null;
  }
}
