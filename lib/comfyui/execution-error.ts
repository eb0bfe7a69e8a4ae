import type { ExecutionFailure } from "./outcome.ts";

export type ExecutionErrorCode =
  | "out_of_memory"
  | "missing_model"
  | "missing_file"
  | "interrupted"
  | "node_error";

/** A failed run in words for people. `detail` is the server's own, freed of paths and cut short. */
export type ExplainedError = { message: string; remedy: string; detail: string };

export type ExplainedFailure = ExplainedError & { code: ExecutionErrorCode; nodeId: string | null };

const longestDetail = 600;

/** Paths and tracebacks tell about the server's disk; people get only file names. */
export function scrub(text: string): string {
  const plain = text
    .replace(/\n?Traceback \(most recent call last\):[\s\S]*/g, "")
    .replace(/\n\s*TIPS:[\s\S]*/g, "")
    .replace(/(?:[A-Za-z]:)?(?:[\\/][\w.@+ -]+){2,}/g, (path) => path.split(/[\\/]/).at(-1) ?? "")
    .trim();
  return plain.length > longestDetail ? `${plain.slice(0, longestDetail)}…` : plain;
}

/** The cause of a failed execution and what to try. `titleOf` names a node as people know it. */
export function explainFailure(
  failure: ExecutionFailure,
  titleOf: (nodeId: string) => string,
): ExplainedFailure {
  const { nodeId, nodeType, exceptionType, exceptionMessage } = failure;
  const where = nodeId === null ? "The server" : `"${titleOf(nodeId)}"`;
  const base = { nodeId, detail: scrub(exceptionMessage) };
  if (isOutOfMemory(failure)) {
    return {
      ...base,
      code: "out_of_memory",
      message: `${where} ran out of memory on the server's graphics card.`,
      remedy: "Try a smaller size or fewer images at once, or a server with more memory.",
    };
  }
  if (exceptionType === "FileNotFoundError" && /Model in folder/.test(exceptionMessage)) {
    return {
      ...base,
      code: "missing_model",
      message: `${where} did not find its model file on the server.`,
      remedy: "Put the file back into the server's model folder, or choose another one.",
    };
  }
  if (exceptionType === "FileNotFoundError" || exceptionType.endsWith("UnidentifiedImageError")) {
    return {
      ...base,
      code: "missing_file",
      message: `${where} could not read its input file on the server.`,
      remedy: "Upload the picture again and submit the run again.",
    };
  }
  return {
    ...base,
    code: "node_error",
    message: `${where} failed on the server${nodeType === null ? "" : ` (${nodeType})`}.`,
    remedy: "Read the server's words below; change the values named there, or ask whoever made the workflow.",
  };
}

function isOutOfMemory({ exceptionType, exceptionMessage }: ExecutionFailure): boolean {
  return (
    exceptionType.endsWith("OutOfMemoryError") || /ran out of memory|out of memory/i.test(exceptionMessage)
  );
}
