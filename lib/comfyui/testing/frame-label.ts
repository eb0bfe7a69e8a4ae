import type { BinaryLine, WsLine, WsMessage } from "./recording.ts";

/** What a frame is compared by: ids, times and counts say nothing about order. */
export function labelOf(line: WsLine | BinaryLine): string {
  if (line.kind === "ws-binary") return `binary:${line.bytes.event}`;
  return labelOfMessage(line.message ?? line.message_partial ?? { type: "unknown", data: {} });
}

export function labelOfMessage({ type, data }: WsMessage): string {
  if (type !== "executing") return type;
  return data["node"] === null ? "executing:end" : "executing:node";
}

export function labelOfFrame(frame: Buffer, isBinary: boolean): string {
  return isBinary
    ? `binary:${frame.readUInt32BE(0)}`
    : labelOfMessage(JSON.parse(frame.toString("utf8")) as WsMessage);
}

const ticking = new Set(["progress_state", "progress", "binary:1", "binary:4"]);

/** One mark for each stretch of ticks, where their number depends on timing. */
export function collapseTicks(labels: readonly string[]): string[] {
  const collapsed: string[] = [];
  for (const label of labels) {
    const mark = ticking.has(label) ? "ticks" : label;
    if (mark !== "ticks" || collapsed.at(-1) !== "ticks") collapsed.push(mark);
  }
  return collapsed;
}
