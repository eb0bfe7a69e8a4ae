import type { ExecutionFailure } from "./outcome.ts";

export type ExecutionErrorCode =
  | "out_of_memory"
  | "gpu_error"
  | "disk_full"
  | "missing_model"
  | "broken_model"
  | "model_mismatch"
  | "missing_file"
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

type Kind = {
  code: ExecutionErrorCode;
  is(failure: ExecutionFailure): boolean;
  /** Stands behind the node's name. */
  message: string;
  remedy: string;
};

const saying =
  (pattern: RegExp) =>
  ({ exceptionType, exceptionMessage }: ExecutionFailure) =>
    pattern.test(`${exceptionType}: ${exceptionMessage}`);

/** What servers are known to fail with, the first that fits speaks. Whatever is not here is `node_error`. */
const kinds: readonly Kind[] = [
  {
    code: "out_of_memory",
    is: saying(/OutOfMemoryError\b|out of memory|not enough memory|CUBLAS_STATUS_ALLOC_FAILED/i),
    message: "ran out of memory on the server.",
    remedy: "Try a smaller size or fewer images at once, or a server with more memory.",
  },
  {
    code: "gpu_error",
    is: saying(
      /\b(CUDA|HIP|ROCm|XPU|MPS) (backend )?error|CUDNN_STATUS|CUBLAS_STATUS|cuDNN error|device-side assert/i,
    ),
    message: "failed because the server's graphics card did.",
    remedy:
      "Restart ComfyUI on that server; if it happens again, look at its driver and at the card's health.",
  },
  {
    code: "disk_full",
    is: saying(/No space left on device|\[Errno 28\]|disk quota exceeded/i),
    message: "could not write: the server's disk is full.",
    remedy: "Free some space on that server, in ComfyUI's output and temp folders before all.",
  },
  {
    code: "missing_model",
    is: saying(/^FileNotFoundError: .*Model in folder/s),
    message: "did not find its model file on the server.",
    remedy: "Put the file back into the server's model folder, or choose another one.",
  },
  {
    code: "broken_model",
    is: saying(/SafetensorError|deserializing header|PytorchStreamReader|UnpicklingError|invalid load key/i),
    message: "could not read its model file on the server: it is damaged, or was not downloaded to its end.",
    remedy: "Download the file once more on that server, or choose another one.",
  },
  {
    code: "model_mismatch",
    is: saying(
      /shapes cannot be multiplied|size mismatch for|Sizes of tensors must match|expected input.* channels/i,
    ),
    message: "was given models that do not go together.",
    remedy: "Choose models, LoRAs and VAEs of one family, or ask whoever made the workflow.",
  },
  {
    code: "missing_file",
    is: saying(/^FileNotFoundError:|UnidentifiedImageError:/),
    message: "could not read its input file on the server.",
    remedy: "Edit and run it with the picture uploaded again.",
  },
];

/** The cause of a failed execution and what to try. `titleOf` names a node as people know it. */
export function explainFailure(
  failure: ExecutionFailure,
  titleOf: (nodeId: string) => string,
): ExplainedFailure {
  const { nodeId, nodeType, exceptionMessage } = failure;
  const where = nodeId === null ? "The server" : `"${titleOf(nodeId)}"`;
  const base = { nodeId, detail: scrub(exceptionMessage) };
  const kind = kinds.find(({ is }) => is(failure));
  if (kind !== undefined) {
    const { code, message, remedy } = kind;
    return { ...base, code, message: `${where} ${message}`, remedy };
  }
  return {
    ...base,
    code: "node_error",
    message: `${where} failed on the server${nodeType === null ? "" : ` (${nodeType})`}.`,
    remedy: "Read the server's words below; change the values named there, or ask whoever made the workflow.",
  };
}
