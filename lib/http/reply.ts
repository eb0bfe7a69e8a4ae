import { randomUUID } from "node:crypto";
import { isDatabaseAway } from "#lib/db/database-away";
import { AppError, errorStatuses } from "#lib/errors";
import { isJsonObject, stringifyExactJson } from "#lib/json";
import type { Log } from "#lib/log";
import type { ApiError } from "./api-error-schema.ts";

const apiHeaders = {
  "content-type": "application/json; charset=utf-8",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
};

/**
 * Next compresses whatever it may. What fits into the first packets of a connection arrives no sooner for it, and
 * compressing takes as long as everything of ours in a verdict, the driver left aside.
 */
const worthCompressing = 8000;
const asItIs = { "cache-control": "no-store, no-transform" };

export function jsonReply(status: number, text: string, headers: Record<string, string> = {}): Response {
  const small = text.length < worthCompressing ? asItIs : {};
  return new Response(text, { status, headers: { ...apiHeaders, ...small, ...headers } });
}

/** The answer to anything thrown: expected refusals in their own words, surprises as an id to quote. */
export function errorReply(error: unknown, log: Log): Response {
  const known = asAppError(error);
  if (known === undefined) {
    const id = randomUUID();
    log.error({ err: error, errorId: id }, "request failed");
    const body: ApiError = {
      error: {
        code: "internal",
        message:
          "Something went wrong on our side. Nothing was changed; try again, and quote the id if it happens again.",
        id,
      },
    };
    return jsonReply(500, stringifyExactJson(body));
  }
  const { code, message, details, retryable } = known;
  const body: ApiError = {
    error: {
      code,
      message,
      ...(details.fields && { fields: [...details.fields] }),
      ...(retryable && { retryable: true as const }),
      ...(details.current !== undefined && { current: details.current }),
    },
  };
  const headers: Record<string, string> = {};
  const retryAfterSeconds = details.retryAfterSeconds ?? (retryable ? 1 : undefined);
  if (retryAfterSeconds !== undefined) headers["retry-after"] = String(retryAfterSeconds);
  if (details.allow) headers["allow"] = details.allow.join(", ");
  if (code === "unauthenticated") headers["www-authenticate"] = 'Bearer realm="proofsheet"';
  return jsonReply(errorStatuses[code], stringifyExactJson(body), headers);
}

/** A database that is away is worth a retry, not a 500. */
function asAppError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  if (isDatabaseAway(error)) {
    return new AppError(
      "unavailable",
      "The database cannot be reached right now. Try again shortly; whether a change was made shows then.",
    );
  }
  if (isUnstorableText(error)) {
    return new AppError(
      "malformed",
      "The request holds a character that cannot be stored, such as NUL. Remove it and try again.",
    );
  }
  return undefined;
}

/** JSON may carry NUL and half a surrogate pair; Postgres takes neither, and says so by these codes. */
function isUnstorableText(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = databaseCodeOf(error);
  return code === "22021" || code === "22P05" || (code === "22P02" && error.message.includes("type json"));
}

/** The code that Postgres gave an error, which comes from the driver or wrapped up by Prisma. */
function databaseCodeOf(error: Error): unknown {
  if ("code" in error && !("meta" in error)) return error.code;
  if (!("meta" in error) || !isJsonObject(error.meta)) return undefined;
  const told: unknown = error.meta["driverAdapterError"];
  const reason = told instanceof Error ? told.cause : undefined;
  return isJsonObject(reason) ? reason["originalCode"] : undefined;
}
