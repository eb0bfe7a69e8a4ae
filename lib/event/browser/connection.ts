/** `polling`: the stream cannot be had for a while, so screens read again every few seconds. */
export type Connection = "connecting" | "live" | "reconnecting" | "polling";

let connection: Connection = "connecting";
const listeners = new Set<() => void>();

export function readConnection(): Connection {
  return connection;
}

export function setConnection(next: Connection): void {
  if (next === connection) return;
  connection = next;
  for (const listener of listeners) listener();
}

export function subscribeConnection(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
