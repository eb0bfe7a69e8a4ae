import { explainFailure } from "#lib/comfyui/execution-error";
import type { ExecutionFailure } from "#lib/comfyui/outcome";
import type { Refusal } from "#lib/comfyui/prompt-answer";
import { explainRefusal } from "#lib/comfyui/refusal-error";
import type { CheckedParams, Contract, ContractProperty } from "#lib/contract/contract";
import type { ApiGraph } from "#lib/contract/graph-schema";
import type { RunError } from "#lib/run/run-schema";
import type { LoadedVersion } from "#lib/workflow/read-version";
import { titleOf } from "./node-title.ts";

/** A failed execution as the run tells it, traced back to the form where a form field can be the cause. */
export function explainFailedRun(
  version: LoadedVersion,
  params: CheckedParams,
  failure: ExecutionFailure,
): RunError {
  const { contract, graph } = version;
  const { nodeId, detail, ...explained } = explainFailure(failure, (id) => titleOf(graph, id));
  if (explained.code === "out_of_memory") {
    const field = largestField(contract, params);
    const remedy = field === null ? explained.remedy : smallerRemedy(field, params);
    return withPlace({ ...explained, remedy }, graph, nodeId, field, detail);
  }
  const isByValues = byValues.some((code) => code === explained.code);
  const field = isByValues ? blamedField(contract, params, nodeId, failure.exceptionMessage) : null;
  const remedy = field === null ? explained.remedy : `Change “${field.title}”. ${explained.remedy}`;
  return withPlace({ ...explained, remedy }, graph, nodeId, field, detail);
}

/** A refused graph as the run tells it: the node, and the form field bound to the input that was refused. */
export function explainRefusedRun(version: LoadedVersion, refusal: Refusal): RunError {
  const { contract, graph } = version;
  const { node, input, detail, ...explained } = explainRefusal(refusal, (id) => titleOf(graph, id));
  const field = node === null || input === null ? null : boundField(contract, node.id, input);
  const remedy = field === null ? explained.remedy : `Change “${field.title}”. ${explained.remedy}`;
  const message = [explained.message, ...withoutOutputs(refusal, graph)].join(" ");
  return withPlace({ ...explained, message, remedy }, graph, node?.id ?? null, field, detail);
}

/** Of a graph that the server took without some of its outputs: which. */
function withoutOutputs({ isQueued, nodeErrors }: Refusal, graph: ApiGraph): string[] {
  const ids = new Set(Object.values(nodeErrors).flatMap((entry) => entry.dependent_outputs));
  if (!isQueued || ids.size === 0) return [];
  const names = [...ids].map((id) => `“${titleOf(graph, id)}”`).join(", ");
  return [`Without that, ${names} would be missing, so the rest was taken back too.`];
}

/** Failures that another value can avoid. */
const byValues = ["missing_model", "broken_model", "model_mismatch", "missing_file", "node_error"];

type Explained = { code: string; message: string; remedy: string };

function withPlace(
  { code, message, remedy }: Explained,
  graph: ApiGraph,
  nodeId: string | null,
  field: ContractProperty | null,
  detail: string,
): RunError {
  const classType = nodeId === null ? undefined : graph[nodeId]?.class_type;
  return {
    code,
    message,
    remedy,
    ...(nodeId !== null && classType !== undefined
      ? { node: { id: nodeId, title: titleOf(graph, nodeId), classType } }
      : {}),
    ...(field === null ? {} : { field: `/params/${field.name}` }),
    ...(detail === "" ? {} : { detail }),
  };
}

function boundField(contract: Contract, nodeId: string, input: string): ContractProperty | null {
  const bound = contract.properties.find(({ bindings }) =>
    bindings.some((binding) => binding.nodeId === nodeId && binding.input === input),
  );
  return bound ?? null;
}

/**
 * A node that failed does not say which input was to blame; with one form field on it there is no doubt, and with
 * several the one whose input or value its message names.
 */
function blamedField(
  contract: Contract,
  params: CheckedParams,
  nodeId: string | null,
  message: string,
): ContractProperty | null {
  const fields = contract.properties.flatMap((property) => {
    const inputs = property.bindings.filter((binding) => binding.nodeId === nodeId);
    return inputs.length === 0 ? [] : [{ property, inputs: inputs.map(({ input }) => input) }];
  });
  const words = new Set(message.split(/[^\w.-]+/));
  const named = fields.filter(
    ({ property, inputs }) =>
      inputs.some((input) => words.has(input)) || words.has(String(params[property.name])),
  );
  const [only, ...others] = fields.length === 1 ? fields : named;
  return others.length === 0 ? (only?.property ?? null) : null;
}

/** Memory is a matter of size before anything else: how many pictures at once, else the longer side. */
function largestField(contract: Contract, params: CheckedParams): ContractProperty | null {
  const bound = (input: string) =>
    contract.properties.filter((property) => property.bindings.some((binding) => binding.input === input));
  const size = (property: ContractProperty) => Number(params[property.name] ?? property.default ?? 0);
  const batch = bound("batch_size").find((property) => size(property) > 1);
  const sides = [...bound("width"), ...bound("height")].toSorted((a, b) => size(b) - size(a));
  // How many pictures one run makes has no field of its own where the contract batches.
  const isCounted = batch !== undefined && batch.name === contract.batch?.property;
  return (isCounted ? undefined : batch) ?? sides[0] ?? null;
}

function smallerRemedy({ name, title }: ContractProperty, params: CheckedParams): string {
  const value = params[name];
  const now = value === undefined ? "" : ` (it was ${value})`;
  return `Try a smaller “${title}”${now} or fewer pictures at once, or a server with more memory.`;
}
