import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";

// The server and every bundled route have a copy of this module each; what is remembered has to be one.
const shared = globalThis as typeof globalThis & {
  proofsheetResponse?: AsyncLocalStorage<ServerResponse>;
};
const storage = (shared.proofsheetResponse ??= new AsyncLocalStorage());

/** Lets the handlers of this request find the response they write to in the end. */
export function withNodeResponse<T>(response: ServerResponse, answer: () => T): T {
  return storage.run(response, answer);
}

/** The response that the request in hand is answered with; undefined where another server than ours stands in front. */
export function nodeResponse(): ServerResponse | undefined {
  return storage.getStore();
}
