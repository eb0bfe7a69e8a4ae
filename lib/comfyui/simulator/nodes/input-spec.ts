import type { Profile } from "#lib/comfyui/simulator/profile";
import type { PyJson, PyObject } from "#lib/comfyui/simulator/python-json";
import { PythonFloat } from "#lib/comfyui/simulator/python-json";

export type ModelFolder =
  | "checkpoints"
  | "vae"
  | "text_encoders"
  | "diffusion_models"
  | "loras"
  | "controlnet"
  | "clip_vision"
  | "style_models"
  | "upscale_models";

/** One input as the catalogue describes it. `extra` are widget hints that only `/object_info` shows. */
export type InputSpec = { optional?: true; extra?: PyObject } & (
  | { kind: "socket"; type: string }
  | { kind: "int"; default?: number; min?: number; max?: number | bigint; step?: number }
  | { kind: "float"; default?: number; min?: number; max?: number; step?: number }
  | { kind: "text"; default?: string; multiline?: true }
  | { kind: "flag"; default?: boolean }
  | { kind: "choice"; form: "old" | "new"; options: Options; default?: string }
);

/** Choices are fixed, or depend on the release, or on the files at hand. */
export type Options =
  | { from: "list"; list: readonly string[] }
  | { from: "profile"; list: (profile: Profile) => readonly string[] }
  | { from: "models"; folder: ModelFolder; plus?: readonly string[] }
  | { from: "inputFiles" };

export const maxSeed = 2n ** 64n - 1n;

export function socket(type: string): InputSpec {
  return { kind: "socket", type };
}

export function int(min: number, max: number | bigint, init: number, step = 1): InputSpec {
  return { kind: "int", min, max, default: init, step };
}

export function seed(): InputSpec {
  return {
    kind: "int",
    min: 0,
    max: maxSeed,
    default: 0,
    extra: { control_after_generate: true },
  };
}

export function float(min: number, max: number, init: number, step = 0.01): InputSpec {
  return { kind: "float", min, max, default: init, step };
}

export function text(multiline = false, init?: string): InputSpec {
  const spec: InputSpec = { kind: "text" };
  if (multiline) spec.multiline = true;
  if (init !== undefined) spec.default = init;
  return spec;
}

export function flag(init: boolean): InputSpec {
  return { kind: "flag", default: init };
}

/** A combo in the old form, `[[choices], {...}]`. */
export function choice(list: readonly string[], init?: string): InputSpec {
  const spec: InputSpec = { kind: "choice", form: "old", options: { from: "list", list } };
  return init === undefined ? spec : { ...spec, default: init };
}

/** A combo in the new form, `["COMBO", {"options": [...]}]`; releases before 0.8 do not check its values. */
export function newChoice(list: readonly string[], init?: string): InputSpec {
  const spec: InputSpec = { kind: "choice", form: "new", options: { from: "list", list } };
  return init === undefined ? spec : { ...spec, default: init };
}

export function modelFile(
  folder: ModelFolder,
  form: "old" | "new" = "old",
  plus: readonly string[] = [],
): InputSpec {
  return { kind: "choice", form, options: { from: "models", folder, plus } };
}

export function optional(spec: InputSpec): InputSpec {
  return { ...spec, optional: true };
}

/** The type name a link must match. */
export function wireType(spec: InputSpec): string {
  switch (spec.kind) {
    case "socket":
      return spec.type;
    case "int":
      return "INT";
    case "float":
      return "FLOAT";
    case "text":
      return "STRING";
    case "flag":
      return "BOOLEAN";
    case "choice":
      return "COMBO";
  }
}

/** The `[type, options]` pair of `/object_info`, which errors quote as `input_config`. */
export function inputConfig(spec: InputSpec, choices: readonly string[]): PyJson[] {
  const options: PyObject = {};
  if (spec.kind === "int" || spec.kind === "float") {
    const asNumber = spec.kind === "float" ? (n: number) => new PythonFloat(n) : (n: number) => n;
    if (spec.default !== undefined) options["default"] = asNumber(spec.default);
    if (spec.min !== undefined) options["min"] = asNumber(spec.min);
    if (spec.max !== undefined) {
      options["max"] = typeof spec.max === "bigint" ? spec.max : asNumber(spec.max);
    }
    if (spec.step !== undefined) options["step"] = asNumber(spec.step);
  } else if (spec.kind === "text") {
    if (spec.default !== undefined) options["default"] = spec.default;
    if (spec.multiline) options["multiline"] = true;
  } else if (spec.kind !== "socket" && spec.default !== undefined) {
    options["default"] = spec.default;
  }
  Object.assign(options, spec.extra);
  if (spec.kind !== "choice") return [wireType(spec), options];
  return spec.form === "old"
    ? [[...choices], options]
    : ["COMBO", { multiselect: false, options: [...choices], ...options }];
}
