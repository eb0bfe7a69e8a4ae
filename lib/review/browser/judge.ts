import { asProblem, type ApiProblem } from "#lib/http/browser/api-problem";
import type { OutputView } from "#lib/output/output-schema";
import type { UndoAnswer, Verdict } from "#lib/review/decision-schema";
import type { VaryRequest } from "#lib/review/reseed-schema";
import type { Conflict } from "./desk.ts";
import type { DeskStore } from "./desk-store.ts";
import { retryWrite } from "./retry-write.ts";
import type { Sitting, Step } from "./sitting.ts";
import type { VerdictApi } from "./verdict-api.ts";
import { seedTail } from "./words.ts";
import { createWriteChain } from "./write-chain.ts";

export type Ruling = {
  verdict: Verdict;
  reason?: string;
  note?: string;
  /** Of a re-seed of many: how many runs each. */
  count?: number;
  /** A re-seed that is more than one run with a fresh seed; sent once however often it is tried. */
  vary?: VaryRequest & { key: string };
};

/** What became of a verdict, for whoever tells the reviewer. */
export type News =
  | { type: "given"; row: OutputView; ruling: Ruling }
  | { type: "failed"; id: string; problem: ApiProblem }
  | { type: "conflict"; id: string; conflict: Conflict }
  | { type: "undone"; answer: UndoAnswer }
  | { type: "undo-overtaken"; row: OutputView }
  | { type: "undo-failed"; step: Step; problem: ApiProblem };

export type JudgeParts = {
  desk: DeskStore;
  sitting: Sitting;
  api: VerdictApi;
  /** Who judges here. */
  personId: string;
  /** Reads an output that is not in the list. */
  find: (id: string) => Promise<OutputView>;
  /** Takes an output into the list as the current one. */
  show: (row: OutputView) => Promise<void>;
  wait: (ms: number) => Promise<void>;
  tell: (news: News) => void;
};

export type Judge = {
  /** Shows the verdict at once, sends it, and takes it back from the screen when the server refuses. */
  give(id: string, ruling: Ruling): Promise<void>;
  /** Withdraws the last step of this sitting. Resolves when the server has answered. */
  undo(): Promise<void>;
};

export function createJudge({ desk, sitting, api, personId, find, show, wait, tell }: JudgeParts): Judge {
  const chain = createWriteChain();

  /** The end of a write. While a newer one waits for the same output, its hope stays on screen. */
  function end(id: string, row?: OutputView): void {
    if (chain.isLast(id)) desk.dispatch({ type: "write-ended", id, ...(row && { row }) });
    else if (row) desk.dispatch({ type: "row-read", row });
  }

  async function give(id: string, ruling: Ruling): Promise<void> {
    const row = desk.read().rows.get(id);
    if (row === undefined) return;
    const step: Step = { outputs: [id], verdict: ruling.verdict, label: seedTail(row.seed) };
    desk.dispatch({ type: "conflict-settled", id });
    desk.dispatch({ type: "write-began", id, write: ruling.verdict });
    sitting.push(step);
    await chain.add(id, row.revision, async (expected) => {
      try {
        const after = await retryWrite(() => api.decide(id, { ...ruling, expected }), wait);
        end(id, after);
        tell({ type: "given", row: after, ruling });
        return after.revision;
      } catch (error) {
        sitting.remove(step);
        const problem = asProblem(error);
        const current = currentOf(problem, id);
        if (current === undefined) {
          end(id);
          tell({ type: "failed", id, problem });
          return null;
        }
        const { verdict: wanted, ...rest } = ruling;
        const conflict: Conflict = { wanted, ...rest, current };
        desk.dispatch({ type: "conflicted", id, conflict });
        tell({ type: "conflict", id, conflict });
        return current.revision;
      }
    });
  }

  async function undo(): Promise<void> {
    const step = sitting.last();
    if (step === undefined) return;
    sitting.remove(step);
    for (const id of step.outputs) {
      try {
        await withdraw(id);
      } catch (error) {
        const left = step.outputs.slice(step.outputs.indexOf(id));
        sitting.push({ ...step, outputs: left });
        tell({ type: "undo-failed", step, problem: asProblem(error) });
        return;
      }
    }
  }

  async function withdraw(id: string): Promise<void> {
    const isListed = desk.read().rows.has(id);
    const row = desk.read().rows.get(id) ?? (await find(id));
    if (!chain.isBusy(id) && row.decision?.by.id !== personId) {
      tell({ type: "undo-overtaken", row });
      return;
    }
    if (isListed) {
      desk.dispatch({ type: "write-began", id, write: "withdrawn" });
      desk.dispatch({ type: "moved", to: id });
    }
    let failure: unknown = null;
    await chain.add(id, row.revision, async (expected) => {
      try {
        const answer = await retryWrite((isRepeat) => sendUndo(id, expected, isRepeat), wait);
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

  /** A repeat that finds nothing in force any more was carried out the first time. */
  async function sendUndo(id: string, expected: number, isRepeat: boolean): Promise<UndoAnswer> {
    try {
      return await api.undo(id, expected);
    } catch (error) {
      const current = currentOf(asProblem(error), id);
      if (!isRepeat || current?.state !== "pending") throw error;
      return { ...current, children: { canceled: 0, started: 0 } };
    }
  }

  return { give, undo };
}

/** The output that a 409 carries. */
function currentOf(problem: ApiProblem, id: string): OutputView | undefined {
  if (problem.code !== "conflict") return undefined;
  const current = problem.current as Partial<OutputView> | undefined;
  return current?.id === id && typeof current.revision === "number" ? (current as OutputView) : undefined;
}
