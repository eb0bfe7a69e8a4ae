import { ApiProblem } from "#lib/http/browser/api";
import type { OutputView } from "#lib/output/output-schema";
import type { Decide, UndoAnswer } from "#lib/review/decision-schema";
import type { StepView } from "#lib/review/step-schema";
import { shownState } from "#lib/review/browser/desk/desk";
import { createDeskStore } from "#lib/review/browser/desk/desk-store";
import { createJudge } from "#lib/review/browser/decide/judge";
import type { News } from "#lib/review/browser/decide/news";
import { createSitting } from "#lib/review/browser/decide/sitting";
import { createUnsent } from "#lib/review/browser/decide/unsent";
import type { VerdictApi } from "#lib/review/browser/decide/verdict-api";
import { decided, sampleOutput } from "./sample-output.ts";

/**
 * A judge at a desk, before a server in miniature: the rules of revisions, and answers that a test can make fail.
 * `before` is an earlier page of the same browser, whose server and storage this one goes on with.
 */
export function judgeDesk(
  ids = ["o1", "o2"],
  before?: { stored: Map<string, OutputView>; storage: Map<string, string> },
) {
  const stored: Map<string, OutputView> = before?.stored ?? new Map(ids.map((id) => [id, sampleOutput(id)]));
  const faults: ((before: OutputView) => Error | null)[] = [];
  const sent: string[] = [];
  const sessions: (string | undefined)[] = [];
  const held: Promise<void>[] = [];
  /** First answers by key: a repeat is answered, not carried out. */
  const answered = new Map<string, OutputView>();
  /** How many answers are still to be lost on the way back. */
  const lost = { answers: 0 };
  const steps: StepView[] = [];
  const get = (id: string) => stored.get(id) ?? sampleOutput(id);
  async function write(
    id: string,
    expected: number,
    key: string,
    change: (now: OutputView) => OutputView,
  ): Promise<OutputView> {
    await held.shift();
    const fault = faults.shift()?.(get(id));
    if (fault) throw fault;
    const first = answered.get(key);
    if (first) return first;
    if (get(id).revision !== expected) throw conflictWith(get(id));
    stored.set(id, change(get(id)));
    answered.set(key, get(id));
    if (lost.answers > 0) {
      lost.answers -= 1;
      throw offline();
    }
    return get(id);
  }
  const api: VerdictApi = {
    decide: (id, { verdict, expected, note, session }: Decide, key) => {
      sessions.push(session);
      sent.push(`${verdict} ${id} on ${expected}`);
      return write(id, expected, key, (now) => decided(now, { verdict, note: note ?? null }));
    },
    undo: async (id, expected, key): Promise<UndoAnswer> => {
      sent.push(`undo ${id} on ${expected}`);
      const after = await write(id, expected, key, (now) => decided(now, { verdict: "withdrawn" }));
      return { ...after, children: { canceled: 0, started: 0 } };
    },
    decideMany: () => Promise.reject(new Error("not here")),
    undoStep: async (step) => {
      sent.push(`undo step ${step}`);
      const items = [...stored.values()].map((row) => {
        const output = decided(row, { verdict: "withdrawn" });
        stored.set(row.id, output);
        return { id: row.id, status: 200, output, error: null };
      });
      return { items, children: { canceled: 0, started: 0 }, last: null };
    },
    lastStep: async () => steps.shift() ?? null,
  };
  const desk = createDeskStore();
  desk.dispatch({ type: "page-read", items: [...stored.values()], isWhole: true });
  const sitting = createSitting(() => api.lastStep(null));
  const storage: Map<string, string> = before?.storage ?? new Map<string, string>();
  const unsent = createUnsent(
    {
      getItem: (name) => storage.get(name) ?? null,
      setItem: (name, value) => void storage.set(name, value),
    },
    "me",
  );
  const online: (() => void)[] = [];
  const news: News[] = [];
  const waits: number[] = [];
  const judge = createJudge({
    desk,
    sitting,
    unsent,
    api,
    sessionId: () => "s1",
    personId: "me",
    find: async (id) => get(id),
    show: async (row) => desk.dispatch({ type: "put-back", row, at: "age" }),
    wait: async (ms) => void waits.push(ms),
    untilOnline: () => new Promise<void>((resolve) => void online.push(resolve)),
    tell: (item) => void news.push(item),
  });
  return {
    judge,
    api,
    desk,
    sitting,
    stored,
    storage,
    faults,
    lost,
    steps,
    unsent,
    online,
    held,
    sent,
    sessions,
    news,
    waits,
    state: (id: string) => shownState(desk.read(), id),
  };
}

function conflictWith(current: OutputView): ApiProblem {
  return new ApiProblem({ code: "conflict", message: "Somebody was faster.", current });
}

/** What a request meets when there is no way to the server. */
export const offline = () => new ApiProblem({ code: "offline", message: "Away.", retryable: true });
