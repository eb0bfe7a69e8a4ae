import { Buffer } from "node:buffer";
import type { z } from "zod";
import { AppError, type FieldError } from "#lib/errors";
import { parseExactJson, type ExactJson } from "#lib/json";

/** JSON bodies are forms, not files. */
const maxBodyBytes = 1_000_000;

/** Reads a JSON body with every integer exact. 400 when it is not JSON, 413 when it is too large. */
export async function readJsonBody(request: Request): Promise<ExactJson> {
  const bytes = await readCapped(request, maxBodyBytes);
  if (bytes.byteLength === 0) return {};
  try {
    return parseExactJson(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new AppError("malformed", "The request body is not valid JSON.", { cause: error });
  }
}

/** Reads at most `limit` bytes of the body, whatever Content-Length claims. Without a pipe, which takes longer than the rest. */
async function readCapped(request: Request, limit: number): Promise<Uint8Array> {
  refuseAnnounced(request, limit);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.byteLength;
    if (size > limit) throw tooLarge(limit);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** The body as it comes in; beyond `limit` bytes it fails with 413, whatever Content-Length claims. */
export function capBody(request: Request, limit: number): ReadableStream<Uint8Array> | null {
  refuseAnnounced(request, limit);
  let size = 0;
  const cap = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, controller) {
      size += part.byteLength;
      if (size > limit) controller.error(tooLarge(limit));
      else controller.enqueue(part);
    },
  });
  return request.body?.pipeThrough(cap) ?? null;
}

function refuseAnnounced(request: Request, limit: number): void {
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge(limit);
}

function tooLarge(limit: number): AppError {
  return new AppError("too_large", `The request body may have at most ${limit.toLocaleString("en")} bytes.`);
}

/** Parses `input` by `schema`; what does not fit is 400 for a query and 422 for a body, each field named. */
export function parseWith<S extends z.ZodType>(
  schema: S,
  input: unknown,
  code: "malformed" | "invalid",
): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields = result.error.issues.flatMap(toFieldErrors);
  const [first] = fields;
  throw new AppError(
    code,
    first ? `${first.path || "The body"}: ${first.message}` : "The request is not understood.",
    {
      fields,
    },
  );
}

function toFieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path
    .map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
  if (issue.code !== "unrecognized_keys") return [{ path, message: issue.message }];
  return issue.keys.map((key) => ({
    path: `${path}/${key}`,
    message: "There is no such field here. Leave it out.",
  }));
}
