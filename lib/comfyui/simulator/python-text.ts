import type { PyJson } from "./python-json.ts";
import { PythonFloat, writeFloat } from "./python-json.ts";

/** Python's `str(value)`; error messages of the server quote values this way. */
export function pythonStr(value: PyJson): string {
  return typeof value === "string" ? value : pythonRepr(value);
}

/** Python's `repr(value)`. */
export function pythonRepr(value: PyJson): string {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "string") return reprText(value);
  if (value instanceof PythonFloat) return reprFloat(value.value);
  if (typeof value === "number") {
    return Number.isInteger(value) ? String(value) : reprFloat(value);
  }
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(", ")}]`;
  const parts = Object.entries(value).map(([key, part]) => `${pythonRepr(key)}: ${pythonRepr(part)}`);
  return `{${parts.join(", ")}}`;
}

function reprFloat(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return writeFloat(value);
}

function reprText(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  let out = mark;
  for (const char of text) out += reprChar(char, mark);
  return out + mark;
}

function reprChar(char: string, mark: string): string {
  if (char === "\\" || char === mark) return `\\${char}`;
  if (char === "\n") return "\\n";
  if (char === "\r") return "\\r";
  if (char === "\t") return "\\t";
  const code = char.codePointAt(0) ?? 0;
  if (code < 32 || code === 127) return `\\x${code.toString(16).padStart(2, "0")}`;
  return char;
}

/** The name Python gives the type of a JSON value, as its conversion errors print it. */
export function pythonTypeName(value: PyJson): string {
  if (value === null) return "NoneType";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string") return "str";
  if (value instanceof PythonFloat) return "float";
  if (typeof value === "bigint") return "int";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  return Array.isArray(value) ? "list" : "dict";
}
