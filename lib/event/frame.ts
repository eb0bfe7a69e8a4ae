import type { EventKind, RunProgress } from "./event-schema.ts";
import type { Position } from "./position.ts";
import type { PositionedEvent } from "./read-events.ts";

/** A message ready to be sent, encoded once for all who get it. `projectId` null is for everybody. */
export type Frame = { readonly projectId: string | null; readonly bytes: Uint8Array };
export type EventFrame = Frame & { readonly position: Position; readonly kind: EventKind };
export type ProgressFrame = Frame & { readonly runId: string };

const encoder = new TextEncoder();

export function eventFrame({ position, event }: PositionedEvent): EventFrame {
  return {
    position,
    kind: event.kind,
    projectId: event.project,
    bytes: message(event.kind, event, event.id),
  };
}

/** Without an id: progress is never replayed. */
export function progressFrame(projectId: string, progress: RunProgress): ProgressFrame {
  return { projectId, runId: progress.runId, bytes: message("progress", progress) };
}

/** One message of the stream. JSON has no line breaks, so it always is a single data line. */
export function message(event: string, data: object, id?: string): Uint8Array {
  const position = id === undefined ? "" : `id: ${id}\n`;
  return encoder.encode(`${position}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

/** A line that clients ignore; keeps proxies from closing a quiet connection. */
export function comment(text: string): Uint8Array {
  return encoder.encode(`: ${text}\n\n`);
}

/** How long a browser waits before it comes back, milliseconds. */
export function retryAfter(ms: number): Uint8Array {
  return encoder.encode(`retry: ${ms}\n\n`);
}
