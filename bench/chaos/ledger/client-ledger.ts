/** One submission and what its client was told. Every reply is kept, also those to the same key sent again. */
export type ToldSubmit = { key: string; body: string; status: number; answer: string; runIds: string[] };

/** One decision and what its reviewer was told: `revision` is the answer's, null when it was refused. */
export type ToldDecision = {
  outputId: string;
  verdict: "approved" | "rejected" | "reseeded" | "withdrawn";
  expected: number;
  status: number;
  revision: number | null;
};

/** What one stream client saw, over all its connections. Positions are "xid-id", as the stream names them. */
export type SeenStream = {
  name: string;
  /** Where it began; null until the server said so. */
  from: string | null;
  positions: string[];
  /** How often it was told to read everything again. */
  resets: number;
};

/** What the people and programs outside were told: the first of the three witnesses, and never the product itself. */
export type ClientLedger = {
  readonly submits: ToldSubmit[];
  readonly decisions: ToldDecision[];
  /** Runs somebody asked to cancel, acknowledged or not. */
  readonly cancels: Set<string>;
  readonly streams: SeenStream[];
};

export function openClientLedger(): ClientLedger {
  return { submits: [], decisions: [], cancels: new Set(), streams: [] };
}

/** The runs that clients were promised. */
export function acknowledgedRuns({ submits }: ClientLedger): Set<string> {
  return new Set(submits.flatMap(({ runIds }) => runIds));
}
