/**
 * Milliseconds since the epoch, to the microsecond. Processes on one machine may compare theirs, and so does the
 * simulator's ledger.
 */
export function now(): number {
  return performance.timeOrigin + performance.now();
}
