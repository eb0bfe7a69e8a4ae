import { createCommentDrafts, type CommentDrafts } from "#lib/comment/browser/comment-drafts";
import { untilOnline } from "#lib/event/browser/until-online";
import { fetchOutputs } from "#lib/output/output-queries";
import type { OutputView } from "#lib/output/output-schema";
import { createCompareStore, type CompareStore } from "#lib/review/browser/compare/compare-store";
import { createDeskLoader, type DeskLoader } from "./desk-loader.ts";
import { createDeskStore, type DeskStore } from "./desk-store.ts";
import { createDrawnDesk, type DrawnDesk } from "./drawn-desk.ts";
import { createDigitHold, type DigitHold } from "#lib/review/browser/keys/hold-digits";
import { createFilterSource } from "./filter-source.ts";
import { createJudge } from "#lib/review/browser/decide/judge";
import type { Judge } from "#lib/review/browser/decide/judge-parts";
import type { News } from "#lib/review/browser/decide/news";
import { createListArrivals } from "./list-arrivals.ts";
import type { OutputSource } from "./output-source.ts";
import { afterNextPaint } from "./next-frame.ts";
import { sendPatiently } from "#lib/review/browser/decide/retry-write";
import { createReviewSession, type ReviewSession } from "#lib/review/browser/sessions/review-session";
import { isQueue, toOutputFilter, type ReviewFilter } from "#lib/review/browser/find/review-filter";
import { sessionApi } from "#lib/review/browser/sessions/session-api";
import { createSessionSource } from "#lib/review/browser/sessions/session-source";
import { createSelecting, type Selecting } from "#lib/review/browser/bulk/select-outputs";
import { createSitting, type Sitting } from "#lib/review/browser/decide/sitting";
import { createUnsent, type UnsentWrites } from "#lib/review/browser/decide/unsent";
import { verdictApi } from "#lib/review/browser/decide/verdict-api";

export type DeskParts = {
  filter: ReviewFilter;
  desk: DeskStore;
  /** What is drawn of it; keys and verdicts read the desk itself. */
  drawn: DrawnDesk;
  /** The session that is gone through; null in a list that is only looked up. */
  session: ReviewSession | null;
  /** The session that verdicts belong to: one's own, while it is open. */
  sessionId: () => string | null;
  source: OutputSource;
  loader: DeskLoader;
  judge: Judge;
  /** What was pressed and is not answered yet. */
  unsent: UnsentWrites;
  compare: CompareStore;
  selecting: Selecting;
  sitting: Sitting;
  drafts: CommentDrafts;
  digits: DigitHold;
};

export type DeskAsked = {
  filter: ReviewFilter;
  /** The session that the address names, and the order of one that is to be started. */
  named: string | null;
  order: "oldest" | "newest";
  personId: string;
  fetchOne: (id: string) => Promise<OutputView>;
  /** Told which session it is, once that is known. */
  onBegun: (session: string) => void;
  tell: (news: News, parts: Pick<DeskParts, "desk" | "drafts" | "sitting" | "sessionId">) => void;
};

const inBrowser = typeof window !== "undefined";
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Puts a desk together: a queue is gone through in a session, anything else is a list by its filter. */
export function openDesk({ filter, named, order, personId, fetchOne, onBegun, tell }: DeskAsked): DeskParts {
  const desk = createDeskStore();
  const drawn = createDrawnDesk(desk, afterNextPaint);
  const drafts = createCommentDrafts(inBrowser ? window.sessionStorage : undefined, personId);
  const asked = toOutputFilter(filter);
  const session = isQueue(filter) ? createSession() : null;
  const sessionId = () => {
    const { detail, isOwn } = session?.read() ?? { detail: null, isOwn: false };
    return isOwn && detail?.closedAt === null ? detail.id : null;
  };
  const sitting = createSitting(() => verdictApi.lastStep(sessionId()));
  const source = session ? createSessionSource(session, sessionApi) : createFilterSource(asked, fetchOutputs);
  const loader = createDeskLoader({
    desk,
    source,
    ...(!session && { arrivals: createListArrivals(desk, asked, fetchOutputs) }),
    find: fetchOne,
    state: asked.state,
  });
  const storage = inBrowser ? window.localStorage : undefined;
  const unsent = createUnsent(storage, personId);
  const judge = createJudge({
    desk,
    sitting,
    unsent,
    api: verdictApi,
    sessionId,
    personId,
    find: fetchOne,
    show: loader.show,
    wait,
    untilOnline,
    tell: (news) => {
      session?.refresh();
      tell(news, { desk, drafts, sitting, sessionId });
    },
  });
  const compare = createCompareStore(desk, storage);
  const digits = createDigitHold(storage);
  const selecting = createSelecting({ desk, loader, source });
  return {
    filter,
    desk,
    drawn,
    session,
    sessionId,
    source,
    loader,
    judge,
    unsent,
    compare,
    selecting,
    sitting,
    drafts,
    digits,
  };

  function createSession(): ReviewSession {
    const { order: _order, state: _state, ...scope } = asked;
    let begun: string | undefined;
    const own = createReviewSession({
      api: sessionApi,
      named,
      scope: { ...scope, state: filter.state },
      order,
      personId,
      tab: inBrowser ? window.sessionStorage : undefined,
      patiently: (send) => sendPatiently(send, { wait, untilOnline, held: () => undefined }),
      heard({ id, total, arrivals }, { isOwn }) {
        const { isRead, listed } = desk.read();
        if (isRead && total > listed) {
          desk.dispatch({ type: "extended", total });
          void loader.reach(listed);
        }
        if (begun !== id) onBegun(id);
        begun = id;
        // An empty list has nothing that could be moved.
        if (isOwn && total === 0 && arrivals.own + arrivals.others > 0) void own.takeArrivals();
      },
    });
    return own;
  }
}
