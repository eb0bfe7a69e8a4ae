import { stringifyExactJson } from "#lib/json";
import { scrub, type ExplainedError } from "./execution-error.ts";
import type { Refusal } from "./prompt-answer.ts";
import type { NodeFault } from "./protocol-schema.ts";

export type RefusalErrorCode = "missing_node" | "missing_model" | "missing_file" | "refused";

export type ExplainedRefusal = ExplainedError & {
  code: RefusalErrorCode;
  node: { id: string; classType: string } | null;
  /** The node's input the server complained about. */
  input: string | null;
};

const longestValue = 120;
const modelFile = /\.(safetensors|sft|ckpt|pt|pth|bin|gguf|onnx)$/i;

/** Why a graph was refused and what to do. The first node with an error of its own speaks. */
export function explainRefusal(refusal: Refusal, titleOf: (nodeId: string) => string): ExplainedRefusal {
  const [id, entry] =
    Object.entries(refusal.nodeErrors).find(([, { errors }]) => errors.length > 0) ??
    Object.entries(refusal.nodeErrors)[0] ??
    [];
  const node = id === undefined ? null : { id, classType: entry?.class_type ?? "" };
  const fault = entry?.errors[0];
  if (refusal.type === "missing_node_type" || refusal.type === "invalid_prompt") {
    return {
      code: "missing_node",
      message: node === null ? "The server does not know a node of this graph." : unknownClass(node, titleOf),
      remedy: "Install the custom node on the server, or send the run to a server that has it.",
      detail: scrub(refusal.message),
      node,
      input: null,
    };
  }
  if (node === null || fault === undefined) return explainWhole(refusal);
  return { ...explainFault(fault, titleOf(node.id)), node, input: fault.extra_info.input_name ?? null };
}

function unknownClass(node: { id: string; classType: string }, titleOf: (id: string) => string): string {
  const name = node.classType === "" ? "" : ` (${node.classType})`;
  return `The server does not know the node "${titleOf(node.id)}"${name}.`;
}

function explainWhole(refusal: Refusal): ExplainedRefusal {
  const remedies: Record<string, string> = {
    http_413: "Use smaller pictures, or raise the server's --max-upload-size.",
    prompt_no_outputs: "Give the graph a node that saves, such as SaveImage.",
  };
  return {
    code: "refused",
    message: `The server refused the graph: ${scrub(refusal.message)}`,
    remedy: remedies[refusal.type] ?? "Run the graph in ComfyUI itself to see what is wrong with it.",
    detail: scrub(refusal.details),
    node: null,
    input: null,
  };
}

function explainFault(fault: NodeFault, title: string): ExplainedError & { code: RefusalErrorCode } {
  const input = fault.extra_info.input_name ?? "an input";
  const received = fault.extra_info["received_value"];
  const value = received === undefined ? "" : ` ${stringifyExactJson(received).slice(0, longestValue)}`;
  const detail = scrub(fault.details === "" ? fault.message : `${fault.message}: ${fault.details}`);
  if (fault.type === "value_not_in_list" && typeof received === "string" && modelFile.test(received)) {
    return {
      code: "missing_model",
      message: `The server does not have the file${value} that "${title}" asks for.`,
      remedy: "Put the file into the server's model folder, or choose another one.",
      detail,
    };
  }
  if (fault.type === "custom_validation_failed" && /Invalid image file/.test(fault.details)) {
    return {
      code: "missing_file",
      message: `"${title}" did not find its picture on the server.`,
      remedy: "Edit and run it with the picture uploaded again.",
      detail,
    };
  }
  const bounds = /^value_(smaller|bigger)_than/.test(fault.type);
  return {
    code: "refused",
    message: bounds
      ? `${fault.message} (${input} of "${title}").`
      : `"${title}" does not take${value === "" ? " the value" : value} for ${input}.`,
    remedy: "Edit and run it with another value; whoever keeps the workflow should tighten its contract.",
    detail,
  };
}
