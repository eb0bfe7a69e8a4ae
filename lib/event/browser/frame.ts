import type { EventKind, RunProgress, StreamEvent } from "#lib/event/event-schema";

/**
 * What can come down the stream: a numbered event, a progress frame (never replayed), where a fresh stream begins, or
 * the word that the place we asked to resume from is gone and everything on screen must be read again.
 */
export type Frame =
  | { type: "event"; event: StreamEvent }
  | { type: "progress"; progress: RunProgress }
  | { type: "ready" | "reset"; id: string | null };

/** The names under which the stream sends events. Typed so that a new kind in the schema does not compile here. */
const kinds: Record<EventKind, true> = {
  "run.created": true,
  "run.changed": true,
  "output.created": true,
  "output.changed": true,
  "comment.created": true,
  "comment.changed": true,
  "session.changed": true,
  "claim.changed": true,
  "server.changed": true,
  "workflow.changed": true,
  "account.changed": true,
  "project.changed": true,
  "output.rated": true,
  "output.labelled": true,
  "output.archived": true,
  "output.reopened": true,
  "view.changed": true,
  "backfill.changed": true,
};

export const frameNames: readonly string[] = [...Object.keys(kinds), "progress", "ready", "reset"];

/** Reads one message of the stream; null for what we do not know, which a newer server may well send. */
export function parseFrame(name: string, data: string, id: string): Frame | null {
  if (name === "ready" || name === "reset") return { type: name, id: id === "" ? null : id };
  const value = parseObject(data);
  if (value === null) return null;
  if (name === "progress") {
    return typeof value["runId"] === "string" ? { type: "progress", progress: value as RunProgress } : null;
  }
  if (!Object.hasOwn(kinds, name) || typeof value["subject"] !== "string") return null;
  return { type: "event", event: { ...(value as StreamEvent), kind: name as EventKind, id } };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
