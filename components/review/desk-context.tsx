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
import { tellNews } from "#components/review/tell-news";
import { subscribeFrames } from "#lib/event/browser/live-events";
import { leaveWhenSignedOut } from "#lib/http/browser/query-client";
import { fetchOutputs, outputQuery } from "#lib/output/output-queries";
import { createCompareStore, type CompareStore } from "#lib/review/browser/compare-store";
import type { Desk } from "#lib/review/browser/desk";
import { createDeskLoader, type DeskLoader } from "#lib/review/browser/desk-loader";
import { createFilterSource } from "#lib/review/browser/filter-source";
import { createListArrivals } from "#lib/review/browser/list-arrivals";
import type { OutputSource } from "#lib/review/browser/output-source";
import { createDeskStore, type DeskStore } from "#lib/review/browser/desk-store";
import { createJudge, type Judge } from "#lib/review/browser/judge";
import { createNoteDrafts, type NoteDrafts } from "#lib/review/browser/note-drafts";
import { toOutputFilter, type ReviewFilter } from "#lib/review/browser/review-filter";
import { createSelecting, type Selecting } from "#lib/review/browser/select-outputs";
import { createSitting, type Sitting } from "#lib/review/browser/sitting";
import { verdictApi } from "#lib/review/browser/verdict-api";

export type DeskParts = {
  filter: ReviewFilter;
  desk: DeskStore;
  source: OutputSource;
  loader: DeskLoader;
  selecting: Selecting;
  judge: Judge;
  compare: CompareStore;
  sitting: Sitting;
  drafts: NoteDrafts;
};

const DeskContext = createContext<DeskParts | null>(null);

/** One desk for one filter; another filter is another list and remounts this by its key. */
export function DeskProvider({ filter, children }: { filter: ReviewFilter; children: ReactNode }) {
  const client = useQueryClient();
  const { id: personId } = useMe();
  const [parts] = useState((): DeskParts => {
    const desk = createDeskStore();
    const compare = createCompareStore(desk, typeof window === "undefined" ? undefined : window.localStorage);
    const storage = typeof window === "undefined" ? undefined : window.sessionStorage;
    const sitting = createSitting(storage, personId);
    const drafts = createNoteDrafts(storage);
    const fetchOne = (id: string) => client.fetchQuery({ ...outputQuery(id), staleTime: 0 });
    const asked = toOutputFilter(filter);
    const source = createFilterSource(asked, fetchOutputs);
    const arrivals = createListArrivals(desk, asked, fetchOutputs);
    const loader = createDeskLoader({ desk, source, arrivals, state: asked.state });
    const selecting = createSelecting({ desk, loader, source });
    const judge = createJudge({
      desk,
      sitting,
      api: verdictApi,
      personId,
      find: fetchOne,
      show: loader.show,
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      tell: (news) => tellNews(news, { desk, drafts, sitting }),
    });
    return { filter, desk, source, loader, selecting, judge, compare, sitting, drafts };
  });
  useEffect(() => {
    const stop = parts.loader.start();
    const unsubscribe = subscribeFrames(parts.loader.hear);
    return () => {
      unsubscribe();
      stop();
    };
  }, [parts]);
  const failure = useSyncExternalStore(
    parts.desk.subscribe,
    () => parts.desk.read().failure,
    () => null,
  );
  useEffect(() => leaveWhenSignedOut(failure), [failure]);
  const value = useMemo(() => ({ ...parts, filter }), [parts, filter]);
  return <DeskContext value={value}>{children}</DeskContext>;
}

export function useDeskParts(): DeskParts {
  const parts = use(DeskContext);
  if (parts === null) throw new Error("This part belongs on the review desk.");
  return parts;
}

/** Reads from the desk; redraws only when what is selected changes. Select values that keep their identity. */
export function useDesk<Selected>(select: (desk: Desk) => Selected): Selected {
  const { desk } = useDeskParts();
  const read = () => select(desk.read());
  return useSyncExternalStore(desk.subscribe, read, read);
}
