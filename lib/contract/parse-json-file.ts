import { type ExactJson, parseExactJson } from "#lib/json";
import { findJsonFault } from "./json-fault.ts";
import type { Problem } from "./problem.ts";
import { limits } from "./profile.ts";

export type ParsedFile =
  | { readonly ok: true; readonly value: ExactJson }
  | { readonly ok: false; readonly problem: Problem };

/** Parses a schema or graph file. What is no JSON is a problem with line and column, never an exception. */
export function parseJsonFile(text: string, file: string): ParsedFile {
  const refuse = (message: string): ParsedFile => ({ ok: false, problem: { file, pointer: "", message } });
  if (text.length > limits.fileLength) return refuse("The file is too large for a workflow.");
  try {
    return { ok: true, value: parseExactJson(text.replace(/^\uFEFF/, "")) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) return refuse("The file is nested too deeply.");
    return refuse(`The file is not valid JSON. ${placeOf(text)}`);
  }
}

function placeOf(text: string): string {
  const offset = findJsonFault(text.replace(/^\uFEFF/, " "));
  const lines = text.slice(0, offset).split("\n");
  const place = `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
  return offset >= text.length ? `It ends too early, at ${place}.` : `Look at ${place}.`;
}
