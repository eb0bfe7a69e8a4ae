import type { ApiProblem } from "#lib/http/browser/api-problem";
import type { OutputView } from "#lib/output/output-schema";
import type { UndoAnswer } from "#lib/review/decision-schema";
import type { StepUndone } from "#lib/review/step-schema";
import type { Conflict } from "#lib/review/browser/desk/desk";
import type { Ruling } from "./judge.ts";

/** What became of a verdict, for whoever tells the reviewer. */
export type News =
  | { type: "given"; row: OutputView; ruling: Ruling }
  | { type: "failed"; id: string; problem: ApiProblem }
  /** The verdict is kept: it goes out once somebody has signed in here again. */
  | { type: "signed-out"; problem: ApiProblem }
  | { type: "conflict"; id: string; conflict: Conflict }
  /** With what had been written for the verdict, where that is nowhere else now. */
  | { type: "undone"; answer: UndoAnswer; note: string | null }
  | { type: "many-undone"; answer: StepUndone }
  /** It had not been sent, and is not any more. */
  | { type: "unsent-undone"; id: string }
  | { type: "undo-overtaken"; row: OutputView }
  | { type: "undo-failed"; problem: ApiProblem };
