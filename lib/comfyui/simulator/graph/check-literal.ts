import type { InputSpec } from "#lib/comfyui/simulator/nodes/input-spec";
import type { Profile } from "#lib/comfyui/simulator/profile";
import { asPythonError } from "#lib/comfyui/simulator/python-error";
import type { PyJson, PyObject } from "#lib/comfyui/simulator/python-json";
import { isPyObject } from "#lib/comfyui/simulator/python-json";
import { pythonRepr, pythonStr } from "#lib/comfyui/simulator/python-text";
import { coerceInput, magnitude } from "./coerce-input.ts";
import type { Complaint } from "./node-error.ts";
import { complaint } from "./node-error.ts";

export type LiteralCheck = {
  name: string;
  spec: InputSpec;
  config: PyJson;
  choices: readonly string[];
  /** The node checks this input itself, so range and list do not count. */
  ownCheck: boolean;
  profile: Profile;
};

/** Coerces `inputs[name]` in place, as ComfyUI does, and answers with what is wrong with it. */
export function checkLiteral(inputs: PyObject, check: LiteralCheck): Complaint | null {
  const { name, spec, config } = check;
  const wrapped = inputs[name] ?? null;
  const value = isPyObject(wrapped) && "__value__" in wrapped ? (wrapped["__value__"] ?? null) : wrapped;
  inputs[name] = value;
  try {
    inputs[name] = coerceInput(spec, value);
  } catch (error) {
    const { message } = asPythonError(error);
    const type = typeName(spec);
    return complaint(
      "invalid_input_type",
      `Failed to convert an input value to a ${type} value`,
      `${name}, ${pythonStr(value)}, ${message}`,
      { input_name: name, input_config: config, received_value: value, exception_message: message },
    );
  }
  return check.ownCheck
    ? null
    : (checkRange(inputs[name] ?? null, check) ?? checkChoice(inputs[name] ?? null, check));
}

function typeName(spec: InputSpec): string {
  const names = { int: "INT", float: "FLOAT", text: "STRING", flag: "BOOLEAN", choice: "COMBO", socket: "" };
  return names[spec.kind];
}

function checkRange(value: PyJson, { name, spec, config }: LiteralCheck): Complaint | null {
  if (spec.kind !== "int" && spec.kind !== "float") return null;
  const size = magnitude(value);
  if (size === null) return null;
  const extra = { input_name: name, input_config: config, received_value: value };
  const shown = pythonStr(value);
  if (spec.min !== undefined && size < spec.min) {
    return complaint(
      "value_smaller_than_min",
      `Value ${shown} smaller than min of ${bound(spec.min, spec)}`,
      name,
      extra,
    );
  }
  if (spec.max !== undefined && size > spec.max) {
    return complaint(
      "value_bigger_than_max",
      `Value ${shown} bigger than max of ${bound(spec.max, spec)}`,
      name,
      extra,
    );
  }
  return null;
}

function bound(limit: number | bigint, spec: InputSpec): string {
  return spec.kind === "float" && Number.isInteger(limit) ? `${limit}.0` : String(limit);
}

function checkChoice(
  value: PyJson,
  { name, spec, config, choices, profile }: LiteralCheck,
): Complaint | null {
  if (spec.kind !== "choice") return null;
  if (spec.form === "new" && !profile.checksNewStyleCombos) return null;
  if (choices.some((option) => option === value)) return null;
  const long = choices.length > 20;
  const list = long ? `(list of length ${choices.length})` : pythonRepr([...choices]);
  return complaint(
    "value_not_in_list",
    "Value not in list",
    `${name}: '${pythonStr(value)}' not in ${list}`,
    {
      input_name: name,
      input_config: long ? null : config,
      received_value: value,
    },
  );
}
