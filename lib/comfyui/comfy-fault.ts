/**
 * What became of a request that brought no usable answer. `unsent`: it provably never reached the server, so it may
 * be sent again. `unanswered`: it may have been acted on. `unusable`: an answer came, but not one we can take.
 */
export type ComfyFaultKind = "unsent" | "unanswered" | "unusable";

const nothing = new Uint8Array();

/** Thrown for every request without a usable answer. The message names no address. */
export class ComfyFault extends Error {
  readonly kind: ComfyFaultKind;
  /** HTTP status where there was one. */
  readonly status: number | null;
  /** What had come of the body when the connection broke, and how much. */
  readonly received: Uint8Array;
  readonly receivedBytes: number;

  constructor(
    kind: ComfyFaultKind,
    message: string,
    status: number | null = null,
    { cause, received = nothing }: { cause?: unknown; received?: Uint8Array } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "ComfyFault";
    this.kind = kind;
    this.status = status;
    this.received = received;
    this.receivedBytes = received.byteLength;
  }
}

/** The answer would not end before its limit. */
export function tooLarge(maxBytes: number, status: number): ComfyFault {
  return new ComfyFault("unusable", `The answer is larger than ${maxBytes} bytes`, status);
}
