import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { stringifyExactJson, type ExactObject } from "#lib/json";
import { decodeBinaryFrame } from "./binary-frame.ts";
import { readPromptAnswer } from "./prompt-answer.ts";
import {
  acceptedSchema,
  cancelledSchema,
  featuresSchema,
  historySchema,
  jobSchema,
  jobsSchema,
  noJobSchema,
  objectInfoSchema,
  queueSchema,
  refusedSchema,
  uploadedSchema,
} from "./protocol-schema.ts";
import { readBody, tryReadBody } from "./read-body.ts";
import { ComfyFault } from "./comfy-fault.ts";
import { parseSocketMessage, promptOf } from "./socket-message-schema.ts";
import {
  readRecording,
  recordedVersions,
  recordingNames,
  type BinaryLine,
  type RecordedLine,
} from "./testing/recording.ts";
import { droppedFields } from "./testing/dropped-fields.ts";

const recordings = recordedVersions.flatMap((version) =>
  recordingNames(version).map((name) => ({ version, name, lines: readRecording(version, name) })),
);
const all = recordings.flatMap(({ version, name, lines }) =>
  lines.map((line, index) => ({ place: `${version}/${name}:${index + 1}`, name, line })),
);

describe("recordings of real servers", () => {
  it("has both versions", () => {
    expect(new Set(recordings.map(({ version }) => version))).toEqual(new Set(["0.3.64", "0.33.0"]));
    expect(all.length).toBeGreaterThan(1000);
  });

  it("parses every complete message and drops none of its fields", () => {
    const messages = all.flatMap(({ place, line }) =>
      line.kind === "ws" && line.message ? [{ place, message: line.message }] : [],
    );
    expect(messages.length).toBeGreaterThan(500);
    for (const { place, message } of messages) {
      const parsed = parseSocketMessage(stringifyExactJson(message));
      expect(parsed, place).not.toBeNull();
      expect(droppedFields(message, parsed), place).toEqual([]);
    }
  });

  it("keeps the prompt id of every message that has one", () => {
    for (const { place, line } of all) {
      if (line.kind !== "ws" || !line.message) continue;
      const message = parseSocketMessage(stringifyExactJson(line.message));
      const promptId = line.message.data["prompt_id"];
      const told = typeof promptId === "string" ? promptId : null;
      expect(message && promptOf(message), place).toBe(told);
    }
  });

  it("decodes every kind of binary frame", () => {
    const frames = all.flatMap(({ place, line }) =>
      line.kind === "ws-binary" ? [{ place, facts: line.bytes }] : [],
    );
    expect(frames.length).toBeGreaterThan(5);
    for (const { place, facts } of frames) {
      const frame = decodeBinaryFrame(buildFrame(facts));
      expect(frame, place).not.toBeNull();
      if (frame?.kind === "text") {
        expect(frame).toMatchObject({ nodeId: facts.node_id, text: facts.text });
      } else if (facts.metadata) {
        expect(frame).toMatchObject({
          promptId: facts.metadata["prompt_id"],
          nodeId: facts.metadata["display_node_id"],
          type: facts.metadata["image_type"],
        });
      } else {
        expect(frame).toMatchObject({ type: facts.image_type === 2 ? "image/png" : "image/jpeg" });
      }
    }
  });

  it("reads every answer to POST /prompt", () => {
    const kinds = new Map<string, number>();
    for (const { place, line } of all) {
      const exchange = exchangeOf(line);
      if (exchange?.route !== "POST /prompt") continue;
      const told = (exchange.body as ExactObject | undefined)?.["prompt_id"];
      const outcome = readPromptAnswer(exchange.reply, typeof told === "string" ? told : "");
      const expected =
        exchange.status === 400 || exchange.status === 413
          ? "refused"
          : exchange.status === 500
            ? "unknown"
            : null;
      if (expected) expect(outcome.kind, place).toBe(expected);
      if (exchange.status === 200 && exchange.isWhole) {
        const errors = (exchange.body as ExactObject)["node_errors"];
        expect(outcome.kind, place).toBe(Object.keys(errors as object).length > 0 ? "refused" : "accepted");
      }
      kinds.set(outcome.kind, (kinds.get(outcome.kind) ?? 0) + 1);
    }
    expect([...kinds.keys()].toSorted()).toEqual(["accepted", "refused", "unknown"]);
  });

  it("parses every whole answer on a route of ours by its schema and drops none of its fields", () => {
    const seen = new Set<string>();
    for (const { place, line } of all) {
      const exchange = exchangeOf(line);
      if (!exchange?.isWhole) continue;
      const contract = contracts.find(
        ([route, status]) => route.test(exchange.route) && status === exchange.status,
      );
      if (contract === undefined) continue;
      const [route, status, schema] = contract;
      seen.add(`${route} ${status}`);
      const parsed = schema.safeParse(exchange.body);
      expect(parsed.error?.message, place).toBeUndefined();
      if (schema !== queueSchema) expect(droppedFields(exchange.body, parsed.data), place).toEqual([]);
    }
    expect(seen.size).toBe(contracts.length);
  });

  it("reads any other answer as unusable, and throws nothing else", () => {
    for (const { place, line } of all) {
      const exchange = exchangeOf(line);
      if (exchange === null || exchange.status === 200) continue;
      expect(() => readBody(exchange.reply, historySchema, place), place).toThrow(ComfyFault);
      expect(() => tryReadBody(exchange.reply, historySchema), place).not.toThrow();
    }
  });

  it("leaves out no route but those that nothing of ours asks for", () => {
    const routes = new Set(all.flatMap(({ line }) => exchangeOf(line)?.route ?? []));
    const known = [...contracts.map(([route]) => route), ...notOurs];
    const left = [...routes].filter((route) => !known.some((pattern) => pattern.test(route)));
    expect(left).toEqual([]);
  });
});

/** What the client parses, with the schema it parses it by. */
const contracts: readonly [route: RegExp, status: number, schema: z.ZodType][] = [
  [/^POST (\/api)?\/prompt$/, 200, acceptedSchema],
  [/^POST (\/api)?\/prompt$/, 400, refusedSchema],
  [/^GET (\/api)?\/history\b\S*$/, 200, historySchema],
  [/^GET (\/api)?\/queue$/, 200, queueSchema],
  [/^GET \/features$/, 200, featuresSchema],
  [/^GET \/object_info\b\S*$/, 200, objectInfoSchema],
  [/^POST \/upload\/\S+$/, 200, uploadedSchema],
  [/^GET \/api\/jobs(\?\S*)?$/, 200, jobsSchema],
  [/^GET \/api\/jobs\/[^/\s]+$/, 200, jobSchema],
  [/^GET \/api\/jobs\/[^/\s]+$/, 404, noJobSchema],
  [/^POST \/api\/jobs\/\S*cancel$/, 200, cancelledSchema],
];

/** Bodies that the client reads as bytes, not at all, or never asks for. */
const notOurs = [
  /^(OPTIONS|HEAD|DELETE|PUT|PATCH) /,
  /^POST (\/api)?\/(interrupt|queue|free|history|nothing|settings|userdata|users|prompt\/|view|internal)/,
  /^GET (\/api)?\/(view|prompt|embeddings|extensions|i18n|internal|models|experiment|settings|userdata|users|v2)/,
  /^GET (\/api)?\/(workflow_templates|view_metadata|global_subgraphs|node_replacements|system_stats|ws|assets)/,
  /^GET (\/api)?\/(nothing|jobs$|$)/,
];

function exchangeOf(line: RecordedLine) {
  if (line.kind !== "http") return null;
  const { request, response } = line;
  const { status, body } = response;
  const text = response.body_text ?? stringifyExactJson(body ?? response.body_partial ?? null);
  return {
    route: `${request.method} ${request.path}`,
    status,
    body,
    isWhole: body !== undefined && body !== null,
    reply: { status, headers: {}, bytes: new TextEncoder().encode(text) },
  };
}

function buildFrame(facts: BinaryLine["bytes"]): Uint8Array {
  const { event } = facts;
  const named = facts.metadata ? stringifyExactJson(facts.metadata) : (facts.node_id ?? "");
  const head = event === 1 ? Buffer.alloc(0) : Buffer.from(named);
  const words = Buffer.alloc(8);
  words.writeUInt32BE(event, 0);
  words.writeUInt32BE(event === 1 ? (facts.image_type ?? 0) : head.length, 4);
  return Buffer.concat([words, head, Buffer.from(event === 3 ? (facts.text ?? "") : "filler")]);
}
