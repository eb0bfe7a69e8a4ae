import { createHash, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createFileStore } from "#lib/output/file-store";
import { openEventStream } from "../kit/event-stream.ts";
import type { Rig, RigWeb } from "../kit/rig.ts";
import { leastBytes, type Contender } from "./contender.ts";
import { workflowName } from "./wrapped-workflow.ts";

type Told = { subject: string; data: { status?: string; runId?: string; sha256?: string } };

/** A run that was submitted and is not over: `over` gives it the sha256 of its output. */
type Waiting = { sha256: string | null; over: (sha256: string) => void; fail: (error: Error) => void };

/**
 * Ours, as a program uses it: a run is posted, and over when the event stream says so, which it does once run, audit
 * row, output and event are committed. Then the stored file is read and its hash compared.
 */
export async function openProofsheet(rig: Rig, web: RigWeb): Promise<Contender> {
  const files = createFileStore(rig.files);
  const waiting = new Map<string, Waiting>();
  let greet: () => void = () => undefined;
  const greeted = new Promise<void>((resolve) => (greet = resolve));
  const stream = openEventStream({
    url: `${web.url}/api/v1/events`,
    key: web.key,
    lastEventId: null,
    onMessage: ({ event, data }) => {
      greet();
      hear(event, JSON.parse(data) as Told);
    },
    onEnd: () => waiting.forEach(({ fail }) => fail(new Error("The event stream ended."))),
  });
  await stream.opened;
  await greeted;

  /** What the stream told of runs whose id was not yet known: the answer to the POST may be overtaken. */
  function entryOf(id: string): Waiting {
    const entry = waiting.get(id) ?? { sha256: null, over: () => undefined, fail: () => undefined };
    waiting.set(id, entry);
    return entry;
  }

  function hear(event: string, { subject, data }: Told): void {
    if (event === "ready") return;
    if (event === "output.created") entryOf(data.runId ?? "").sha256 = data.sha256 ?? null;
    if (event !== "run.changed" || (data.status !== "succeeded" && data.status !== "failed")) return;
    const entry = entryOf(subject);
    if (data.status === "succeeded" && entry.sha256 !== null) entry.over(entry.sha256);
    else entry.fail(new Error(`Run ${subject} ended as ${data.status}.`));
  }

  async function post(colour: number): Promise<string> {
    const reply = await fetch(`${web.url}/api/v1/runs`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${web.key}`,
        "content-type": "application/json",
        "idempotency-key": randomUUID(),
      },
      body: JSON.stringify({ workflow: workflowName, params: { colour } }),
    });
    if (reply.status !== 201)
      throw new Error(`A run was answered with ${reply.status}: ${await reply.text()}`);
    const { items } = (await reply.json()) as { items: { id: string }[] };
    return items[0]?.id ?? "";
  }

  return {
    name: "Proofsheet",
    async submit(colour) {
      const id = await post(colour);
      const sha256 = await new Promise<string>((over, fail) => Object.assign(entryOf(id), { over, fail }));
      waiting.delete(id);
      const stored = await files.open(sha256, "original");
      if (stored === null) throw new Error(`Run ${id} succeeded and its file is not there.`);
      const bytes = await readFile(stored.path);
      const isRight = createHash("sha256").update(bytes).digest("hex") === sha256;
      if (!isRight || bytes.byteLength < leastBytes)
        throw new Error(`Run ${id} has another file than it says.`);
    },
    close: () => stream.cut(),
  };
}
