/** An exception as Python would raise it: what ends up in `exception_type` and `exception_message`. */
export class PythonError extends Error {
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.name = "PythonError";
    this.type = type;
  }
}

/** Raised where the interrupt flag is consumed: before a node starts and at each progress tick. */
export class InterruptError extends Error {
  constructor() {
    super("interrupted");
    this.name = "InterruptError";
  }
}

export function outOfMemory(): PythonError {
  return new PythonError(
    "torch.OutOfMemoryError",
    "Allocation on device 0 would exceed allowed memory. (out of memory)",
  );
}

export function asPythonError(error: unknown): PythonError {
  if (error instanceof PythonError) return error;
  return new PythonError("RuntimeError", error instanceof Error ? error.message : String(error));
}
