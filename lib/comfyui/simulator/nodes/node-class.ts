import type { NodeContext } from "#lib/comfyui/simulator/execution/node-context";
import type { Profile } from "#lib/comfyui/simulator/profile";
import type { PyJson, PyObject } from "#lib/comfyui/simulator/python-json";
import type { FileStore } from "#lib/comfyui/simulator/file-store";
import type { InputSpec } from "./input-spec.ts";
import type { NodeInputs } from "./node-inputs.ts";
import type { NodeValue } from "./node-value.ts";

export type OutputSpec = string | { type: string; name: string };

/** What a node hands back: values for its sockets, data for the screen, or a subgraph to run in its place. */
export type NodeResult = {
  outputs?: NodeValue[];
  ui?: PyObject;
  expand?: Expansion;
};

/** Nodes that take the place of one; `feeds` are values they link to as if a node of that id had made them. */
export type Expansion = {
  nodes: PyObject;
  result: [nodeId: string, slot: number];
  feeds: Record<string, NodeValue>;
};

export type CheckContext = { files: FileStore; profile: Profile };

/** A node class: what `/object_info` tells about it, and what it does. */
export type NodeClass = {
  name: string;
  title: string;
  category: string;
  module: string;
  says: string;
  inputs: Record<string, InputSpec>;
  outputs: OutputSpec[];
  /** An output node: runs are planned backwards from these. */
  saves?: true;
  /** Others may run while it waits. */
  async?: true;
  /** Inputs with their own check; list and range checks are left out for them, as in ComfyUI. */
  check?: {
    inputs: readonly string[];
    run: (literals: PyObject, context: CheckContext) => string | null;
  };
  /** Part of the cache key: changes when the outside world did. `NaN` never matches. */
  fingerprint?: (literals: PyObject, context: CheckContext) => PyJson;
  run: (inputs: NodeInputs, context: NodeContext) => NodeResult | Promise<NodeResult>;
};

type Draft = Omit<NodeClass, "title" | "module" | "says"> &
  Partial<Pick<NodeClass, "title" | "module" | "says">>;

/** Fills in what most classes have in common. */
export function defineNode(draft: Draft): NodeClass {
  return {
    title: draft.name.replace(/([a-z])([A-Z])/g, "$1 $2"),
    module: "nodes",
    says: "",
    ...draft,
  };
}

export function outputType(output: OutputSpec): string {
  return typeof output === "string" ? output : output.type;
}

export function outputName(output: OutputSpec): string {
  return typeof output === "string" ? output : output.name;
}
