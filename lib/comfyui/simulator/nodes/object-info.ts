import type { FileStore } from "#lib/comfyui/simulator/file-store";
import type { Profile } from "#lib/comfyui/simulator/profile";
import type { PyJson, PyObject } from "#lib/comfyui/simulator/python-json";
import type { InputSpec } from "./input-spec.ts";
import { inputConfig } from "./input-spec.ts";
import type { ModelFiles } from "./model-files.ts";
import type { NodeClass } from "./node-class.ts";
import { outputName, outputType } from "./node-class.ts";

export type Installation = { profile: Profile; files: FileStore; models: ModelFiles };

/** What a combo offers right now. */
export function choicesOf(spec: InputSpec, { profile, files, models }: Installation): readonly string[] {
  if (spec.kind !== "choice") return [];
  const { options } = spec;
  switch (options.from) {
    case "list":
      return options.list;
    case "profile":
      return options.list(profile);
    case "models":
      return [...models[options.folder], ...(options.plus ?? [])];
    case "inputFiles":
      return files.inputNames();
  }
}

export function configOf(spec: InputSpec, installation: Installation): PyJson[] {
  return inputConfig(spec, choicesOf(spec, installation));
}

/** One entry of `GET /object_info`. */
export function objectInfo(node: NodeClass, installation: Installation): PyObject {
  const groups: Record<string, PyObject> = { required: {} };
  for (const [name, spec] of Object.entries(node.inputs)) {
    const group = (groups[spec.optional ? "optional" : "required"] ??= {});
    group[name] = configOf(spec, installation);
  }
  const { profile } = installation;
  if (node.saves) groups["hidden"] = { prompt: "PROMPT", extra_pnginfo: "EXTRA_PNGINFO" };
  const sockets = node.saves && profile.saveNodesHaveSockets ? saverSockets(node) : node.outputs;
  return {
    input: groups,
    input_order: Object.fromEntries(
      Object.entries(groups).map(([group, inputs]) => [group, Object.keys(inputs)]),
    ),
    ...(profile.marksListInputs ? { is_input_list: false } : {}),
    output: sockets.map(outputType),
    output_is_list: sockets.map(() => false),
    output_name: sockets.map(outputName),
    name: node.name,
    display_name: node.title,
    description: node.says,
    python_module: node.module,
    category: node.category,
    output_node: node.saves ?? false,
    ...(profile.marksListInputs ? { has_intermediate_output: false, search_aliases: [] } : {}),
  };
}

/** From 0.26 on savers hand their pictures on. */
export function saverSockets(node: NodeClass): NodeClass["outputs"] {
  return "images" in node.inputs && node.inputs["images"]?.kind === "socket" ? ["IMAGE"] : node.outputs;
}
