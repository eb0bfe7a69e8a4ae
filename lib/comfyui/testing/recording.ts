import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { ExactObject } from "#lib/json";
import { parseExactJson } from "#lib/json";
import type { PyJson } from "#lib/comfyui/simulator/python-json";
import { parsePythonJson, writePythonJson } from "#lib/comfyui/simulator/python-json";

/** Exchanges with real ComfyUI servers, one line each, in the order in which the recording client saw them. */
export type RecordedVersion = "0.3.64" | "0.33.0";
export const recordedVersions: readonly RecordedVersion[] = ["0.3.64", "0.33.0"];

export type RecordedRequest = {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
  /** The body as it is to be sent: floats such as 0.0 are still floats here. */
  bodyJson?: string;
  body_text?: string;
  multipart?: { name: string; filename?: string; content_type?: string; content: string }[];
};

export type RecordedResponse = {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
  body_partial?: unknown;
  body_text?: string;
  bytes?: { length: number; magic: string };
  summary?: ExactObject;
};

export type HttpLine = {
  kind: "http";
  label?: string;
  remark?: string;
  request: RecordedRequest;
  response: RecordedResponse;
};

export type WsMessage = { type: string; data: ExactObject };
export type WsLine = {
  kind: "ws";
  socket: string;
  message?: WsMessage;
  message_partial?: WsMessage;
};

export type BinaryLine = {
  kind: "ws-binary";
  socket: string;
  bytes: {
    event: number;
    image_type?: number;
    metadata?: ExactObject;
    node_id?: string;
    text?: string;
    magic?: string;
  };
};

export type NoteLine = {
  kind: "note";
  event?: "scenario" | "sockets" | "open" | "send" | "close" | "wait";
  text?: string;
  socket?: string;
  sockets?: { socket: string; client_id: string | null }[];
  request?: RecordedRequest;
  message?: unknown;
  frames?: string[];
  data?: { frame_lengths?: number[] };
};

export type RecordedLine = HttpLine | WsLine | BinaryLine | NoteLine;

const folder = path.join(import.meta.dirname, "recordings");

export function recordingNames(version: RecordedVersion): string[] {
  return readdirSync(path.join(folder, version))
    .filter((name) => name.endsWith(".jsonl"))
    .map((name) => name.slice(0, -".jsonl".length));
}

/** Integers beyond 2^53 come as `bigint`. */
export function readRecording(version: RecordedVersion, name: string): RecordedLine[] {
  return readFileSync(path.join(folder, version, `${name}.jsonl`), "utf8")
    .split("\n")
    .filter(Boolean)
    .map(readLine);
}

function readLine(text: string): RecordedLine {
  const line = parseExactJson(text) as unknown as RecordedLine;
  if (line.kind !== "http" || line.request.body === undefined) return line;
  const { request } = parsePythonJson(text) as { request: { body: PyJson } };
  return { ...line, request: { ...line.request, bodyJson: writePythonJson(request.body) } };
}
