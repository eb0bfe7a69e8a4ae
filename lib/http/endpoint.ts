import type { z } from "zod";
import type { ErrorCode } from "#lib/errors";

/**
 * One door of the API, described once: the handler parses by it and the OpenAPI document is generated from it.
 * `access: "public"` means that nobody has to be signed in; everything else is for an actor, and what that actor may
 * do is asked in the use case.
 */
export type Endpoint<
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> = {
  method: "get" | "post" | "put" | "delete";
  /** With braces for path fields: /api/v1/runs/{id} */
  path: string;
  summary: string;
  tag: string;
  access?: "public";
  query?: Query;
  body?: Body;
  /** `multipart` bodies are handed over as the raw request. */
  bodyType?: "json" | "multipart";
  status: 200 | 201;
  /** Where success has two faces (made, or there already): which of them an answer is. */
  statusOf?(answer: z.input<Answer>): 200 | 201;
  answer: Answer;
  /** Media type of the answer; JSON unless said otherwise. Of a stream, `answer` describes one message. */
  answerType?: string;
  errors?: readonly ErrorCode[];
  /** Fields of the answer that hold a secret: a replay by Idempotency-Key goes without them, so nothing stores them. */
  shownOnce?: readonly string[];
};

/** Keeps the schema types of an endpoint description. */
export function endpoint<Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  description: Endpoint<Q, B, A>,
): Endpoint<Q, B, A> {
  return description;
}

export type QueryOf<E extends Endpoint> =
  E extends Endpoint<infer Q, z.ZodType, z.ZodType> ? z.output<Q> : never;
export type BodyOf<E extends Endpoint> =
  E extends Endpoint<z.ZodType, infer B, z.ZodType> ? z.output<B> : never;
export type AnswerOf<E extends Endpoint> =
  E extends Endpoint<z.ZodType, z.ZodType, infer A> ? z.input<A> : never;
