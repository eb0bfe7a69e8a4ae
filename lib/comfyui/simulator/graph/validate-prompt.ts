import type { Catalogue } from "#lib/comfyui/simulator/nodes/catalogue";
import type { Installation } from "#lib/comfyui/simulator/nodes/object-info";
import type { Profile } from "#lib/comfyui/simulator/profile";
import { asPythonError } from "#lib/comfyui/simulator/python-error";
import type { PyJson, PyObject } from "#lib/comfyui/simulator/python-json";
import { isPyObject } from "#lib/comfyui/simulator/python-json";
import { pythonStr } from "#lib/comfyui/simulator/python-text";
import { findCycle } from "./find-cycle.ts";
import type { Graph, GraphNode } from "./graph.ts";
import type { Complaint, NodeErrors, PromptError } from "./node-error.ts";
import { complaint, outerException } from "./node-error.ts";
import { NodeValidator } from "./validate-node.ts";

export type PromptVerdict =
  | { ok: true; graph: Graph; outputs: string[]; nodeErrors: NodeErrors }
  | { ok: false; error: PromptError; nodeErrors: NodeErrors };

/** What ComfyUI answers with a 500: it raised while it looked at the graph. */
export class UnhandledPrompt extends Error {}

/** Checks classes of all nodes first, then what the outputs depend on; coerces the graph in place. */
export function validatePrompt(
  prompt: PyJson,
  targets: PyJson,
  catalogue: Catalogue,
  installation: Installation,
): PromptVerdict {
  if (!isPyObject(prompt)) throw new UnhandledPrompt("the prompt is not an object");
  const { profile } = installation;
  for (const [id, node] of Object.entries(prompt)) {
    const error = classError(id, node, catalogue, profile);
    if (error !== null) return { ok: false, error, nodeErrors: {} };
  }
  const graph = prompt as Graph;
  const outputs = Object.keys(graph).filter(
    (id) => catalogue.get(graph[id]?.class_type ?? "")?.saves === true && isTarget(id, targets),
  );
  if (outputs.length === 0) {
    return { ok: false, error: complaint("prompt_no_outputs", "Prompt has no outputs", ""), nodeErrors: {} };
  }
  return validateOutputs(graph, outputs, new NodeValidator(graph, catalogue, installation), profile);
}

function isTarget(id: string, targets: PyJson): boolean {
  return targets === null || (Array.isArray(targets) && targets.includes(id));
}

function classError(id: string, node: PyJson, catalogue: Catalogue, profile: Profile): PromptError | null {
  const oldStyle = profile.unknownClassError === "invalid_prompt";
  // Python's `in` works on text and lists, so 0.3.64 answers these with a 400; numbers raise. Later releases look
  // for a title first, which raises for everything that is no object.
  if (!isPyObject(node) && !(oldStyle && (typeof node === "string" || Array.isArray(node)))) {
    throw new UnhandledPrompt("a node is not an object");
  }
  const entry: PyObject = isPyObject(node) ? node : {};
  const type = entry["class_type"];
  if (type !== undefined && catalogue.has(pythonStr(type))) return null;
  const details = `Node ID '#${id}'`;
  if (oldStyle) {
    const message =
      type === undefined
        ? "Cannot execute because a node is missing the class_type property."
        : `Cannot execute because node ${pythonStr(type)} does not exist.`;
    return complaint("invalid_prompt", message, details);
  }
  const title = titleOf(entry) ?? (type === undefined ? `ID #${id}` : pythonStr(type));
  const message =
    type === undefined
      ? `Node '${title}' has no class_type. The workflow may be corrupted or a custom node is missing.`
      : `Node '${title}' not found. The custom node may not be installed.`;
  return complaint("missing_node_type", message, details, {
    node_id: id,
    class_type: type ?? null,
    node_title: title,
  });
}

function titleOf(node: PyObject): string | null {
  const meta = node["_meta"];
  const title = isPyObject(meta) ? meta["title"] : undefined;
  return typeof title === "string" ? title : null;
}

function validateOutputs(
  graph: Graph,
  outputs: string[],
  validator: NodeValidator,
  profile: Profile,
): PromptVerdict {
  const good: string[] = [];
  const ownErrors: Complaint[] = [];
  const nodeErrors: NodeErrors = {};
  for (const id of outputs) {
    const { valid, errors } = validateOutput(graph, id, validator, profile);
    if (valid) {
      good.push(id);
      continue;
    }
    ownErrors.push(...errors);
    collect(nodeErrors, graph, validator, id);
  }
  if (good.length > 0) return { ok: true, graph, outputs: good, nodeErrors };
  const details = ownErrors.map((error) => `${error.message}: ${error.details}`).join("\n");
  const error = complaint("prompt_outputs_failed_validation", "Prompt outputs failed validation", details);
  return { ok: false, error, nodeErrors };
}

function validateOutput(
  graph: Graph,
  id: string,
  validator: NodeValidator,
  profile: Profile,
): { valid: boolean; errors: Complaint[] } {
  const cycle = findCycle(graph, id);
  if (cycle !== null) {
    // Before 0.20 the recursion ran out and left nothing to report.
    if (profile.reportsCycles) reportCycle(graph, cycle, validator);
    return { valid: false, errors: [] };
  }
  try {
    return validator.validate(id);
  } catch (error) {
    const verdict = { valid: false, errors: [outerException(asPythonError(error))] };
    validator.verdicts.set(id, verdict);
    return verdict;
  }
}

function reportCycle(graph: Graph, cycle: string[], validator: NodeValidator): void {
  const path = cycle.map((id) => `${id} (${graph[id]?.class_type ?? "?"})`).join(" -> ");
  for (const id of new Set(cycle)) {
    const error = complaint("dependency_cycle", "Dependency cycle detected", path, {
      node_id: id,
      cycle_nodes: [...cycle],
    });
    validator.verdicts.set(id, { valid: false, errors: [error] });
  }
}

/** ComfyUI adds the output to every faulty node seen so far, its own or another output's. */
function collect(nodeErrors: NodeErrors, graph: Graph, validator: NodeValidator, output: string): void {
  for (const [id, verdict] of validator.verdicts) {
    if (verdict.valid || verdict.errors.length === 0) continue;
    const node: GraphNode | undefined = graph[id];
    nodeErrors[id] ??= { errors: verdict.errors, dependent_outputs: [], class_type: node?.class_type ?? "" };
    nodeErrors[id].dependent_outputs.push(output);
  }
}
