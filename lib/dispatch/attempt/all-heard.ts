import { lastNodes } from "#lib/contract/last-nodes";
import type { ApiGraph } from "#lib/contract/graph-schema";
import { parseExactJson } from "#lib/json";
import type { HeldAttempt } from "./held-attempt.ts";
import type { PromptWatch } from "./watch-prompt.ts";

/** Whether the socket told a success whole, and named a file of every node that may have saved one. */
export function isAllHeard({ progress, heard, isHeardWhole }: PromptWatch, { graph }: HeldAttempt): boolean {
  return (
    progress.ended === "success" &&
    isHeardWhole &&
    graph !== null &&
    lastNodes(parseExactJson(graph) as ApiGraph).every((nodeId) => nodeId in heard.outputs)
  );
}
