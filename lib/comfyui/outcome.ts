import { isJsonObject } from "#lib/json";
import type { HistoryEntry } from "./protocol-schema.ts";

/** A file in a history entry. `index` is its place in its list, `list` that list's key: images, gifs, audio … */
export type ProducedFile = {
  nodeId: string;
  /** The node of the submitted graph: another one than `nodeId` when it was expanded at run time. */
  displayNodeId: string;
  list: string;
  index: number;
  filename: string;
  subfolder: string;
  type: string;
};

export type ExecutionFailure = {
  nodeId: string | null;
  nodeType: string | null;
  exceptionType: string;
  exceptionMessage: string;
};

export type ExecutionOutcome = { files: ProducedFile[]; cachedNodes: string[] } & (
  | { kind: "done" }
  | { kind: "failed"; failure: ExecutionFailure }
  | { kind: "interrupted" }
);

/**
 * What a history entry says happened. Interrupts and errors share a status; the last message tells them apart.
 * Files of nodes that finished before an error are listed too.
 */
export function readOutcome(entry: HistoryEntry): ExecutionOutcome {
  const messages = entry.status?.messages ?? [];
  const found = { files: producedFiles(entry), cachedNodes: cachedNodes(messages) };
  if (messages.some(([name]) => name === "execution_interrupted")) return { ...found, kind: "interrupted" };
  if (entry.status?.status_str !== "error") return { ...found, kind: "done" };
  const last = messages.findLast(([name]) => name === "execution_error")?.[1] ?? {};
  return { ...found, kind: "failed", failure: failureOf(last) };
}

function failureOf(data: Record<string, unknown>): ExecutionFailure {
  return {
    nodeId: textOf(data["node_id"]),
    nodeType: textOf(data["node_type"]),
    exceptionType: textOf(data["exception_type"]) ?? "",
    exceptionMessage: (textOf(data["exception_message"]) ?? "").trim(),
  };
}

/** Every list of objects that have a filename, whatever its key: custom nodes invent their own. */
function producedFiles(entry: HistoryEntry): ProducedFile[] {
  return Object.entries(entry.outputs).flatMap(([nodeId, lists]) => {
    if (!isJsonObject(lists)) return [];
    const displayNodeId = entry.meta?.[nodeId]?.display_node ?? nodeId;
    return Object.entries(lists).flatMap(([list, items]) =>
      (Array.isArray(items) ? items : []).flatMap((item, index) => {
        if (!isJsonObject(item) || typeof item["filename"] !== "string" || item["filename"] === "") return [];
        const subfolder = textOf(item["subfolder"]) ?? "";
        const type = textOf(item["type"]) ?? "output";
        return [{ nodeId, displayNodeId, list, index, filename: item["filename"], subfolder, type }];
      }),
    );
  });
}

function cachedNodes(
  messages: readonly (readonly [string, Record<string, unknown>, ...unknown[]])[],
): string[] {
  const nodes = messages.find(([name]) => name === "execution_cached")?.[1]["nodes"];
  return Array.isArray(nodes) ? nodes.filter((node) => typeof node === "string") : [];
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
