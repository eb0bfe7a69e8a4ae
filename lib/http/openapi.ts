import { z } from "zod";
import { errorStatuses, type ErrorCode } from "#lib/errors";
import { apiErrorSchema } from "./api-error-schema.ts";
import type { Endpoint } from "./endpoint.ts";

type Json = { [key: string]: unknown };

/** OpenAPI 3.1 of the endpoints, from the same schemas the handlers parse by. Schemas with an id become components. */
export function openApiOf(endpoints: readonly Endpoint[]): Json {
  const components: Json = {};
  const describe = (schema: z.ZodType, io: "input" | "output") => toSchema(schema, io, components);
  const paths: { [path: string]: Json } = {};
  for (const endpoint of endpoints) {
    const path = (paths[endpoint.path] ??= {});
    path[endpoint.method] = operation(endpoint, describe);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Proofsheet",
      version: "1",
      description:
        "Runs of ComfyUI workflows, and the verdicts on what they made. Integers beyond 2^53 travel as decimal text. Lists are pages: give nextCursor back as cursor until it is null.",
    },
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "A key from Settings, for programs" },
        session: { type: "apiKey", in: "cookie", name: "proofsheet-session", description: "For people" },
      },
    },
    security: [{ key: [] }, { session: [] }],
  };
}

type Describe = (schema: z.ZodType, io: "input" | "output") => Json;

function operation(endpoint: Endpoint, describe: Describe): Json {
  const { method, path, summary, tag, access, query, body, bodyType } = endpoint;
  const parameters = [...pathParameters(path), ...queryParameters(query, describe), ...idempotency(method)];
  const media = bodyType === "multipart" ? "multipart/form-data" : "application/json";
  return {
    operationId: operationId(method, path),
    summary,
    tags: [tag],
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: { required: true, content: { [media]: { schema: describe(body, "input") } } },
    }),
    responses: responses(endpoint, describe),
    ...(access === "public" && { security: [] }),
  };
}

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function queryParameters(query: z.ZodType | undefined, describe: Describe): Json[] {
  if (query === undefined) return [];
  const schema = describe(query, "input") as { properties?: { [name: string]: Json }; required?: string[] };
  return Object.entries(schema.properties ?? {}).map(([name, { description, ...property }]) => ({
    name,
    in: "query",
    ...(schema.required?.includes(name) === true && { required: true }),
    ...(description !== undefined && { description }),
    schema: property,
  }));
}

function idempotency(method: Endpoint["method"]): Json[] {
  if (method === "get") return [];
  return [
    {
      name: "Idempotency-Key",
      in: "header",
      description:
        "The same key and body get the first answer again; the same key with another body is refused",
      schema: { type: "string", minLength: 1, maxLength: 200 },
    },
  ];
}

function responses(endpoint: Endpoint, describe: Describe): Json {
  const { status, answer, answerType = "application/json" } = endpoint;
  const error = { "application/json": { schema: describe(apiErrorSchema, "output") } };
  const failures = Object.entries(
    Object.groupBy(errorsOf(endpoint), (code) => String(errorStatuses[code])),
  ).map(([status, codes = []]) => [
    status,
    { description: codes.map((code) => errorWords[code]).join(". Or: "), content: error },
  ]);
  const content = { [answerType]: { schema: describe(answer, "output") } };
  return {
    ...(endpoint.statusOf && { "200": { description: "There already", content } }),
    [String(status)]: { description: status === 201 ? "Made" : "Done", content },
    ...Object.fromEntries(failures),
  };
}

/** What an endpoint can refuse, its own list and what every handler may answer. */
function errorsOf({ method, access, query, body, errors = [] }: Endpoint): Set<ErrorCode> {
  const isPost = method === "post";
  return new Set<ErrorCode>([
    ...(query || body || isPost ? ["malformed" as const] : []),
    ...(access === "public" ? [] : ["unauthenticated" as const, "forbidden" as const]),
    ...(body || isPost ? ["too_large" as const, "invalid" as const] : []),
    ...errors,
    "unavailable",
  ]);
}

const errorWords: Record<ErrorCode, string> = {
  malformed: "Not understood",
  unauthenticated: "Nobody is signed in, or the key is wrong",
  forbidden: "Your role does not allow it",
  not_found: "There is no such thing, or you may not see it",
  wrong_method: "The address does not take this method",
  conflict: "It collides with the state that stands now",
  review_closed: "The review is closed; an owner may reopen it, or the output",
  too_large: "The body is too large",
  invalid: "Values need attention; each is named",
  too_many: "Too often; see Retry-After",
  quota_used_up: "More runs than the project may still start today; see Retry-After",
  internal: "A fault of ours",
  unavailable: "Out of order for the moment; try again",
};

function operationId(method: string, path: string): string {
  const words = path.split("/").filter((part) => part !== "" && part !== "api" && part !== "v1");
  const names = words.map((word) => word.replace(/\W+/g, " ").trim().replaceAll(" ", "_"));
  return [method, ...names].join("_");
}

/** A schema in JSON Schema, its named parts moved to `components`. */
function toSchema(schema: z.ZodType, io: "input" | "output", components: Json): Json {
  const {
    $schema: _dialect,
    $defs = {},
    ...root
  } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ jsonSchema }) => tidy(jsonSchema as Json, io),
  }) as Json & { $defs?: Json };
  for (const [id, part] of Object.entries($defs)) components[id] ??= relocate(part);
  return relocate(root) as Json;
}

/** The pattern of a date-time says the same a second time; answers may grow fields, so they are not called closed. */
function tidy(schema: Json, io: "input" | "output"): void {
  if (schema["format"] === "date-time") delete schema["pattern"];
  if (io === "output" && schema["additionalProperties"] === false) delete schema["additionalProperties"];
}

function relocate(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(relocate);
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) =>
      key === "$ref" && typeof value === "string"
        ? [key, value.replace("#/$defs/", "#/components/schemas/")]
        : [key, relocate(value)],
    ),
  );
}
