import { Socket } from "node:net";
import type { Duplex } from "node:stream";

/**
 * Gives a connection up when what was asked on it has not been answered for `silentMs`; one on which nothing was asked
 * may rest. TCP alone may believe for a quarter of an hour in a database that is long gone (a failed switch, a firewall
 * that forgot the connection), and a query would wait for it as long.
 */
export function endSilence(line: Duplex, silentMs: number): void {
  if (!(line instanceof Socket)) return;
  let answeredBytes = line.bytesWritten;
  // Before anybody else hears it: whoever waits for the connection may ask the next thing while this answer is still
  // being told, and that would else count as answered, and be waited for without an end.
  line.prependListener("data", () => (answeredBytes = line.bytesWritten));
  line.setTimeout(silentMs, () => {
    if (line.bytesWritten === answeredBytes) return;
    line.destroy(Object.assign(new Error("The database has fallen silent."), { code: "ECONNRESET" }));
  });
}
