import { describe, expect, it } from "vitest";
import { stringifyExactJson, type ExactObject } from "#lib/json";
import { decodeBinaryFrame } from "./binary-frame.ts";
import { advance, startProgress } from "./execution-progress.ts";
import { readOutcome } from "./outcome.ts";
import { readPromptAnswer } from "./prompt-answer.ts";
import {
  featuresSchema,
  historySchema,
  queueSchema,
  uploadedSchema,
  cancelledSchema,
} from "./protocol-schema.ts";
import { parseSocketMessage, promptOf } from "./socket-message-schema.ts";
import {
  readRecording,
  recordedVersions,
  recordingNames,
  type BinaryLine,
  type RecordedLine,
} from "./testing/recording.ts";

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

  it("parses every complete message", () => {
    const messages = all.flatMap(({ place, line }) =>
      line.kind === "ws" && line.message ? [{ place, text: stringifyExactJson(line.message) }] : [],
    );
    expect(messages.length).toBeGreaterThan(500);
    const unread = messages.filter(({ text }) => parseSocketMessage(text) === null);
    expect(unread.map(({ place, text }) => `${place} ${text.slice(0, 80)}`)).toEqual([]);
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
      const outcome = readPromptAnswer(exchange.reply);
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

  it("reads every other answer by its schema", () => {
    const schemas = [
      [/^GET \/history/, historySchema],
      [/^GET \/queue$/, queueSchema],
      [/^GET \/features$/, featuresSchema],
      [/^POST \/upload\//, uploadedSchema],
      [/^POST \/api\/jobs\/[^/]+\/cancel$/, cancelledSchema],
    ] as const;
    const seen = new Set<string>();
    for (const { place, line } of all) {
      const exchange = exchangeOf(line);
      if (!exchange?.isWhole || exchange.status !== 200) continue;
      const [pattern, schema] = schemas.find(([route]) => route.test(exchange.route)) ?? [];
      if (!pattern || !schema) continue;
      seen.add(String(pattern));
      const result = schema.safeParse(exchange.body);
      expect(result.error?.message, place).toBeUndefined();
    }
    expect(seen.size).toBe(schemas.length);
  });
});

describe("how each recorded prompt ended", () => {
  const ends = (file: string) =>
    recordings
      .filter(({ name }) => name === file)
      .map(({ lines }) => ({ socket: socketEnds(lines), history: historyEnds(lines) }));

  it.each([
    ["success", ["success"], ["done"]],
    ["cached", ["success"], ["done"]],
    ["error", ["error"], ["failed"]],
    ["error-oom", ["error"], ["failed"]],
    ["interrupt", ["interrupted"], ["interrupted"]],
    ["blocked-with-message", ["success"], ["done"]],
    ["output-without-ui", ["success", "success"], ["done", "done"]],
  ])("%s", (file, socket, history) => {
    const both = ends(file);
    expect(both).toHaveLength(2);
    for (const end of both) {
      expect(end.socket).toEqual(socket);
      for (const kind of end.history) expect(history).toContain(kind);
    }
  });

  it("sees no end where no client id was sent", () => {
    for (const end of ends("no-client-id")) expect(end.socket.filter((one) => one !== null)).toEqual([]);
  });
});

/** The end state of each prompt, in order of first mention, as a socket of its own client sees it. */
function socketEnds(lines: readonly RecordedLine[]): (string | null)[] {
  const prompts = new Map<string, ReturnType<typeof startProgress>>();
  for (const line of lines) {
    if (line.kind !== "ws" || !line.message) continue;
    const message = parseSocketMessage(stringifyExactJson(line.message));
    const id = message && promptOf(message);
    if (!message || id === null) continue;
    prompts.set(
      id,
      advance(prompts.get(id) ?? startProgress(new Map(["1", "2", "3", "4"].map((id) => [id, 1]))), message),
    );
  }
  return [...prompts.values()].map(({ ended }) => ended);
}

function historyEnds(lines: readonly RecordedLine[]): string[] {
  return lines.flatMap((line) => {
    const exchange = exchangeOf(line);
    if (!exchange?.isWhole || !/^GET \/history\/./.test(exchange.route)) return [];
    return Object.values(historySchema.parse(exchange.body)).map((entry) => readOutcome(entry).kind);
  });
}

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
    reply: { status, headers: new Headers(), bytes: new TextEncoder().encode(text) },
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
