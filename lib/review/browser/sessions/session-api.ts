import { apiGet, apiSend, withQuery } from "#lib/http/browser/api";
import type { Grouping } from "#lib/review/arrangement";
import type { ArrangementView } from "#lib/review/arrangement-schema";
import type { Receipt } from "#lib/review/receipt-schema";
import type {
  NextOutput,
  SessionDetail,
  SessionWindow,
  Skip,
  StartedSession,
} from "#lib/review/session-schema";
import type { StandingsView } from "#lib/review/standing-schema";
import type { TwinsView } from "#lib/review/twin-schema";

/** A filter in the words of the outputs list; the server names what it does not know. */
export type AskedScope = Readonly<Record<string, string | number | boolean | undefined>>;

/** The requests behind a review session; replaced in tests. */
export type SessionApi = {
  start(asked: { scope: AskedScope; order: "oldest" | "newest" }): Promise<StartedSession>;
  read(id: string): Promise<SessionDetail>;
  window(id: string, asked: { from?: number; around?: string; limit: number }): Promise<SessionWindow>;
  next(id: string, asked: { from: number; direction: "next" | "previous" }): Promise<NextOutput>;
  arrangement(id: string, asked: { group?: Grouping; piled: "true" | "false" }): Promise<ArrangementView>;
  standings(id: string, asked: { from: number }): Promise<StandingsView>;
  twins(id: string): Promise<TwinsView>;
  takeArrivals(id: string): Promise<SessionDetail>;
  keepPosition(id: string, position: number): Promise<unknown>;
  skip(id: string, asked: Skip): Promise<Skip>;
  close(id: string): Promise<Receipt>;
};

const path = (id: string, rest = "") => `/api/v1/review-sessions/${id}${rest}`;

export const sessionApi: SessionApi = {
  start: (asked) => apiSend("POST", "/api/v1/review-sessions", asked),
  read: (id) => apiGet(path(id)),
  window: (id, asked) => apiGet(withQuery(path(id, "/outputs"), asked)),
  next: (id, asked) => apiGet(withQuery(path(id, "/next"), asked)),
  arrangement: (id, asked) => apiGet(withQuery(path(id, "/arrangement"), asked)),
  standings: (id, asked) => apiGet(withQuery(path(id, "/standings"), asked)),
  twins: (id) => apiGet(path(id, "/twins")),
  takeArrivals: (id) => apiSend("POST", path(id, "/arrivals")),
  keepPosition: (id, position) => apiSend("PUT", path(id, "/position"), { position }, { keepalive: true }),
  skip: (id, { output, isSkipped }) => apiSend(isSkipped ? "PUT" : "DELETE", path(id, `/skips/${output}`)),
  close: (id) => apiSend("POST", path(id, "/receipt")),
};
