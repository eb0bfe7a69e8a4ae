import type { CarriedCommentInput } from "#lib/comment/comment-schema";
import { newIdempotencyKey } from "#lib/http/browser/api";
import { asProblem, type ApiProblem } from "#lib/http/browser/api-problem";
import type { OutputView } from "#lib/output/output-schema";
import type { UndoAnswer, Verdict } from "#lib/review/decision-schema";
import type { VaryRequest } from "#lib/review/reseed-schema";
import { currentOf } from "./current-of.ts";
import type { Conflict } from "#lib/review/browser/desk/desk";
import { isUnseen, ownVerdict } from "./own-verdict.ts";
import { sendPatiently, type Patience } from "./retry-write.ts";
import type { Judge, JudgeParts } from "./judge-parts.ts";
import { createKeptBack } from "./kept-back.ts";
import { labelStep, type Step } from "./sitting.ts";
import { isMany, isWithdrawal, type Unsent, type UnsentVerdict, type UnsentWithdrawal } from "./unsent.ts";
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

export function createJudge(parts: JudgeParts): Judge {
  const { desk, sitting, unsent, api, sessionId, personId, find, show, wait, untilOnline, tell } = parts;
  const chain = createWriteChain();
  const keptBack = createKeptBack({ unsent, sitting });

  /** The end of a write. While a newer one waits for the same output, its hope stays on screen. */
  function end(id: string, row?: OutputView): void {
    if (chain.isLast(id)) desk.dispatch({ type: "write-ended", id, ...(row && { row }) });
    else if (row) desk.dispatch({ type: "row-read", row });
  }

  /** The end of what waited. */
  function letGo(id: string): void {
    desk.dispatch({ type: "held-up", id, isHeldUp: false });
    end(id);
  }

  function patienceFor(id: string): Patience {
    return { wait, untilOnline, held: (isHeldUp) => desk.dispatch({ type: "held-up", id, isHeldUp }) };
  }

  async function give(id: string, ruling: Ruling): Promise<void> {
    const { rows, conflicts } = desk.read();
    // What an earlier page could not send may stand far from the rows in memory.
    const row = rows.get(id) ?? conflicts.get(id)?.current;
    if (row === undefined) return;
    // The newer one counts.
    if (keptBack.drop(id)) letGo(id);
    const { verdict, comment, note } = ruling;
    const own = comment === undefined && note !== undefined ? { note } : {};
    const step: Step = { outputs: [id], verdict, label: labelStep([id], row.seed), ...own };
    const session = sessionId();
    const body = { ...ruling, expected: row.revision, ...(session !== null && { session }) };
    desk.dispatch({ type: "conflict-settled", id });
    desk.dispatch({ type: "write-began", id, write: ruling.verdict });
    sitting.push(step);
    await sendInTurn({ key: newIdempotencyKey(), output: id, body }, step);
  }

  /** Kept from the press on: while an earlier write on the output waits for its answer, this page may be closed. */
  async function sendInTurn(verdict: UnsentVerdict, step: Step): Promise<void> {
    unsent.add(verdict);
    await chain.add(verdict.output, verdict.body.expected, async (expected) => {
      const made = await send(expecting(verdict, expected));
      if (made === null && !keptBack.keep(verdict.output, step)) sitting.remove(step);
      // What is refused changes nothing: a later one meets what stands there just as this one did.
      return made ?? expected;
    });
  }

  /** Sends a verdict until it is answered, and shows what became of it. The revision it made; null when refused. */
  async function send(verdict: UnsentVerdict): Promise<number | null> {
    const { key, output: id, body } = verdict;
    const { verdict: wanted, reason, note, comment } = body;
    const rest = {
      ...(reason !== undefined && { reason }),
      ...(note !== undefined && { note }),
      ...(comment !== undefined && { comment }),
    };
    let isKept = false;
    unsent.add(verdict);
    try {
      const after = await sendPatiently(() => api.decide(id, body, key), patienceFor(id));
      end(id, after);
      tell({ type: "given", row: after, ruling: { verdict: wanted, ...rest } });
      sendAllKeptBack();
      return after.revision;
    } catch (error) {
      const problem = asProblem(error);
      const current = currentOf(problem, id);
      if (problem.code === "unauthenticated") {
        isKept = true;
        keptBack.add(verdict);
        if (desk.read().unsent.size === 0) tell({ type: "signed-out", problem });
        desk.dispatch({ type: "held-up", id, isHeldUp: true });
        return null;
      }
      // There is nothing to choose between: nobody decides here before the review is open again.
      if (problem.code === "review_closed") {
        end(id, current);
        tell({ type: "failed", id, problem });
        return null;
      }
      if (current !== undefined && isUnseen(current)) {
        const again = { ...body, expected: current.revision };
        return await send({ key: newIdempotencyKey(), output: id, body: again });
      }
      // The session was closed meanwhile, on another device maybe: the verdict counts, and its receipt stays.
      if (problem.code === "conflict" && current === undefined && body.session !== undefined) {
        const { session: _closed, ...outside } = body;
        return await send({ key: newIdempotencyKey(), output: id, body: outside });
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
      if (!isKept) unsent.remove(key);
    }
  }

  /** Somebody is signed in again, in another tab maybe. */
  function sendAllKeptBack(): void {
    for (const { output, verdict, step } of keptBack.takeAll()) {
      desk.dispatch({ type: "held-up", id: output, isHeldUp: false });
      if (verdict !== undefined) void sendInTurn(verdict, step);
      else end(output);
    }
  }

  async function sendKeptBack(): Promise<void> {
    if (keptBack.isEmpty()) return;
    const isSignedIn = await api.lastStep(sessionId()).then(
      () => true,
      () => false,
    );
    if (isSignedIn) sendAllKeptBack();
  }

  async function resend(left: readonly Unsent[]): Promise<void> {
    const steps = new Map<string, Step>();
    const kept = new Set(unsent.all().map(({ key }) => key));
    await Promise.all(
      left.map(async (write) => {
        if (isMany(write) || !kept.has(write.key)) return;
        const { output: id, body } = write;
        const row = desk.read().rows.get(id);
        desk.dispatch({ type: "write-began", id, write: body.verdict });
        if (isWithdrawal(write)) {
          const taken = steps.get(id);
          if (taken !== undefined) sitting.remove(taken);
          const problem = await withdrawInTurn(write, tellUndone);
          if (problem !== null) tell({ type: "undo-failed", problem });
          return;
        }
        const step: Step = { outputs: [id], verdict: write.body.verdict, label: labelStep([id], row?.seed) };
        steps.set(id, step);
        // One that had arrived, and only its answer was lost, the server has told of already.
        if (row === undefined || row.revision <= body.expected) sitting.push(step);
        await sendInTurn(write, step);
      }),
    );
  }

  /** Undoings whose answer has not come. */
  const undoings = new Set<Promise<void>>();

  async function undo(): Promise<void> {
    const step = sitting.last();
    if (step === undefined) {
      if (undoings.size === 0) return;
      // What comes before is asked for when these are answered: the press is about that.
      await Promise.all(undoings);
      return sitting.last() === undefined ? undefined : undo();
    }
    sitting.remove(step);
    const undoing = takeBack(step).finally(() => undoings.delete(undoing));
    undoings.add(undoing);
    await undoing;
  }

  async function takeBack(step: Step): Promise<void> {
    try {
      const [only] = step.outputs;
      const isOne = step.outputs.length === 1 && only !== undefined;
      if (isOne && keptBack.drop(only)) {
        letGo(only);
        desk.dispatch({ type: "moved", to: only });
        tell({ type: "unsent-undone", id: only });
      } else if (isOne) await withdraw(only, step.note);
      else if (step.id !== undefined) await withdrawStep(step.id, step.outputs);
    } catch (error) {
      sitting.push(step);
      tell({ type: "undo-failed", problem: asProblem(error) });
      return;
    }
    // Asked while another is under way, the server would name what is just being taken back.
    if (sitting.last() === undefined && undoings.size === 1) await sitting.recall().catch(() => undefined);
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

  async function withdraw(id: string, said?: string): Promise<void> {
    const isListed = desk.read().rows.has(id);
    const row = desk.read().rows.get(id) ?? (await find(id));
    if (!chain.isBusy(id) && ownVerdict(row, personId) === null) {
      tell({ type: "undo-overtaken", row });
      return;
    }
    // Of one given on another page: unless it may stand in a comment as well.
    const note = said ?? (row.comments === 0 ? ownVerdict(row, personId)?.note : null);
    if (isListed) {
      desk.dispatch({ type: "write-began", id, write: "withdrawn" });
      desk.dispatch({ type: "moved", to: id });
    }
    const body = { verdict: "withdrawn" as const, expected: row.revision };
    const problem = await withdrawInTurn({ key: newIdempotencyKey(), output: id, body }, async (answer) => {
      const { children: _children, ...after } = answer;
      if (!isListed) await show(after);
      tellUndone(answer, note);
    });
    if (problem !== null) throw problem;
  }

  function tellUndone(answer: UndoAnswer, note?: string | null): void {
    tell({ type: "undone", answer, note: note ?? null });
  }

  /** Sends a withdrawal, once what it withdraws is answered, until it is answered itself; what it was refused for. */
  async function withdrawInTurn(
    withdrawal: UnsentWithdrawal,
    done: (answer: UndoAnswer) => void | Promise<void>,
  ): Promise<ApiProblem | null> {
    const { key, output: id, body } = withdrawal;
    let problem: ApiProblem | null = null;
    unsent.add(withdrawal);
    await chain.add(id, body.expected, async (expected) => {
      try {
        const now = desk.read().rows.get(id);
        // The verdict was refused, and that has been said: whatever stands here now is not one's own.
        if (now !== undefined && ownVerdict(now, personId) === null) {
          end(id);
          return expected;
        }
        unsent.add(expecting(withdrawal, expected));
        const answer = await sendPatiently(() => api.undo(id, expected, key), patienceFor(id));
        const { children: _children, ...after } = answer;
        end(id, after);
        await done(answer);
        return after.revision;
      } catch (error) {
        problem = asProblem(error);
        end(id, currentOf(problem, id));
        return expected;
      } finally {
        unsent.remove(key);
      }
    });
    return problem;
  }

  return { give, resend, sendKeptBack, undo, isUndoing: () => undoings.size > 0 };
}

/** The same write upon another revision, which an earlier one has made. */
function expecting<Write extends UnsentVerdict | UnsentWithdrawal>(write: Write, expected: number): Write {
  return { ...write, body: { ...write.body, expected } };
}
