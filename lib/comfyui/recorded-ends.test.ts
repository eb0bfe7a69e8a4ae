import { describe, expect, it } from "vitest";
import { stringifyExactJson } from "#lib/json";
import { advance, startProgress, type ExecutionProgress } from "./execution-progress.ts";
import { readOutcome } from "./outcome.ts";
import {
  acceptedSchema,
  historyEntrySchema,
  historySchema,
  jobSchema,
  jobsSchema,
  type HistoryEntry,
} from "./protocol-schema.ts";
import { parseSocketMessage, promptOf } from "./socket-message-schema.ts";
import { readRecording, recordedVersions, recordingNames, type HttpLine } from "./testing/recording.ts";

type End = "done" | "failed" | "interrupted" | "unknown";

/**
 * How the prompts of each recording ended, in order of first mention, as far as the recording tells. A name with a
 * version holds for that one alone; recordings that post nothing, or whose bodies were not kept, have no prompts.
 */
const ends: Record<string, readonly End[]> = {
  "async-parallel": ["done"],
  "blocked-silent": ["done"],
  "blocked-with-message": ["done"],
  cached: ["done"],
  "cached-renumbered-ids": ["done"],
  "cache-eviction": ["done", "done"],
  "duplicate-prompt-id": ["done"],
  "duplicate-prompt-id-same-number": ["done", "done"],
  "duplicate-sockets": ["done", "unknown"],
  error: ["failed"],
  "error-no-client-id": ["unknown"],
  "error-oom": ["failed"],
  "error-save-outside-output": ["failed"],
  "http-prompt 0.3.64": ["done", "unknown", ...Array<End>(10).fill("done")],
  "http-prompt 0.33.0": ["done", "unknown", ...Array<End>(8).fill("done")],
  "http-queue-history": ["done", "done"],
  interrupt: ["interrupted"],
  "interrupt-no-client-id": ["interrupted"],
  "interrupt-targeted": ["interrupted"],
  "interrupt-while-idle": ["done"],
  jobs: ["interrupted", "unknown", "unknown", "unknown"],
  "no-client-id": ["unknown"],
  "no-client-id-progress-preview": ["unknown"],
  "output-without-ui": ["done", "done"],
  preview: ["done", "done"],
  "queue-order-delete-clear": ["done", "unknown", "unknown", "unknown"],
  reconnect: ["done"],
  "special-values": ["unknown", "unknown", "unknown"],
  "stalled-socket": ["unknown", "unknown"],
  subgraph: ["done"],
  "subgraph-error": ["failed"],
  success: ["done"],
  "text-output-and-text-frame": ["done"],
  "unreachable-nodes": Array<End>(5).fill("unknown"),
};

const jobEnds = new Map<string, End>([
  ["completed", "done"],
  ["failed", "failed"],
  ["cancelled", "interrupted"],
]);

/** Follows every prompt of a recording line by line, as one client would that owns all sockets. */
class Follower {
  readonly #progress = new Map<string, ExecutionProgress>();
  readonly #told = new Map<string, End>();
  readonly #seen = new Set<string>();

  hear(text: string): void {
    const message = parseSocketMessage(text);
    const id = message && promptOf(message);
    if (message === null || id === null) return;
    this.#seen.add(id);
    const before =
      this.#progress.get(id) ??
      startProgress(
        new Map([
          ["1", 1],
          ["2", 2],
          ["3", 1],
        ]),
      );
    const after = advance(before, message);
    expect(after.fraction, "progress never falls").toBeGreaterThanOrEqual(before.fraction);
    if (before.ended !== null) expect(after.ended, "an end is an end").toBe(before.ended);
    this.#progress.set(id, after);
  }

  read({ request, response }: HttpLine): void {
    const route = `${request.method} ${request.path.replace(/^\/api(?!\/jobs)/, "")}`;
    const { body, status, summary } = response;
    if (status !== 200) return;
    if (summary?.["entry"] !== undefined) this.#remember(historyEntrySchema.parse(summary["entry"]));
    if (body === null || body === undefined) return;
    if (route === "POST /prompt") this.#seen.add(acceptedSchema.parse(body).prompt_id);
    else if (route.startsWith("GET /history")) {
      for (const entry of Object.values(historySchema.parse(body))) this.#remember(entry);
    } else if (/^GET \/api\/jobs(\?|$)/.test(route)) {
      for (const job of jobsSchema.parse(body).jobs) this.#tellJob(job);
    } else if (route.startsWith("GET /api/jobs/")) this.#tellJob(jobSchema.parse(body));
  }

  /** History is the truth; where it was not recorded, what the socket said. */
  ends(): End[] {
    return [...this.#seen].map((id) => this.#told.get(id) ?? this.#heard(id));
  }

  #remember(entry: HistoryEntry): void {
    if (entry.prompt) this.#tell(entry.prompt[1], readOutcome(entry).kind);
  }

  #tellJob({ id, status }: { id: string; status: string }): void {
    const end = jobEnds.get(status);
    if (end !== undefined) this.#tell(id, end);
  }

  #tell(id: string, end: End): void {
    this.#seen.add(id);
    const heard = this.#heard(id);
    if (heard !== "unknown") expect(end, "the socket and the history agree").toBe(heard);
    this.#told.set(id, end);
  }

  #heard(id: string): End {
    const ended = this.#progress.get(id)?.ended;
    if (ended === "success") return "done";
    return ended === "error" ? "failed" : (ended ?? "unknown");
  }
}

describe.each(recordedVersions)("how the prompts recorded from %s ended", (version) => {
  it.each(recordingNames(version))("%s", (name) => {
    const follower = new Follower();
    for (const line of readRecording(version, name)) {
      if (line.kind === "ws") follower.hear(stringifyExactJson(line.message ?? line.message_partial ?? null));
      if (line.kind === "http") follower.read(line);
    }
    expect(follower.ends()).toEqual(ends[`${name} ${version}`] ?? ends[name] ?? []);
  });
});
