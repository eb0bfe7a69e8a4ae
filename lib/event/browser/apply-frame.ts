import type { InfiniteData, Query, QueryClient, QueryKey } from "@tanstack/react-query";
import { accountKey } from "#lib/account/account-queries";
import { commentKeys } from "#lib/comment/comment-queries";
import { mentionKeys } from "#lib/comment/mention-queries";
import type { StreamEvent, RunProgress } from "#lib/event/event-schema";
import type { Page } from "#lib/http/page-schema";
import { backfillKey } from "#lib/output/backfill-queries";
import { outputKeys } from "#lib/output/output-queries";
import { claimKeys } from "#lib/review/claim-queries";
import { closingKeys } from "#lib/review/closing-queries";
import { sessionKeys } from "#lib/review/session-queries";
import { reasonKeys } from "#lib/review/reason-queries";
import { viewKeys } from "#lib/review/view-queries";
import { runKeys } from "#lib/run/run-queries";
import type { RunView } from "#lib/run/run-schema";
import { serverKeys } from "#lib/server/server-queries";
import type { ServersView, SlotUse } from "#lib/server/server-schema";
import { workflowKeys } from "#lib/workflow/workflow-queries";
import type { Frame } from "./frame.ts";

/** Which cached answers an event makes old. Keys are prefixes, as TanStack Query matches them. */
export function staleKeys(event: StreamEvent): QueryKey[] {
  switch (event.kind) {
    case "run.created":
      return [runKeys.lists, runKeys.quotas, serverKeys.all, outputKeys.stacks];
    case "run.changed": {
      // Canceled before it started, it is given back.
      const quotas = event.data["status"] === "canceled" ? [runKeys.quotas] : [];
      const runs = [runKeys.detail(event.subject), runKeys.lists, runKeys.batches];
      return [...runs, ...quotas, serverKeys.all, outputKeys.stacks];
    }
    case "output.created":
    case "output.changed": {
      const runId = event.data["runId"];
      const run = typeof runId === "string" ? [runKeys.detail(runId)] : [];
      return [outputKeys.detail(event.subject), outputKeys.lists, outputKeys.stacks, runKeys.lists, ...run];
    }
    case "comment.created":
    case "comment.changed": {
      const outputId = event.data["outputId"];
      return typeof outputId === "string" ? [commentKeys.of(outputId), ...staleMentions(event)] : [];
    }
    case "claim.changed":
      return [claimKeys.all];
    case "session.changed":
      return [sessionKeys.detail(event.subject), sessionKeys.lists];
    case "output.archived":
    case "output.reopened":
    case "output.rated":
    case "output.labelled":
      return [outputKeys.detail(event.subject), outputKeys.lists];
    case "server.changed":
      return [serverKeys.all];
    case "workflow.changed":
      return [workflowKeys.all];
    case "account.changed":
      return [accountKey];
    case "project.changed":
      return [reasonKeys.all, runKeys.quotas, ...staleReviews(event)];
    case "view.changed":
      return [viewKeys.all];
    case "backfill.changed":
      return [backfillKey];
  }
}

/** A review that is closed or reopened changes what awaits a verdict, and how every output stands. */
function staleReviews({ data }: StreamEvent): QueryKey[] {
  return data["what"] === "review" ? [closingKeys.all, outputKeys.all, sessionKeys.lists] : [];
}

/** Who is called by name, and whom a deleted or edited comment called before: only then the list of mentions is older. */
function staleMentions({ kind, data: { mentions } }: StreamEvent): QueryKey[] {
  const isCall = Array.isArray(mentions) && mentions.length > 0;
  return isCall || kind === "comment.changed" ? [mentionKeys.all] : [];
}

/** Writes a progress frame into the run wherever it is cached. Progress never goes backwards. */
export function applyProgress(client: QueryClient, progress: RunProgress): void {
  const { runId, ...values } = progress;
  const advance = (run: RunView): RunView =>
    run.id !== runId || run.status !== "running" || (run.progress?.fraction ?? 0) > values.fraction
      ? run
      : { ...run, progress: values };
  client.setQueryData<RunView>(runKeys.detail(runId), (run) => run && advance(run));
  client.setQueriesData<InfiniteData<Page<RunView>>>({ queryKey: runKeys.lists }, (data) => {
    if (!data?.pages.some((page) => page.items.some((run) => run.id === runId))) return data;
    return { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(advance) })) };
  });
  client.setQueryData<ServersView>(serverKeys.all, (servers) => servers && advanceSlot(servers, progress));
}

/** The same servers when none of them works on the run, so that nothing is drawn anew. */
function advanceSlot(servers: ServersView, { runId, fraction, node }: RunProgress): ServersView {
  const isAbout = ({ run }: SlotUse) => run?.id === runId && (run.fraction ?? 0) <= fraction;
  if (!servers.items.some(({ running }) => running.some(isAbout))) return servers;
  const advance = (use: SlotUse): SlotUse =>
    use.run !== null && isAbout(use)
      ? { ...use, run: { ...use.run, fraction, node: node?.title ?? use.run.node } }
      : use;
  return {
    ...servers,
    items: servers.items.map((server) => ({ ...server, running: server.running.map(advance) })),
  };
}

/**
 * Returns a function that applies frames to the cache. A burst (a batch of five hundred) makes one refetch per key:
 * what became old is gathered for `gatherMs` before it is marked.
 */
export function frameApplier(client: QueryClient, gatherMs = 200): (frame: Frame) => void {
  const gathered = new Map<string, QueryKey>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  function flush(): void {
    timer = undefined;
    const keys = [...gathered.values()];
    gathered.clear();
    for (const queryKey of keys) void client.invalidateQueries({ queryKey });
  }
  return (frame) => {
    switch (frame.type) {
      case "progress":
        return applyProgress(client, frame.progress);
      case "reset":
        return void client.invalidateQueries();
      case "ready":
        return void client.invalidateQueries({ predicate: isOlderThan(Date.now()) });
      case "event":
        for (const key of staleKeys(frame.event)) gathered.set(JSON.stringify(key), key);
        timer ??= setTimeout(flush, gatherMs);
    }
  };
}

/** A stream begins a moment after the first reads: what happened in between reached neither. */
function isOlderThan(at: number): (query: Query) => boolean {
  return ({ state }) => state.dataUpdatedAt > 0 && state.dataUpdatedAt <= at;
}
