/** A message as a client of the stream gets it; `id` is null on those that are never replayed. */
export type Received = { id: string | null; event: string; data: Record<string, unknown> };

/**
 * Reads a stream message by message, as an EventSource does: comments and `retry` are left out, and so are events
 * whose subject does not begin with `prefix`. A stream begins before the oldest open transaction of the whole cluster,
 * so it may repeat what an earlier test wrote.
 */
export function readStream(stream: ReadableStream<Uint8Array>, prefix = "") {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = "";

  async function next(): Promise<Received | null> {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end === -1) {
        const { value, done } = await reader.read();
        if (done) return null;
        text += decoder.decode(value, { stream: true });
        continue;
      }
      const received = parse(text.slice(0, end));
      text = text.slice(end + 2);
      if (received !== null && isWanted(received)) return received;
    }
  }

  function isWanted({ data }: Received): boolean {
    const subject = data["subject"];
    return typeof subject !== "string" || subject.startsWith(prefix);
  }

  return {
    /** The next message, null at the end of the stream. */
    next,
    async take(count: number): Promise<Received[]> {
      const list: Received[] = [];
      while (list.length < count) {
        const received = await next();
        if (received === null) throw new Error(`The stream ended after ${list.length} of ${count} messages.`);
        list.push(received);
      }
      return list;
    },
    close: () => reader.cancel(),
  };
}

function parse(block: string): Received | null {
  const fields = new Map(
    block.split("\n").map((line) => [line.split(": ")[0] ?? "", line.slice(line.indexOf(": ") + 2)]),
  );
  const event = fields.get("event");
  if (event === undefined) return null;
  return {
    id: fields.get("id") ?? null,
    event,
    data: JSON.parse(fields.get("data") ?? "{}") as Record<string, unknown>,
  };
}
