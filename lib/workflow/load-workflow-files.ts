import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type LoadedContract, loadContract } from "#lib/contract/load-contract";
import type { Problem } from "#lib/contract/problem";
import type { WorkflowFiles } from "./sync-workflows.ts";

const graphEnding = ".api.json";
const schemaEnding = ".schema.json";

/**
 * Reads every workflow of the two folders, in order of name. A graph and a schema of the same name belong together;
 * whatever keeps a pair from being used (no partner, broken JSON, another format, a broken contract) is told as its
 * problems, so one bad file never hides the others. Throws only when a folder itself cannot be read.
 */
export async function loadWorkflowFiles(workflowsDir: string, paramsDir: string): Promise<WorkflowFiles[]> {
  const graphs = await namesIn(workflowsDir, graphEnding);
  const schemas = await namesIn(paramsDir, schemaEnding);
  const names = [...new Set([...graphs, ...schemas])].toSorted();
  return Promise.all(
    names.map(async (name) => {
      const graph = await readText(join(workflowsDir, name + graphEnding));
      const schema = await readText(join(paramsDir, name + schemaEnding));
      return {
        name,
        graphText: graph ?? "",
        schemaText: schema ?? "",
        loaded: loadPair(name, graph, schema),
      };
    }),
  );
}

function loadPair(name: string, graph: string | null, schema: string | null): LoadedContract {
  const files = { graph: `workflows/${name}${graphEnding}`, schema: `params/${name}${schemaEnding}` };
  const problems: Problem[] = [];
  const complain = (file: string, message: string) => problems.push({ file, pointer: "", message });
  if (!/^[a-z0-9][a-z0-9_-]{0,63}$/.test(name)) {
    complain(files.graph, "A workflow's name holds lower-case letters, digits, _ and - only, 64 at most.");
  }
  if (graph === null)
    complain(files.graph, `The graph is missing or cannot be read. ${files.schema} waits for it.`);
  if (schema === null) {
    complain(files.schema, `The contract is missing or cannot be read. ${files.graph} waits for it.`);
  }
  if (graph === null || schema === null) return { ok: false, problems };
  const loaded = loadContract(schema, graph, files);
  if (problems.length === 0) return loaded;
  return { ok: false, problems: [...problems, ...(loaded.ok ? [] : loaded.problems)] };
}

async function namesIn(folder: string, ending: string): Promise<string[]> {
  const entries = await readdir(folder);
  return entries.filter((entry) => entry.endsWith(ending)).map((entry) => entry.slice(0, -ending.length));
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch {
    return null;
  }
}
