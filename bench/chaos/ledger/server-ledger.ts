import type { LedgerSnapshot } from "#lib/comfyui/simulator/ledger";

/** What one server did, told by itself over all the lives of its process. */
export type ServerLedger = {
  name: string;
  /** One snapshot a life, the last one as it is now. */
  lives: readonly LedgerSnapshot[];
  /** When it forgot everything, milliseconds since the epoch. */
  forgotAt: readonly number[];
};

export type Execution = {
  promptId: string;
  server: string;
  /** How often it was started, anywhere. */
  count: number;
  /** Null for one that never ended: it went down with its process. */
  outcome: "success" | "error" | "interrupted" | null;
  /** Whether its server forgot it after it had ended well: then nobody could have fetched the result. */
  isForgotten: boolean;
};

/** Every prompt that was ever started, on all servers together. */
export function readExecutions(servers: readonly ServerLedger[]): Map<string, Execution> {
  const all = new Map<string, Execution>();
  for (const { name, lives, forgotAt } of servers) {
    for (const life of lives) {
      for (const [promptId, count] of Object.entries(life.executions)) {
        const known = all.get(promptId);
        const ended = life.finished.findLast((entry) => entry.promptId === promptId);
        all.set(promptId, {
          promptId,
          server: name,
          count: count + (known?.count ?? 0),
          outcome: ended?.outcome ?? known?.outcome ?? null,
          isForgotten:
            known?.isForgotten === true || (ended !== undefined && forgotAt.some((at) => at >= ended.at)),
        });
      }
    }
  }
  return all;
}
