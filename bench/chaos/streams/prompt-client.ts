import { readStream } from "#lib/event/testing/stream-reader";

/** A client that reads as fast as it can, and how long each event took from its writing to here. */
export type PromptClient = {
  /** Subjects in the order they came. */
  readonly subjects: string[];
  readonly delaysMs: number[];
  end(): void;
};

/** Opens the stream, from `lastEventId` on when there is one, and resolves once it is told its place or runs. */
export async function openPromptClient(
  url: string,
  key: string,
  prefix: string,
  lastEventId: string | null = null,
): Promise<PromptClient> {
  const leaving = new AbortController();
  const headers: Record<string, string> = { authorization: `Bearer ${key}` };
  if (lastEventId !== null) headers["last-event-id"] = lastEventId;
  const reply = await fetch(`${url}/api/v1/events`, { headers, signal: leaving.signal });
  if (reply.body === null) throw new Error(`The stream was answered with ${reply.status}.`);
  const stream = readStream(reply.body, prefix);
  if (lastEventId === null) await stream.next();
  const subjects: string[] = [];
  const delaysMs: number[] = [];

  async function read(): Promise<void> {
    for (let next = await stream.next(); next !== null; next = await stream.next()) {
      const { subject, data } = next.data as { subject?: string; data?: { sentAt?: number } };
      if (subject === undefined) continue;
      subjects.push(subject);
      delaysMs.push(Date.now() - (data?.sentAt ?? Number.NaN));
    }
  }

  void read().catch(() => undefined);
  return { subjects, delaysMs, end: () => leaving.abort() };
}
