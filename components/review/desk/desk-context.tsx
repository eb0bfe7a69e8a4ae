"use client";

import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  use,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from "react";
import { useMe } from "#components/shell/me-context";
import { toast } from "#components/ui/toast";
import { subscribeFrames } from "#lib/event/browser/live-events";
import { leaveWhenSignedOut } from "#lib/http/browser/query-client";
import { outputQuery } from "#lib/output/output-queries";
import { positionOf, type Conflict, type Desk } from "#lib/review/browser/desk/desk";
import { hearOwnVerdicts } from "#lib/review/browser/decide/hear-own-verdicts";
import { hearComments } from "#lib/review/browser/desk/hear-comments";
import { hearMarks } from "#lib/review/browser/marks/hear-marks";
import { takeLateAddress } from "#lib/review/browser/desk/late-address";
import { openDesk, type DeskAsked, type DeskParts } from "#lib/review/browser/desk/open-desk";
import { isMany } from "#lib/review/browser/decide/unsent";
import type { SessionState } from "#lib/review/browser/sessions/review-session";

export type { DeskParts } from "#lib/review/browser/desk/open-desk";

/** What there is to tell comes with the server's answer, so the words for it may come after the pictures. */
export const loadNews = () => import("#components/review/desk/tell-news");
const tell: DeskAsked["tell"] = (news, parts) =>
  void loadNews().then(
    ({ tellNews }) => tellNews(news, parts),
    () =>
      toast.error(
        "Part of this page could not be fetched. Reload it to see what became of the last verdict.",
      ),
  );

/** A conflict stands on its desk to be settled. When the desk is left, what was not saved is said wherever one is. */
const tellLeft = (conflict: Conflict) =>
  void loadNews().then(
    ({ tellConflict }) => tellConflict(conflict),
    () => undefined,
  );

const DeskContext = createContext<DeskParts | null>(null);

type DeskProviderProps = Pick<DeskAsked, "filter" | "named" | "order" | "onBegun"> & { children: ReactNode };

/** One desk for one filter and session; another is another list and remounts this by its key. */
export function DeskProvider({ filter, named, order, onBegun, children }: DeskProviderProps) {
  const client = useQueryClient();
  const { id: personId } = useMe();
  const [fetchOne] = useState(() => (id: string) => client.fetchQuery({ ...outputQuery(id), staleTime: 0 }));
  const [place] = useState(() => ({ isLeft: false }));
  const [parts] = useState(() =>
    openDesk({
      filter,
      named,
      order,
      personId,
      fetchOne,
      onBegun,
      tell(news, told) {
        tell(news, told);
        if (news.type === "conflict" && place.isLeft) tellLeft(news.conflict);
      },
    }),
  );
  useEffect(() => startDesk(parts, personId), [parts, personId]);
  useEffect(() => subscribeFrames(hearMarks(parts.desk)), [parts]);
  useEffect(
    () => subscribeFrames(hearComments({ desk: parts.desk, personId, fetchOne })),
    [parts, personId, fetchOne],
  );
  useEffect(() => () => tellDropped(parts.desk.read().selection.size), [parts]);
  useEffect(() => {
    place.isLeft = false;
    return () => {
      place.isLeft = true;
      for (const conflict of parts.desk.read().conflicts.values()) tellLeft(conflict);
    };
  }, [place, parts]);
  const failure = useSyncExternalStore(
    parts.desk.subscribe,
    () => parts.desk.read().failure,
    () => null,
  );
  useEffect(() => leaveWhenSignedOut(failure), [failure]);
  const value = useMemo(() => ({ ...parts, filter }), [parts, filter]);
  return <DeskContext value={value}>{children}</DeskContext>;
}

/** A selection belongs to its list; whoever goes to another is not left to believe that it came along. */
function tellDropped(count: number): void {
  if (count > 0) toast.info(`The selection of ${count} was dropped: it belonged to another list.`);
}

function onWindow(event: "pagehide" | "focus", listener: () => void): () => void {
  window.addEventListener(event, listener);
  return () => window.removeEventListener(event, listener);
}

/** Whether the address names one picture; where it was behind when the page was left, it is told which. */
function catchUpAddress(): boolean {
  const address = new URL(window.location.href);
  const said = address.searchParams.get("output");
  const [page] = performance.getEntriesByType("navigation");
  const how = page instanceof PerformanceNavigationTiming ? page.type : "navigate";
  const shown = takeLateAddress(window.sessionStorage, said, how);
  if (shown !== null) {
    address.searchParams.set("output", shown);
    window.history.replaceState(null, "", address);
  }
  return said !== null;
}

/** Reads the list, goes to where it was left, and listens; returns the way to stop. */
function startDesk(parts: DeskParts, personId: string): () => void {
  const { desk, session, source, loader, judge, unsent, sitting } = parts;
  const hearOwn = hearOwnVerdicts({ desk, sitting, personId });
  let isStopped = false;
  let stoodAt = 0;
  // Whoever opened one picture by its address wants that one, and is shown no other on the way to it.
  const isAlone = catchUpAddress();
  if (isAlone && desk.read().cursor === null) desk.dispatch({ type: "seeking" });
  // What is pressed from now on is sent by whoever pressed it.
  const left = unsent.all();
  const stop = loader.start();
  const stops = [
    stop,
    subscribeFrames((frame) => {
      hearOwn(frame);
      loader.hear(frame);
      session?.hear(frame);
    }),
    desk.subscribe(() => {
      const state = desk.read();
      const position = positionOf(state, state.cursor);
      const isListed = position !== -1 && position < state.listed;
      if (state.goal !== null || !isListed || position === stoodAt) return;
      stoodAt = position;
      session?.stand(position);
    }),
    () => session?.stop(),
    onWindow("pagehide", () => session?.leave()),
    // Back from another tab, where somebody may have signed in again.
    onWindow("focus", () => void judge.sendKeptBack()),
  ];
  async function settle(): Promise<void> {
    await session?.begin();
    await loader.reach(0);
    const { resumedAt } = session?.read() ?? { resumedAt: null };
    if (isStopped) return;
    const { cursor } = desk.read();
    const isUntouched = cursor === null || positionOf(desk.read(), cursor) === 0;
    if (resumedAt !== null && resumedAt > 0 && isUntouched && !isAlone) loader.goTo(resumedAt);
    await sitting.recall();
    const items = resumedAt === null ? undefined : await source.twins?.();
    if (items !== undefined) desk.dispatch({ type: "past-read", items });
  }
  // What fails here is shown where it is missing: the list says that it could not be read. What an earlier page could
  // not send goes out all the same.
  void settle()
    .catch(() => undefined)
    .then(() => {
      const many = left.filter(isMany);
      if (many.length > 0)
        void import("#components/review/bulk/resend-many").then((part) => part.sendLeftOver(parts, many));
      return judge.resend(left);
    });
  return () => {
    isStopped = true;
    for (const end of stops) end();
  };
}

export function useDeskParts(): DeskParts {
  const parts = use(DeskContext);
  if (parts === null) throw new Error("This part belongs on the review desk.");
  return parts;
}

/** Reads from the desk; redraws only when what is selected changes. Select values that keep their identity. */
export function useDesk<Selected>(select: (desk: Desk) => Selected): Selected {
  const { drawn } = useDeskParts();
  const read = () => select(drawn.read());
  return useSyncExternalStore(drawn.subscribe, read, read);
}

const noSession: SessionState = {
  detail: null,
  isOwn: false,
  resumedAt: null,
  isReload: false,
  isReplaced: false,
  isBehind: false,
};

/** What is known of the session, numbers and all; without any in a list that is only looked up. */
export function useSession(): SessionState {
  const { session } = useDeskParts();
  const read = () => session?.read() ?? noSession;
  return useSyncExternalStore(session?.subscribe ?? subscribeToNothing, read, () => noSession);
}

function subscribeToNothing(): () => void {
  return () => undefined;
}
