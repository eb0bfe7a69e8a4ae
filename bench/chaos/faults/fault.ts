import type { Random } from "../../kit/random.ts";
import type { Arena } from "../arena/arena.ts";
import type { Load } from "../arena/load.ts";

export type Injection = { arena: Arena; random: Random; variant: string; load: Load };

/** One class of fault: how it is brought about, at a moment that the dice choose, and taken away again. */
export type Fault = {
  /** As in docs/chaos.md. */
  id: string;
  what: string;
  /** Taken in turns; a single one for a fault that comes in one form. */
  variants: readonly string[];
  /** Why it cannot be brought about on this machine; null when it can. */
  missing?(arena: Arena): string | null;
  /** Does it while `load` is under way; resolves with a sentence on what was done when it is over. Lines and servers are mended by the caller. */
  inject(injection: Injection): Promise<string>;
};
