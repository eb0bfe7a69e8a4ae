import type { HistoryEntry } from "./protocol-schema.ts";
import type { SocketMessage } from "./socket-message-schema.ts";

/**
 * The history entry of a prompt as far as the socket has told it: outputs and cached nodes. For the two cases in which
 * the history itself has less: a server that forgot the prompt right after its end, and one that lists no outputs for
 * what it answered from its cache. The files it names are on the server's disk all the same.
 */
export type HeardEntry = HistoryEntry;

export function nothingHeard(): HeardEntry {
  return { outputs: {}, meta: {}, status: { status_str: "success", completed: true, messages: [] } };
}

/** The entry after one more message of that prompt; the same one when the message tells nothing of outputs. */
export function hear(entry: HeardEntry, message: SocketMessage): HeardEntry {
  if (message.type === "executed") {
    const { node, display_node: displayNode, output } = message.data;
    return {
      ...entry,
      outputs: { ...entry.outputs, [node]: output },
      meta: { ...entry.meta, [node]: { display_node: displayNode ?? node } },
    };
  }
  if (message.type === "execution_cached") {
    const { nodes, prompt_id } = message.data;
    return {
      ...entry,
      status: {
        status_str: "success",
        completed: true,
        messages: [["execution_cached", { nodes, prompt_id }]],
      },
    };
  }
  return entry;
}
