import type { Exchange } from "./replay-recording.ts";

type Json = Record<string, unknown>;

/** The facts of an answer that two servers of one version must share, as text; ids, counts and times are left out. */
export function comparableExchange({ line, received }: Exchange): { recorded: string[]; actual: string[] } {
  const { response } = line;
  const recorded = [`status ${response.status}`];
  const actual = [`status ${received.status}`];
  const body = response.body ?? response.body_partial;
  if ("body" in response || response.bytes !== undefined) {
    recorded.push(`kind ${response.bytes === undefined ? kindOf(response.body) : "bytes"}`);
    actual.push(
      `kind ${receivedKind(received.headers["content-type"], received.body, response.bytes !== undefined)}`,
    );
  }
  if (response.bytes !== undefined) {
    recorded.push(`magic ${response.bytes.magic.slice(0, 6)}`);
    actual.push(`magic ${received.body.toString("hex", 0, 3)}`);
  }
  const parsed = parseBody(received.body);
  recorded.push(...errorFacts(body, body));
  actual.push(...errorFacts(parsed, body));
  if (response.summary !== undefined) {
    recorded.push(...summaryFacts(response.summary));
    actual.push(...summaryOf(parsed, response.summary));
  }
  if (line.request.path.startsWith("/history/") && "body" in response) {
    recorded.push(...entryFacts(body));
    actual.push(...entryFacts(parsed));
  }
  return { recorded, actual };
}

function kindOf(body: unknown): string {
  if (body === null || body === "") return "empty";
  if (Array.isArray(body)) return "array";
  return typeof body === "object" ? "object" : typeof body === "string" ? "text" : typeof body;
}

function receivedKind(type: string | undefined, body: Buffer, isFile: boolean): string {
  if (body.length === 0) return "empty";
  if (isFile) return "bytes";
  return type?.startsWith("application/json") ? kindOf(parseBody(body)) : "text";
}

function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8").replace(/\bNaN\b/g, "null"));
  } catch {
    return body.toString("utf8");
  }
}

function asObject(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

/** Error types overall and by node; short error texts as they are. Only what was recorded counts. */
function errorFacts(body: unknown, recorded: unknown): string[] {
  const { error, node_errors: byNode } = asObject(body);
  const facts: string[] = [];
  if (asObject(recorded)["error"] !== undefined) {
    facts.push(
      `error ${typeof error === "string" ? error : String(asObject(error)["type"] ?? asObject(error)["code"])}`,
    );
  }
  for (const [id, entry] of byKey(asObject(byNode))) {
    const errors = asObject(entry)["errors"];
    const types = Array.isArray(errors) ? errors.map((one) => String(asObject(one)["type"])) : [];
    facts.push(`node ${id}: ${[...new Set(types)].toSorted().join(" ")}`);
  }
  return facts;
}

function entryFacts(body: unknown): string[] {
  return Object.values(asObject(body)).flatMap((entry) => {
    const { status, outputs, meta } = asObject(entry);
    const { status_str: text, completed, messages } = asObject(status);
    return [
      `history ${String(text)} ${String(completed)}`,
      `messages ${messageNames(messages)}`,
      `outputs ${mediaOf(outputs)}`,
      `meta ${Object.keys(asObject(meta)).toSorted().join(" ")}`,
    ];
  });
}

function messageNames(messages: unknown): string {
  return Array.isArray(messages)
    ? messages.map((message: unknown) => String(asObject(message)[0])).join(" ")
    : "";
}

/** Media keys and the number of items in each, by node. */
function mediaOf(outputs: unknown): string {
  return byKey(asObject(outputs))
    .map(([id, media]) => {
      const keys = Object.entries(asObject(media)).map(
        ([key, list]) => `${key}*${Array.isArray(list) ? list.length : 0}`,
      );
      return `${id}(${keys.toSorted().join(",")})`;
    })
    .join(" ");
}

function summaryFacts(summary: Json): string[] {
  const facts: string[] = [];
  if ("status_str" in summary) facts.push(`summary ${String(summary["status_str"])}`);
  if ("outputs" in summary) facts.push(`outputs ${mediaOf(summary["outputs"])}`);
  if ("message_names" in summary) facts.push(`messages ${String(summary["message_names"])}`);
  if ("outputs_to_execute" in summary) facts.push(`targets ${sorted(summary["outputs_to_execute"])}`);
  return facts;
}

/** The same facts from a whole history answer. */
function summaryOf(body: unknown, summary: Json): string[] {
  const [entry] = Object.values(asObject(body));
  const { status, outputs, prompt } = asObject(entry);
  const { status_str: text, messages } = asObject(status);
  const facts: Json = {
    status_str: text,
    outputs,
    message_names: messageNames(messages).split(" "),
    outputs_to_execute: asObject(prompt)[4],
  };
  return summaryFacts(
    Object.fromEntries(
      Object.keys(summary)
        .filter((key) => key in facts)
        .map((key) => [key, facts[key]]),
    ),
  );
}

function sorted(list: unknown): string {
  return Array.isArray(list) ? list.map(String).toSorted().join(" ") : "";
}

function byKey(object: Json): [string, unknown][] {
  return Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
