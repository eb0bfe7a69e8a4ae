import type { IncomingHttpHeaders } from "node:http";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { ComfyFault, tooLarge } from "./comfy-fault.ts";
import type { Incoming } from "./http-exchange.ts";

/** What a server may pack its answers with: some are started so that they do. */
export const acceptedPacking = "gzip";

const unzip = promisify(gunzip);

/** Whether an answer with these headers is packed. */
export function isPacked(headers: IncomingHttpHeaders): boolean {
  const packing = headers["content-encoding"] ?? "";
  return packing !== "" && packing !== "identity";
}

/** The answer with its body as it was before it was packed. A body of more than `maxBytes` is not unpacked to its end. */
export async function unpackAnswer(answer: Incoming, maxBytes: number): Promise<Incoming> {
  const { status, headers, bytes } = answer;
  if (!isPacked(headers)) return answer;
  if (headers["content-encoding"] !== acceptedPacking) {
    throw new ComfyFault("unusable", "The answer is packed in a way that was not asked for", status);
  }
  try {
    return { status, headers, bytes: await unzip(bytes, { maxOutputLength: maxBytes }) };
  } catch (error) {
    throw error instanceof RangeError
      ? tooLarge(maxBytes, status)
      : new ComfyFault("unanswered", "The answer cannot be unpacked", status, { cause: error });
  }
}
