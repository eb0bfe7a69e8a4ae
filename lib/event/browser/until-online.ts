import { readConnection, subscribeConnection } from "./connection.ts";

/** The network comes back without a word as often as with one. */
const triesEveryMs = 5000;

/** Resolves when the network may be there again: the browser says so, the event stream lives, or it is worth a try. */
export function untilOnline(): Promise<void> {
  return new Promise((resolve) => {
    function done() {
      clearTimeout(timer);
      unsubscribe();
      window.removeEventListener("online", done);
      resolve();
    }
    const timer = setTimeout(done, triesEveryMs);
    const unsubscribe = subscribeConnection(() => {
      if (readConnection() === "live") done();
    });
    window.addEventListener("online", done);
  });
}
