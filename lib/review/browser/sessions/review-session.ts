import type { Frame } from "#lib/event/browser/frame";
import { asProblem } from "#lib/http/browser/api-problem";
import type { Receipt } from "#lib/review/receipt-schema";
import type { SessionDetail } from "#lib/review/session-schema";
import { keepLatePosition, takeLatePosition } from "./late-position.ts";
import type { AskedScope, SessionApi } from "./session-api.ts";
import type { DeskStorage } from "#lib/review/browser/decide/unsent";

/** What the desk knows of its session. All numbers are the server's. */
export type SessionState = {
  detail: SessionDetail | null;
  /** Whose list this is: in another person's one may look and not decide. */
  isOwn: boolean;
  /** Where it was left, when it was begun before this page was opened. */
  resumedAt: number | null;
  /** A page of this tab stood in it a moment ago: nobody comes back who has not been away. */
  isReload: boolean;
  /** The session that the address named is not there; one's own was begun instead. */
  isReplaced: boolean;
  /** Something has happened since that its numbers do not hold yet; they are being asked for. */
  isBehind: boolean;
};

export type SessionParts = {
  api: SessionApi;
  /** The session that the address names, if it does. */
  named: string | null;
  scope: AskedScope;
  order: "oldest" | "newest";
  personId: string;
  /** What outlives a page in its tab, as far as the browser keeps it. */
  tab?: DeskStorage | undefined;
  /** Sends until it is answered, however long the network is away; at once and only once without it. */
  patiently?: <T>(send: () => Promise<T>) => Promise<T>;
  /** Told whenever the server has said something new about it. */
  heard: (detail: SessionDetail, state: SessionState) => void;
};

export type ReviewSession = {
  read(): SessionState;
  subscribe(listener: () => void): () => void;
  /** Starts or resumes it; once, until that fails. */
  begin(): Promise<SessionDetail>;
  /** Asks for its numbers again, soon: a burst of verdicts is one question. */
  refresh(): void;
  /** Takes an event of the stream. */
  hear(frame: Frame): void;
  /** Puts what has arrived at the tail of the list. */
  takeArrivals(): Promise<void>;
  skip(output: string, isSkipped: boolean): Promise<void>;
  /** Notes where the cursor stands, soon: of a quick succession only the last place is written. */
  stand(position: number): void;
  /** Writes the receipt. */
  close(): Promise<Receipt>;
  /** Notes at once where the cursor stands: the page may go away now. */
  leave(): void;
  stop(): void;
};

const gatherMs = 250;
/** Counting a long list is work for the database: it is asked less often. */
const gatherLongMs = 2000;
const longList = 5000;
/** Somebody who never pauses loses no more than this much of their way, should the browser crash. */
const standMs = 1000;

const unknown: SessionState = {
  detail: null,
  isOwn: true,
  resumedAt: null,
  isReload: false,
  isReplaced: false,
  isBehind: false,
};

/** One review session at one desk, outside React like the desk itself. */
export function createReviewSession(parts: SessionParts): ReviewSession {
  const { api, named, scope, order, personId, tab, heard, patiently = (send) => send() } = parts;
  let state = unknown;
  let beginning: Promise<SessionDetail> | undefined;
  let refreshing: ReturnType<typeof setTimeout> | undefined;
  let stoodAt: number | undefined;
  let standing: { position: number; writing: ReturnType<typeof setTimeout> } | undefined;
  let asks = 0;
  const listeners = new Set<() => void>();

  function take(detail: SessionDetail, changes: Partial<SessionState> = {}): SessionDetail {
    change({
      ...changes,
      detail,
      isOwn: detail.reviewer.id === personId,
      isBehind: refreshing !== undefined,
    });
    heard(detail, state);
    return detail;
  }

  function change(changes: Partial<SessionState>): void {
    state = { ...state, ...changes };
    for (const listener of listeners) listener();
  }

  async function start(isReplaced: boolean): Promise<SessionDetail> {
    const { isResumed, ...detail } = await api.start({ scope, order });
    return take(detail, { ...(isResumed && leftAt(detail)), isReplaced });
  }

  /** Where it was left; what a page of this tab said as it went away may be on its way still, and is said again. */
  function leftAt({ id, position }: SessionDetail): Pick<SessionState, "resumedAt" | "isReload"> {
    const late = tab === undefined ? null : takeLatePosition(tab, id, Date.now());
    if (late !== null && late !== position) api.keepPosition(id, late).catch(() => undefined);
    return { resumedAt: late ?? position, isReload: late !== null };
  }

  async function open(): Promise<SessionDetail> {
    if (named === null) return start(false);
    try {
      const detail = await api.read(named);
      return take(detail, detail.reviewer.id === personId ? leftAt(detail) : {});
    } catch (error) {
      if (asProblem(error).code !== "not_found") throw error;
      return start(true);
    }
  }

  function begin(): Promise<SessionDetail> {
    beginning ??= open().catch((error: unknown) => {
      beginning = undefined;
      throw error;
    });
    return beginning;
  }

  /** Only the last of several answers counts: they may overtake one another. */
  async function readAgain(id: string): Promise<void> {
    const ask = (asks += 1);
    const detail = await api.read(id);
    if (ask === asks) take(detail);
  }

  function refresh(): void {
    const { detail } = state;
    if (detail === null || refreshing !== undefined) return;
    const after = detail.total > longList ? gatherLongMs : gatherMs;
    refreshing = setTimeout(() => {
      refreshing = undefined;
      // A failed read costs nothing: the next event asks again.
      readAgain(detail.id).catch(() => undefined);
    }, after);
    change({ isBehind: true });
  }

  function leave(): void {
    if (standing === undefined || state.detail === null) return;
    const { position, writing } = standing;
    clearTimeout(writing);
    standing = undefined;
    // Where one stopped is a convenience; the next move says it again.
    api.keepPosition(state.detail.id, position).catch(() => undefined);
  }

  function leavePage(): void {
    if (stoodAt !== undefined && state.detail !== null && tab !== undefined)
      keepLatePosition(tab, { session: state.detail.id, position: stoodAt }, Date.now());
    leave();
  }

  return {
    read: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    begin,
    refresh,
    hear(frame) {
      if (frame.type === "ready" || frame.type === "reset") refresh();
      if (frame.type !== "event") return;
      const { kind, subject, data } = frame.event;
      const isReview =
        kind === "output.reopened" || (kind === "project.changed" && data["what"] === "review");
      const isOutput = kind === "output.created" || kind === "output.changed" || kind === "output.archived";
      if (isOutput || isReview || (kind === "session.changed" && subject === state.detail?.id)) refresh();
    },
    async takeArrivals() {
      const { id } = await begin();
      asks += 1;
      take(await api.takeArrivals(id));
    },
    async skip(output, isSkipped) {
      const { id } = await begin();
      await patiently(() => api.skip(id, { output, isSkipped }));
      refresh();
    },
    stand(position) {
      if (!state.isOwn || state.detail?.closedAt !== null) return;
      stoodAt = position;
      if (standing === undefined) standing = { position, writing: setTimeout(leave, standMs) };
      else standing.position = position;
    },
    async close() {
      const { id } = await begin();
      return api.close(id);
    },
    leave: leavePage,
    stop() {
      clearTimeout(refreshing);
      refreshing = undefined;
      leave();
    },
  };
}
