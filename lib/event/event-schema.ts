import { z } from "zod";

/**
 * Lines of the outbox and of the stream. `data` is small: who is concerned, and the fields a list shows, so that a
 * screen can update without asking again; anything larger is re-read by id.
 */
export const eventKinds = [
  "run.created",
  "run.changed",
  "output.created",
  "output.changed",
  "comment.created",
  "comment.changed",
  "session.changed",
  "claim.changed",
  "server.changed",
  "workflow.changed",
  "account.changed",
  "project.changed",
  "output.rated",
  "output.labelled",
  "output.archived",
  "output.reopened",
  "view.changed",
  "backfill.changed",
] as const;

export const eventSchema = z.object({
  /** Position in the stream, "xid-id"; give the last one back as Last-Event-ID. */
  id: z.string(),
  kind: z.enum(eventKinds),
  project: z.string().nullable().meta({ description: "Project id, or null for what concerns every project" }),
  subject: z.string().meta({ description: "Id of the run, output, comment, session, server or workflow" }),
  data: z.record(z.string(), z.unknown()),
  at: z.iso.datetime(),
});

export type EventKind = (typeof eventKinds)[number];
export type StreamEvent = z.infer<typeof eventSchema>;

/** Sent beside the numbered events, never replayed: how far a run is right now. */
export const progressSchema = z.object({
  runId: z.string(),
  fraction: z.number().min(0).max(1),
  node: z.object({ id: z.string(), title: z.string() }).nullable(),
  step: z.number().int().nullable(),
  steps: z.number().int().nullable(),
  previewUrl: z.string().nullable(),
});

export type RunProgress = z.infer<typeof progressSchema>;
