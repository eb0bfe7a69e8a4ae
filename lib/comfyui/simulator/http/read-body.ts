import type { IncomingMessage } from "node:http";
import type { PyJson } from "#lib/comfyui/simulator/python-json";
import { parsePythonJson } from "#lib/comfyui/simulator/python-json";

export const maxBodyBytes = 104_857_600;

/** The body was larger than the server takes. */
export class BodyTooLarge extends Error {}

/** Reads to the end even what is too large, so that the client gets to read the 413. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    if (!(part instanceof Buffer)) continue;
    length += part.length;
    if (length <= maxBodyBytes) parts.push(part);
    else parts.length = 0;
  }
  if (length > maxBodyBytes) throw new BodyTooLarge();
  return Buffer.concat(parts);
}

/** Whatever the content type says. Throws `SyntaxError` on anything but JSON, an empty body included. */
export async function readJson(request: IncomingMessage): Promise<PyJson> {
  return parsePythonJson((await readBody(request)).toString("utf8"));
}
