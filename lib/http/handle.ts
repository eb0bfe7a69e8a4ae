import { nobody, type Actor } from "#lib/account/actor";
import type { Db } from "#lib/db/client";
import { inTransaction, type Tx } from "#lib/db/transaction";
import { AppError } from "#lib/errors";
import { stringifyExactJson, type ExactJson } from "#lib/json";
import type { Log } from "#lib/log";
import { noteOnSpan, traced } from "#lib/trace/traced";
import type { AnswerOf, BodyOf, Endpoint, QueryOf } from "./endpoint.ts";
import {
  claimIdempotencyKey,
  findFirstAnswer,
  insertFirstAnswer,
  keepFirstAnswer,
  requestHash,
  type FirstAnswer,
  type KeepAnswer,
  type KeyedRequest,
} from "./idempotency-store.ts";
import { personHeader } from "./person-header.ts";
import { parseWith, readJsonBody } from "./read-request.ts";
import { errorReply, jsonReply } from "./reply.ts";

/** What every handler stands on; made once per process. */
export type HandleContext = {
  db: Db;
  log: Log;
  /** Who sends this request; null when nobody is signed in. Throws 401 for a key that is wrong. */
  resolveActor(request: Request): Promise<Actor | null>;
};

export type Asked<E extends Endpoint> = {
  request: Request;
  actor: Actor;
  /** Path fields by name, decoded. */
  path: Readonly<Record<string, string>>;
  query: QueryOf<E>;
  body: BodyOf<E>;
  now: Date;
};

type RouteHandler = (
  request: Request,
  route: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>;

/** A reading handler: parse, who, one read, serialise. */
export function reads<E extends Endpoint>(
  getContext: () => HandleContext,
  endpoint: E,
  work: (asked: Asked<E> & { db: Db }) => Promise<AnswerOf<E>>,
): RouteHandler {
  return respond(getContext, endpoint, async (asked, context) => {
    const answer = await work({ ...asked, db: context.db });
    return jsonReply(endpoint.status, stringifyExactJson(answer));
  });
}

/**
 * A changing handler: parse, who, one use case in one transaction, serialise. With an Idempotency-Key, which every
 * changing method takes, the key, the change and the answer are kept together or not at all.
 */
export function changes<E extends Endpoint>(
  getContext: () => HandleContext,
  endpoint: E,
  work: (asked: Asked<E> & { tx: Tx }) => Promise<AnswerOf<E>>,
): RouteHandler {
  return respond(getContext, endpoint, (asked, context, rawBody) =>
    changeOnce(endpoint, asked, context, rawBody, (tx) => work({ ...asked, tx })),
  );
}

/**
 * A changing handler for files: `receive` reads and works on the body before the transaction begins, so that a slow
 * upload holds no connection. What it returns as `sameAs` stands for the body when a retry is compared by its key.
 */
export function receives<E extends Endpoint, Received>(
  getContext: () => HandleContext,
  endpoint: E,
  receive: (asked: Asked<E> & { db: Db }) => Promise<{ received: Received; sameAs: ExactJson }>,
  work: (asked: Asked<E> & { tx: Tx; received: Received }) => Promise<AnswerOf<E>>,
): RouteHandler {
  return respond(getContext, endpoint, async (asked, context) => {
    const { received, sameAs } = await receive({ ...asked, db: context.db });
    return changeOnce(endpoint, asked, context, sameAs, (tx) => work({ ...asked, tx, received }));
  });
}

async function changeOnce<E extends Endpoint>(
  endpoint: E,
  asked: Asked<E>,
  context: HandleContext,
  rawBody: ExactJson,
  work: (tx: Tx) => Promise<AnswerOf<E>>,
): Promise<Response> {
  const keyed = keyedRequest(endpoint, asked, rawBody);
  let replayed = false;
  const answer = await inTransaction(context.db, async (tx): Promise<FirstAnswer> => {
    const first = keyed && (await claimIdempotencyKey(tx, keyed));
    replayed = first !== undefined;
    if (first) return first;
    const made = await work(tx);
    if (keyed) await keepFirstAnswer(tx, keyed, keptAnswer(endpoint, made));
    return { status: statusOf(endpoint, made), text: stringifyExactJson(made) };
  });
  return jsonReply(answer.status, answer.text, replayed ? replayedHeader : {});
}

/**
 * A changing handler whose use case makes its own transaction: one statement where that is enough, the key and the
 * answer among it (`keep`). The key is claimed last, so whatever fails may have been done by the same request before.
 */
export function changesAtOnce<E extends Endpoint>(
  getContext: () => HandleContext,
  endpoint: E,
  work: (asked: Asked<E> & { db: Db; keep: KeepAnswer<AnswerOf<E>> | undefined }) => Promise<AnswerOf<E>>,
): RouteHandler {
  return respond(getContext, endpoint, async (asked, { db }, rawBody) => {
    const keyed = keyedRequest(endpoint, asked, rawBody);
    if (keyed === undefined) return replyOf(endpoint, await work({ ...asked, db, keep: undefined }));
    let kept: FirstAnswer | undefined;
    const keep: KeepAnswer<AnswerOf<E>> = (made, from) => {
      kept = keptAnswer(endpoint, made);
      return insertFirstAnswer(keyed, kept, from);
    };
    try {
      const made = await work({ ...asked, db, keep });
      // What is kept is what is told, unless it is told once.
      return kept && !endpoint.shownOnce ? jsonReply(kept.status, kept.text) : replyOf(endpoint, made);
    } catch (error) {
      const first = await findFirstAnswer(db, keyed);
      if (first) return jsonReply(first.status, first.text, replayedHeader);
      throw error;
    }
  });
}

const replayedHeader = { "idempotency-replayed": "true" };

/** The request as its key knows it; undefined without a key. 400 for one that cannot be a key. */
function keyedRequest<E extends Endpoint>(
  endpoint: E,
  { request, actor }: Asked<E>,
  rawBody: ExactJson,
): KeyedRequest | undefined {
  const key = request.headers.get("idempotency-key");
  if (key === null) return undefined;
  if (key === "" || key.length > 200) {
    throw new AppError("malformed", "An Idempotency-Key has 1 to 200 characters.");
  }
  const { pathname, search } = new URL(request.url);
  const bodyHash = requestHash(endpoint.method, `${pathname}${search}`, rawBody);
  return { actorId: `${actor.kind}:${actor.id}`, key, bodyHash };
}

function replyOf<E extends Endpoint>(endpoint: E, made: AnswerOf<E>): Response {
  return jsonReply(statusOf(endpoint, made), stringifyExactJson(made));
}

function statusOf<E extends Endpoint>(endpoint: E, made: AnswerOf<E>): number {
  return endpoint.statusOf?.(made) ?? endpoint.status;
}

/** What a replay answers: all but what is shown once. */
function keptAnswer<E extends Endpoint>(endpoint: E, made: AnswerOf<E>): FirstAnswer {
  const text = stringifyExactJson(withoutFields(made, endpoint.shownOnce ?? []));
  return { status: statusOf(endpoint, made), text };
}

/**
 * A handler that signs somebody in or out: its use case makes its own transaction, and its answer carries cookies,
 * which an Idempotency-Key must not replay to anybody.
 */
export function setsCookies<E extends Endpoint>(
  getContext: () => HandleContext,
  endpoint: E,
  work: (asked: Asked<E> & { db: Db }) => Promise<{ answer: AnswerOf<E>; cookies: readonly string[] }>,
): RouteHandler {
  return respond(getContext, endpoint, async (asked, context) => {
    const { answer, cookies } = await work({ ...asked, db: context.db });
    const reply = jsonReply(endpoint.status, stringifyExactJson(answer));
    for (const cookie of cookies) reply.headers.append("set-cookie", cookie);
    return reply;
  });
}

/** A reading handler whose answer is not JSON: bytes, text or a stream. */
export function sends<E extends Endpoint>(
  getContext: () => HandleContext,
  endpoint: E,
  work: (asked: Asked<E> & { db: Db }) => Promise<Response>,
): RouteHandler {
  return respond(getContext, endpoint, (asked, context) => work({ ...asked, db: context.db }));
}

function withoutFields(answer: unknown, names: readonly string[]): unknown {
  if (names.length === 0 || typeof answer !== "object" || answer === null) return answer;
  return Object.fromEntries(Object.entries(answer).filter(([name]) => !names.includes(name)));
}

type Answer<E extends Endpoint> = (
  asked: Asked<E>,
  context: HandleContext,
  rawBody: ExactJson,
) => Promise<Response>;

/** Each request is a span, and continues the trace of a caller who sends a traceparent. */
function respond<E extends Endpoint>(
  getContext: () => HandleContext,
  endpoint: E,
  answer: Answer<E>,
): RouteHandler {
  const name = `${endpoint.method.toUpperCase()} ${endpoint.path}`;
  const facts = { "http.request.method": endpoint.method.toUpperCase(), "http.route": endpoint.path };
  return (request, route) =>
    traced(
      name,
      facts,
      async () => {
        const reply = await respondOnce(getContext(), endpoint, answer, request, route);
        noteOnSpan({ "http.response.status_code": reply.status });
        return reply;
      },
      { parent: request.headers.get("traceparent") },
    );
}

async function respondOnce<E extends Endpoint>(
  context: HandleContext,
  endpoint: E,
  answer: Answer<E>,
  request: Request,
  route: Parameters<RouteHandler>[1],
): Promise<Response> {
  try {
    const actor = await context.resolveActor(request);
    if (actor === null && endpoint.access !== "public") {
      throw new AppError(
        "unauthenticated",
        "You are signed out. Sign in again; a program sends its key as Authorization: Bearer <key>.",
      );
    }
    refuseCrossSite(request);
    refuseMistaken(request, actor);
    // Also where no body is asked for: the same Idempotency-Key with another body is another request.
    const hasJsonBody = endpoint.bodyType !== "multipart" && (endpoint.body || endpoint.method === "post");
    const rawBody = hasJsonBody ? await readJsonBody(request) : {};
    const search = Object.fromEntries(new URL(request.url).searchParams);
    const asked: Asked<E> = {
      request,
      actor: actor ?? nobody,
      path: decodePath(await route.params),
      query: (endpoint.query ? parseWith(endpoint.query, search, "malformed") : {}) as QueryOf<E>,
      body: (endpoint.body && endpoint.bodyType !== "multipart"
        ? parseWith(endpoint.body, rawBody, "invalid")
        : {}) as BodyOf<E>,
      now: new Date(),
    };
    return await answer(asked, context, rawBody);
  } catch (error) {
    return errorReply(error, context.log);
  }
}

/**
 * A browser sends its cookies whoever wrote the page, and takes new ones from our sign-in; a change is taken only from
 * our own pages. Programs send no Origin, or a key.
 */
function refuseCrossSite(request: Request): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  if (request.headers.has("authorization")) return;
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const sameHost = origin !== null && URL.parse(origin)?.host === request.headers.get("host");
  if (site === "same-origin" || site === "none" || sameHost || (site === null && origin === null)) return;
  throw new AppError("forbidden", "This change was sent from another site and is refused.");
}

/**
 * A page keeps showing who opened it after somebody else has signed in in the same browser. What is pressed there is
 * not done in the other one's name: our pages say with every change whose they are.
 */
function refuseMistaken(request: Request, actor: Actor | null): void {
  if (request.method === "GET" || request.method === "HEAD" || actor === null) return;
  const person = request.headers.get(personHeader);
  if (person === null || person === actor.id) return;
  throw new AppError(
    "unauthenticated",
    "Somebody else has signed in in this browser, so this was not done in their name. Sign in again as yourself.",
  );
}

/** Next gives a route without dynamic parts no params at all. */
function decodePath(params: Record<string, string | string[]> | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params ?? {}).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join("/") : value,
    ]),
  );
}
