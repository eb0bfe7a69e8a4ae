import { explainFailure } from "#lib/comfyui/execution-error";
import type { ExecutionFailure } from "#lib/comfyui/outcome";
import type { Refusal } from "#lib/comfyui/prompt-answer";
import { explainRefusal } from "#lib/comfyui/refusal-error";
import type { Contract } from "#lib/contract/contract";
import type { ApiGraph } from "#lib/contract/graph-schema";
import type { RunError } from "#lib/run/run-schema";
import type { LoadedVersion } from "#lib/workflow/read-version";
import { titleOf } from "./node-title.ts";

/** A failed execution as the run tells it, traced back to the form where a form field can be the cause. */
export function explainFailedRun(version: LoadedVersion, failure: ExecutionFailure): RunError {
  const { contract, graph } = version;
  const { nodeId, detail, ...explained } = explainFailure(failure, (id) => titleOf(graph, id));
  const field = explained.code === "out_of_memory" ? sizeField(contract) : onlyField(contract, nodeId);
  return withPlace(explained, graph, nodeId, field, detail);
}

/** A refused graph as the run tells it: the node, and the form field bound to the input that was refused. */
export function explainRefusedRun(version: LoadedVersion, refusal: Refusal): RunError {
  const { contract, graph } = version;
  const { node, input, detail, ...explained } = explainRefusal(refusal, (id) => titleOf(graph, id));
  const field = node === null || input === null ? null : boundField(contract, node.id, input);
  return withPlace(explained, graph, node?.id ?? null, field, detail);
}

type Explained = { code: string; message: string; remedy: string };

function withPlace(
  { code, message, remedy }: Explained,
  graph: ApiGraph,
  nodeId: string | null,
  field: string | null,
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
    ...(field === null ? {} : { field: `/params/${field}` }),
    ...(detail === "" ? {} : { detail }),
  };
}

function boundField(contract: Contract, nodeId: string, input: string): string | null {
  const bound = contract.properties.find(({ bindings }) =>
    bindings.some((binding) => binding.nodeId === nodeId && binding.input === input),
  );
  return bound?.name ?? null;
}

/** A node that failed does not say which input was to blame; with one form field on it there is no doubt. */
function onlyField(contract: Contract, nodeId: string | null): string | null {
  const fields = contract.properties.filter(({ bindings }) =>
    bindings.some((binding) => binding.nodeId === nodeId),
  );
  return fields.length === 1 ? (fields[0]?.name ?? null) : null;
}

/** Memory is a matter of size before anything else. */
function sizeField(contract: Contract): string | null {
  const names = ["batch_size", "width", "height"];
  return names.map((input) => fieldOfInput(contract, input)).find((name) => name !== null) ?? null;
}

function fieldOfInput(contract: Contract, input: string): string | null {
  const bound = contract.properties.find(({ bindings }) =>
    bindings.some((binding) => binding.input === input),
  );
  return bound?.name ?? null;
}
