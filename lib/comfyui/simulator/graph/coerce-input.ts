import type { InputSpec } from "#lib/comfyui/simulator/nodes/input-spec";
import type { PyJson } from "#lib/comfyui/simulator/python-json";
import { PythonFloat } from "#lib/comfyui/simulator/python-json";
import { pythonRepr, pythonStr, pythonTypeName } from "#lib/comfyui/simulator/python-text";
import { PythonError } from "#lib/comfyui/simulator/python-error";

/**
 * Converts a literal to the input's type with Python's own conversions, so `"false"` becomes true and null the text
 * "None". Throws the Python error where Python would.
 */
export function coerceInput(spec: InputSpec, value: PyJson): PyJson {
  switch (spec.kind) {
    case "int":
      return toInt(value);
    case "float":
      return new PythonFloat(toFloat(value));
    case "text":
      return pythonStr(value);
    case "flag":
      return isTruthy(value);
    case "choice":
    case "socket":
      return value;
  }
}

export function toInt(value: PyJson): number | bigint {
  if (typeof value === "bigint") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "number") return wholeOf(value);
  if (value instanceof PythonFloat) return wholeOf(value.value);
  if (typeof value === "string") {
    if (/^\s*[+-]?\d+(_\d+)*\s*$/.test(value))
      return narrow(BigInt(value.replaceAll("_", "").trim().replace(/^\+/, "")));
    throw new PythonError("ValueError", `invalid literal for int() with base 10: ${pythonRepr(value)}`);
  }
  throw new PythonError(
    "TypeError",
    `int() argument must be a string, a bytes-like object or a real number, not '${pythonTypeName(value)}'`,
  );
}

function wholeOf(value: number): number | bigint {
  if (Number.isNaN(value)) throw new PythonError("ValueError", "cannot convert float NaN to integer");
  if (!Number.isFinite(value))
    throw new PythonError("OverflowError", "cannot convert float infinity to integer");
  const whole = Math.trunc(value);
  return Number.isSafeInteger(whole) ? whole : BigInt(whole);
}

function narrow(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

export function toFloat(value: PyJson): number {
  if (value instanceof PythonFloat) return value.value;
  if (typeof value === "number" || typeof value === "bigint") return Number(value);
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string") {
    const text = value.trim();
    if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
    if (/^[+-]?(inf|infinity)$/i.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
    if (/^[+-]?nan$/i.test(text)) return NaN;
    throw new PythonError("ValueError", `could not convert string to float: ${pythonRepr(value)}`);
  }
  throw new PythonError(
    "TypeError",
    `float() argument must be a string or a real number, not '${pythonTypeName(value)}'`,
  );
}

export function isTruthy(value: PyJson | undefined): boolean {
  if (value instanceof PythonFloat) return value.value !== 0;
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** A coerced number for comparing with a range. */
export function magnitude(value: PyJson): number | bigint | null {
  if (typeof value === "number" || typeof value === "bigint") return value;
  return value instanceof PythonFloat ? value.value : null;
}
