import { checkBindings } from "./check-bindings.ts";
import { compileContract } from "./compile-contract.ts";
import type { Contract } from "./contract.ts";
import { type ApiGraph, exportHint, recogniseGraph } from "./graph-schema.ts";
import { parseJsonFile } from "./parse-json-file.ts";
import type { Problem } from "./problem.ts";

/** Names of the two files, as problems should name them. */
export type ContractFiles = { readonly schema: string; readonly graph: string };

export type LoadedContract =
  | { readonly ok: true; readonly contract: Contract; readonly graph: ApiGraph }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads a schema and a graph and holds one against the other. Reports every problem of both, not only the first. */
export function loadContract(schemaText: string, graphText: string, files: ContractFiles): LoadedContract {
  const loaded = loadGraph(graphText, files.graph);
  const { contract, problems } = compileContract(schemaText, files.schema);
  const graphProblems = loaded.ok ? [] : loaded.problems;
  const bindings = loaded.ok && contract !== null ? checkBindings(contract, loaded.graph, files.schema) : [];
  const all = [...graphProblems, ...problems, ...bindings];
  if (!loaded.ok || contract === null || all.length > 0) {
    return { ok: false, problems: shorten(all) };
  }
  return { ok: true, contract, graph: loaded.graph };
}

export type LoadedGraph =
  | { readonly ok: true; readonly graph: ApiGraph }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads a graph in API format; every other format is refused with how to get this one. */
export function loadGraph(graphText: string, file: string): LoadedGraph {
  const parsed = parseJsonFile(graphText, file);
  if (!parsed.ok) return { ok: false, problems: [parsed.problem] };
  const recognised = recogniseGraph(parsed.value);
  switch (recognised.kind) {
    case "api":
      return { ok: true, graph: recognised.graph };
    case "ui":
      return { ok: false, problems: [{ file, pointer: "/nodes", message: exportHint }] };
    case "saved-body": {
      const message = "This is a saved request to ComfyUI. Keep only what stands under prompt.";
      return { ok: false, problems: [{ file, pointer: "/prompt", message }] };
    }
    case "unknown":
      return { ok: false, problems: shorten(recognised.faults.map((fault) => ({ file, ...fault }))) };
  }
}

/** Beyond this many, problems are counted: whoever reads them has enough to do, and a screen has to show them. */
const mostProblems = 200;

function shorten(problems: Problem[]): Problem[] {
  const rest = problems.length - mostProblems;
  const next = problems[mostProblems];
  if (next === undefined) return problems;
  return [
    ...problems.slice(0, mostProblems),
    { file: next.file, pointer: "", message: `There are ${rest} more problems.` },
  ];
}
