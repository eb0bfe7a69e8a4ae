import type { ExactJson } from "#lib/json";
import { parseExactJson } from "#lib/json";

/**
 * JSON as Python's `json` module reads and writes it, because clients see its traces: floats keep their `.0`, text is
 * ASCII-escaped, and NaN and Infinity stand bare (protocol quirk 11).
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

const bareNumber = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g;
const marker = "\u0001bare:";

/** Throws `SyntaxError` on what Python would refuse too. Integers outside the safe range become `bigint`. */
export function parsePythonJson(text: string): PyJson {
  let bare = false;
  const strict = text.replace(bareNumber, (token) => {
    if (token.startsWith('"')) return token;
    bare = true;
    return JSON.stringify(marker + token);
  });
  const parsed = parseExactJson(strict);
  return bare ? restoreBareNumbers(parsed) : parsed;
}

function restoreBareNumbers(value: ExactJson): PyJson {
  if (typeof value === "string" && value.startsWith(marker)) {
    return new PythonFloat(Number(value.slice(marker.length)));
  }
  if (Array.isArray(value)) return value.map(restoreBareNumbers);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, restoreBareNumbers(part)]));
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
  if (Number.isInteger(value)) {
    if (Object.is(value, -0)) return "-0.0";
    if (Math.abs(value) < 1e16) return `${value}.0`;
  }
  return String(value).replace(/e([+-])(\d)$/, "e$10$2");
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
