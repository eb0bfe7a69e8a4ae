import type { ProducedFile } from "#lib/comfyui/outcome";
import type { Contract } from "#lib/contract/contract";
import type { ApiGraph } from "#lib/contract/graph-schema";

/**
 * The files of a finished prompt that count, in the graph's order: those of the nodes the contract names, else what
 * was saved (not what was only previewed, unless nothing was saved). A history may list files of other nodes, too.
 */
export function wantedFiles(
  files: readonly ProducedFile[],
  { outputs }: Pick<Contract, "outputs">,
  graph: ApiGraph,
): ProducedFile[] {
  const place = new Map(Object.keys(graph).map((id, index) => [id, index]));
  const ofGraph = files.filter(({ displayNodeId, nodeId }) => place.has(displayNodeId) || place.has(nodeId));
  const named =
    outputs === null
      ? null
      : ofGraph.filter(
          ({ displayNodeId, nodeId }) => outputs.includes(displayNodeId) || outputs.includes(nodeId),
        );
  const saved = ofGraph.filter(({ type }) => type === "output");
  const chosen = named ?? (saved.length > 0 ? saved : ofGraph);
  const placeOf = (file: ProducedFile) => place.get(file.displayNodeId) ?? place.get(file.nodeId) ?? 0;
  return chosen.toSorted(
    (a, b) => placeOf(a) - placeOf(b) || a.list.localeCompare(b.list) || a.index - b.index,
  );
}
