/**
 * JSON as Python's `json` module reads and writes it, because clients see its traces: floats keep their `.0`, text is
 * ASCII-escaped, and NaN and Infinity stand bare.
 */
export class PythonFloat {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

export type PyJson =
  | null
  | boolean
  | number
  | bigint
  | string
  | PythonFloat
  | PyJson[]
  | { [key: string]: PyJson };
export type PyObject = { [key: string]: PyJson };

const bareNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\bInfinity\b|\bNaN\b/g;
const marker = "\u0001bare:";
const integerLiteral = /^-?\d+$/;

/** Throws `SyntaxError` on what Python would refuse too. Integers stay exact, numbers with a point stay floats. */
export function parsePythonJson(text: string): PyJson {
  const strict = text.replace(bareNumber, (token) =>
    token.startsWith('"') ? token : JSON.stringify(marker + token),
  );
  return JSON.parse(strict, reviveNumber) as PyJson;
}

function reviveNumber(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value === "string" && value.startsWith(marker)) {
    return new PythonFloat(Number(value.slice(marker.length)));
  }
  if (typeof value !== "number") return value;
  if (!integerLiteral.test(context?.source ?? "0")) return new PythonFloat(value);
  return Number.isSafeInteger(value) ? value : BigInt(context?.source ?? value);
}

/** `json.dumps(value)` with Python's default separators. */
export function writePythonJson(value: PyJson): string {
  if (value === null) return "null";
  if (typeof value === "string") return quote(value);
  if (typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (typeof value === "number") return writeNumber(value);
  if (value instanceof PythonFloat) return writeFloat(value.value);
  if (Array.isArray(value)) return `[${value.map(writePythonJson).join(", ")}]`;
  const parts = Object.entries(value).map(([key, part]) => `${quote(key)}: ${writePythonJson(part)}`);
  return `{${parts.join(", ")}}`;
}

function writeNumber(value: number): string {
  return Number.isInteger(value) ? integerText(value) : writeFloat(value);
}

function integerText(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : String(BigInt(value));
}

export function writeFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) {
    return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

export function isPyObject(value: PyJson | undefined): value is PyObject {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof PythonFloat)
  );
}
