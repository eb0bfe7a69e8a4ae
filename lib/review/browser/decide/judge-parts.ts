import type { OutputView } from "#lib/output/output-schema";
import type { DeskStore } from "#lib/review/browser/desk/desk-store";
import type { Ruling } from "./judge.ts";
import type { News } from "./news.ts";
import type { Patience } from "./retry-write.ts";
import type { Sitting } from "./sitting.ts";
import type { Unsent, UnsentWrites } from "./unsent.ts";
import type { VerdictApi } from "./verdict-api.ts";

export type JudgeParts = {
  desk: DeskStore;
  sitting: Sitting;
  unsent: UnsentWrites;
  api: VerdictApi;
  /** The session that verdicts given now belong to; null outside of sessions. */
  sessionId: () => string | null;
  /** Who judges here. */
  personId: string;
  /** Reads an output that is not in the list. */
  find: (id: string) => Promise<OutputView>;
  /** Takes an output into the list as the current one. */
  show: (row: OutputView) => Promise<void>;
  wait: Patience["wait"];
  untilOnline: Patience["untilOnline"];
  tell: (news: News) => void;
};

export type Judge = {
  /** Shows the verdict at once, sends it, and takes it back from the screen when the server refuses. */
  give(id: string, ruling: Ruling): Promise<void>;
  /**
   * Sends what an earlier page left behind, as far as no other tab has done so meanwhile; but for verdicts on many:
   * `resendMany` does.
   */
  resend(left: readonly Unsent[]): Promise<void>;
  /** Sends what is kept for somebody who was signed out, if they are signed in again by now. */
  sendKeptBack(): Promise<void>;
  /** Withdraws the last step of this sitting. Resolves when the server has answered. */
  undo(): Promise<void>;
  /** Whether a step is being taken back: what comes before it may not be known yet. */
  isUndoing(): boolean;
};
