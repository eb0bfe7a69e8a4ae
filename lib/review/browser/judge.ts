import type { CarriedCommentInput } from "#lib/comment/comment-schema";
import { newIdempotencyKey } from "#lib/http/browser/api";
import { asProblem, type ApiProblem } from "#lib/http/browser/api-problem";
import type { OutputView } from "#lib/output/output-schema";
import type { StepUndone } from "#lib/review/step-schema";
import type { UndoAnswer, Verdict } from "#lib/review/decision-schema";
import type { VaryRequest } from "#lib/review/reseed-schema";
import type { Conflict } from "./desk.ts";
import { ownVerdict } from "./own-verdict.ts";
import type { DeskStore } from "./desk-store.ts";
import { sendPatiently, type Patience } from "./retry-write.ts";
import { labelStep, type Sitting, type Step } from "./sitting.ts";
import type { Unsent, UnsentVerdicts } from "./unsent.ts";
import type { VerdictApi } from "./verdict-api.ts";
import { createWriteChain } from "./write-chain.ts";

export type Ruling = {
  verdict: Verdict;
  reason?: string;
  note?: string;
  /** What is said and drawn in the same breath. */
  comment?: CarriedCommentInput;
  /** Of a re-seed of many: how many runs each. */
  count?: number;
  /** A re-seed that is more than one run with a fresh seed. */
  vary?: VaryRequest;
};

/** What became of a verdict, for whoever tells the reviewer. */
export type News =
  | { type: "given"; row: OutputView; ruling: Ruling }
  | { type: "failed"; id: string; problem: ApiProblem }
  | { type: "conflict"; id: string; conflict: Conflict }
  | { type: "undone"; answer: UndoAnswer }
  | { type: "many-undone"; answer: StepUndone }
  | { type: "undo-overtaken"; row: OutputView }
  | { type: "undo-failed"; step: Step; problem: ApiProblem };

export type JudgeParts = {
  desk: DeskStore;
  sitting: Sitting;
  unsent: UnsentVerdicts;
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
  /** Sends what an earlier page could not. */
  resend(): Promise<void>;
  /** Withdraws the last step of this sitting. Resolves when the server has answered. */
  undo(): Promise<void>;
};

export function createJudge(parts: JudgeParts): Judge {
  const { desk, sitting, unsent, api, sessionId, personId, find, show, wait, untilOnline, tell } = parts;
  const chain = createWriteChain();

  /** The end of a write. While a newer one waits for the same output, its hope stays on screen. */
  function end(id: string, row?: OutputView): void {
    if (chain.isLast(id)) desk.dispatch({ type: "write-ended", id, ...(row && { row }) });
    else if (row) desk.dispatch({ type: "row-read", row });
  }

  function patienceFor(id: string): Patience {
    return { wait, untilOnline, held: (isHeldUp) => desk.dispatch({ type: "held-up", id, isHeldUp }) };
  }

  async function give(id: string, ruling: Ruling): Promise<void> {
    const row = desk.read().rows.get(id);
    if (row === undefined) return;
    const step: Step = { outputs: [id], verdict: ruling.verdict, label: labelStep([id], row.seed) };
    const key = newIdempotencyKey();
    const session = sessionId();
    desk.dispatch({ type: "conflict-settled", id });
    desk.dispatch({ type: "write-began", id, write: ruling.verdict });
    sitting.push(step);
    await chain.add(id, row.revision, async (expected) => {
      const body = { ...ruling, expected, ...(session !== null && { session }) };
      const isGiven = await send({ key, output: id, body });
      if (isGiven === null) sitting.remove(step);
      return isGiven ?? desk.read().rows.get(id)?.revision ?? null;
    });
  }

  /** Sends a verdict until it is answered, and shows what became of it. The revision it made; null when refused. */
  async function send({ key, output: id, body }: Unsent): Promise<number | null> {
    const { verdict: wanted, reason, note, comment } = body;
    const rest = {
      ...(reason !== undefined && { reason }),
      ...(note !== undefined && { note }),
      ...(comment !== undefined && { comment }),
    };
    unsent.add({ key, output: id, body });
    try {
      const after = await sendPatiently(() => api.decide(id, body, key), patienceFor(id));
      end(id, after);
      tell({ type: "given", row: after, ruling: { verdict: wanted, ...rest } });
      return after.revision;
    } catch (error) {
      const problem = asProblem(error);
      const current = currentOf(problem, id);
      if (current !== undefined && isUnseen(current)) {
        const again = { ...body, expected: current.revision };
        return await send({ key: newIdempotencyKey(), output: id, body: again });
      }
      if (current === undefined) {
        end(id);
        tell({ type: "failed", id, problem });
        return null;
      }
      const conflict: Conflict = { wanted, ...rest, current };
      desk.dispatch({ type: "conflicted", id, conflict });
      tell({ type: "conflict", id, conflict });
      return null;
    } finally {
      unsent.remove(key);
    }
  }

  async function resend(): Promise<void> {
    await Promise.all(
      unsent.all().map((verdict) => {
        desk.dispatch({ type: "write-began", id: verdict.output, write: verdict.body.verdict });
        return chain.add(verdict.output, verdict.body.expected, () => send(verdict));
      }),
    );
  }

  async function undo(): Promise<void> {
    const step = sitting.last();
    if (step === undefined) return;
    sitting.remove(step);
    try {
      const [only] = step.outputs;
      if (step.outputs.length === 1 && only !== undefined) await withdraw(only);
      else if (step.id !== undefined) await withdrawStep(step.id, step.outputs);
    } catch (error) {
      sitting.push(step);
      tell({ type: "undo-failed", step, problem: asProblem(error) });
      return;
    }
    if (sitting.last() === undefined) await sitting.recall().catch(() => undefined);
  }

  /** All of a bulk action at once. */
  async function withdrawStep(step: string, outputs: readonly string[]): Promise<void> {
    const key = newIdempotencyKey();
    const known = outputs.filter((id) => desk.read().rows.has(id));
    for (const id of known) desk.dispatch({ type: "write-began", id, write: "withdrawn" });
    const patience: Patience = { wait, untilOnline, held: () => undefined };
    try {
      const answer = await sendPatiently(() => api.undoStep(step, key), patience);
      for (const { output } of answer.items) if (output) desk.dispatch({ type: "row-read", row: output });
      const first = answer.items.find(({ status }) => status < 400)?.output;
      if (first) await show(first);
      tell({ type: "many-undone", answer });
    } finally {
      for (const id of known) end(id);
    }
  }

  async function withdraw(id: string): Promise<void> {
    const isListed = desk.read().rows.has(id);
    const row = desk.read().rows.get(id) ?? (await find(id));
    if (!chain.isBusy(id) && ownVerdict(row, personId) === null) {
      tell({ type: "undo-overtaken", row });
      return;
    }
    if (isListed) {
      desk.dispatch({ type: "write-began", id, write: "withdrawn" });
      desk.dispatch({ type: "moved", to: id });
    }
    let failure: unknown = null;
    const key = newIdempotencyKey();
    await chain.add(id, row.revision, async (expected) => {
      try {
        const answer = await sendPatiently(() => api.undo(id, expected, key), patienceFor(id));
        const { children: _children, ...after } = answer;
        end(id, after);
        if (!isListed) await show(after);
        tell({ type: "undone", answer });
        return after.revision;
      } catch (error) {
        failure = error;
        const current = currentOf(asProblem(error), id);
        end(id, current);
        return null;
      }
    });
    if (failure !== null) throw failure;
  }

  return { give, resend, undo };
}

/** Only somebody's verdict in a blind review was faster: nothing of it may be seen, so there is nothing to choose. */
function isUnseen({ panel, state }: OutputView): boolean {
  return panel !== null && panel.isBlind && state === "pending" && panel.own === null;
}

/** The output that a 409 carries. */
function currentOf(problem: ApiProblem, id: string): OutputView | undefined {
  if (problem.code !== "conflict") return undefined;
  const current = problem.current as Partial<OutputView> | undefined;
  return current?.id === id && typeof current.revision === "number" ? (current as OutputView) : undefined;
}
