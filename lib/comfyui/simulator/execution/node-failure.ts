import { asPythonError, InterruptError } from "#lib/comfyui/simulator/python-error";
import type { PyJson, PyObject } from "#lib/comfyui/simulator/python-json";
import { describeValue } from "./describe-value.ts";
import type { RunGraph } from "./run-graph.ts";

type FailedRun = { promptId: string; id: string; graph: RunGraph; executed: string[] };

export type NodeFailure = {
  event: "execution_interrupted" | "execution_error";
  data: PyObject;
  outOfMemory: boolean;
};

const memoryTips =
  "\nThis error means you ran out of memory on your GPU.\n\n" +
  "TIPS: Try a smaller batch_size or fewer pixels, or start the server with more memory to spare.";

/** How an exception in a node is reported: inside an expanded node it is the submitted one that is named. */
export function nodeFailure(error: unknown, { promptId, id, graph, executed }: FailedRun): NodeFailure {
  const { realId } = graph.place(id);
  const node: PyObject = {
    prompt_id: promptId,
    node_id: realId,
    node_type: graph.nodes[realId]?.class_type ?? "",
    executed,
  };
  if (error instanceof InterruptError) {
    return { event: "execution_interrupted", data: node, outOfMemory: false };
  }
  const { type, message } = asPythonError(error);
  const outOfMemory = type.endsWith("OutOfMemoryError");
  return {
    event: "execution_error",
    outOfMemory,
    data: {
      ...node,
      exception_message: outOfMemory ? message + memoryTips : `${message}\n`,
      exception_type: type,
      traceback: [
        '  File "/srv/comfyui/execution.py", in execute\n',
        `  File "/srv/comfyui/nodes.py", in ${id}\n`,
      ],
      current_inputs: describeInputs(graph, id),
      current_outputs: graph.allIds(),
    },
  };
}

function describeInputs(graph: RunGraph, id: string): PyObject {
  const described: Record<string, PyJson> = {};
  for (const [name, value] of graph.inputValues(id)) described[name] = [describeValue(value)];
  return described;
}
