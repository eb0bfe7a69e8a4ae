/** Every interval of the worker, in milliseconds, in one place. Tests pass shorter ones. */
export const usualTimings = {
  /** How long a silent worker keeps its attempts. Compared only with the database's clock. */
  lease: 5000,
  renew: 5000 / 3,
  /** NOTIFY makes it fast, this poll makes it certain. */
  queuePoll: 1000,
  probe: 2000,
  /** How often history is asked while an attempt runs; the socket makes it faster. */
  follow: 1000,
  /** Between two looks that both find nothing, before a prompt counts as absent. */
  absentGap: 1000,
  /** The same while its POST was never answered: something on the way may still be holding it back. */
  doubtGap: 4000,
  /** The same while the socket it was posted beside has never broken: a server that has restarted would have cut it. */
  unbrokenGap: 10_000,
  /** When a POST has not been answered for so long, the server is asked whether it has the prompt. */
  answer: 5000,
  /** So long something on the way may hold a POST back and deliver it all the same. */
  underWay: 30_000,
  /** No status within this time after our own enqueue: the socket is deaf. */
  deaf: 3000,
  /** How long the first status of a fresh socket is waited for before a graph is posted. */
  socketOpen: 1000,
  /** No sign of life of an accepted prompt for so long: its worker thread is taken for dead. */
  stall: 15 * 60_000,
  /** A server that does not answer for so long loses its runs to others. */
  gone: 2 * 60_000,
  /** The same when somebody waits for a cancellation. */
  goneCancel: 10_000,
  cancelRepeat: 1000,
  progress: 250,
  /**
   * How long a finished picture waits at most, before it is unpacked, for the prompt of the run that has its slot now: that
   * run may have pictures to upload first, or a socket to open.
   */
  unpackPatience: 50,
  /** Between two tries to fetch a file, growing with each try. */
  fileRetry: 300,
  /** A file counts as missing when ComfyUI says so for so long: something in between may say it just as well. */
  fileAbsent: 10_000,
  /** Between two looks whether storage has room again. */
  spacePoll: 2000,
  /** A fresh list of node classes: while something is missing, and otherwise. */
  objectInfoMissing: 20_000,
  objectInfo: 10 * 60_000,
  /** How long a server may take to warm up before it is given runs all the same. */
  warmUp: 3 * 60_000,
  /** Between two tries of a step that failed unexpectedly. */
  surprise: 1000,
  /** What a stopping worker grants attempts that are about to end. */
  grace: 3000,
  workflowPoll: 3000,
  housekeeping: 60 * 60_000,
  /** After a run's end, before its thumbnails are begun: whoever looks at it now asks for just the size they need. */
  thumbnailRest: 250,
  /** How long thumbnails wait at most for attempts that are posted or collected. */
  thumbnailPatience: 1000,
  /** Between two looks for thumbnails that somebody owes for longer than that. */
  thumbnailSweep: 60_000,
  /** Between two words on how many thumbnails are due, while they are many. */
  backfill: 500,
  /** Lines of the audit wait about so long for their seal, and somebody who could alter them unseen has no longer. */
  sealAudit: 1000,
  /** Metrics are summed over what was counted since. */
  foldTallies: 10_000,
};

export type Timings = typeof usualTimings;
