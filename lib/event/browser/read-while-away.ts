import { readConnection, subscribeConnection } from "./connection.ts";

const everyMs = 5000;

/** Calls `read` again and again for as long as the stream cannot be had. Returns a function that stops. */
export function readWhileAway(read: () => void): () => void {
  let timer: ReturnType<typeof setInterval> | undefined;
  function follow(): void {
    clearInterval(timer);
    if (readConnection() === "polling") timer = setInterval(read, everyMs);
  }
  follow();
  const unsubscribe = subscribeConnection(follow);
  return () => {
    clearInterval(timer);
    unsubscribe();
  };
}
