import type { Fingerprints } from "#lib/comfyui/simulator/graph/cache-key";
import type { QueueItem } from "#lib/comfyui/simulator/prompt-queue";
import type { PyJson, PyObject } from "#lib/comfyui/simulator/python-json";
import { isPyObject, PythonFloat, writePythonJson } from "#lib/comfyui/simulator/python-json";

/**
 * What save nodes embed: the coerced graph under `prompt`, where nodes with change detection gain `is_changed`, and one
 * text for each key of `extra_pnginfo`.
 */
export function embeddedTexts(item: QueueItem, prints: Fingerprints): Record<string, string> {
  const graph: PyObject = {};
  for (const [id, node] of Object.entries(item.graph)) {
    const print = prints.get(id);
    graph[id] = print === undefined ? node : { ...node, is_changed: changedMark(print) };
  }
  const texts: Record<string, string> = { prompt: writePythonJson(graph) };
  const extra = item.extraData["extra_pnginfo"];
  if (isPyObject(extra)) {
    for (const [key, value] of Object.entries(extra)) texts[key] = writePythonJson(value);
  }
  return texts;
}

/** A check that threw leaves a bare NaN behind, which is not JSON. */
function changedMark(print: PyJson): PyJson {
  return print instanceof PythonFloat ? print : [print];
}
