"use client";

import { useQuery } from "@tanstack/react-query";
import { Check, Pencil } from "lucide-react";
import { Link } from "#components/ui/link";
import { useState } from "react";
import { SaveView } from "#components/review/find/save-view";
import { ViewEditor } from "#components/review/find/view-editor";
import { useMe, useProject } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { Skeleton } from "#components/ui/skeleton";
import { describeCount } from "#lib/output/describe-count";
import { outputCountQuery } from "#lib/output/output-queries";
import { describeFilter } from "#lib/review/browser/find/filter-words";
import { reviewPath, toOutputFilter, type ReviewFilter } from "#lib/review/browser/find/review-filter";
import { isShown, othersView, viewsOf, type View } from "#lib/review/browser/find/views";
import { reviewPolicyQuery } from "#lib/review/reason-queries";
import { viewsQuery } from "#lib/review/view-queries";

type ViewsPanelProps = { filter: ReviewFilter; onClose: () => void };

export function ViewsPanel({ filter, onClose }: ViewsPanelProps) {
  const { data, error, refetch } = useQuery(viewsQuery());
  const [edited, setEdited] = useState<string | null>(null);
  const policy = useQuery(reviewPolicyQuery(useProject()?.id));
  const views = viewsOf(data ?? [], policy.data?.separatesDuties);
  // What needs one's verdict depends on it: a list that would be another a moment later is not offered.
  if (policy.isLoading) return <Skeleton className="h-40" />;
  return (
    <div className="min-h-0 overflow-y-auto">
      <ul aria-label="Views" className="grid grid-cols-1 gap-0.5">
        {views.map((view) =>
          view.saved !== null && view.id === edited ? (
            <li key={view.id}>
              <ViewEditor view={view.saved} filter={filter} onDone={() => setEdited(null)} />
            </li>
          ) : (
            <ViewRow
              key={view.id}
              view={view}
              isCurrent={isShown(view, filter)}
              onOpen={onClose}
              onEdit={() => setEdited(view.id)}
            />
          ),
        )}
      </ul>
      {data === undefined && error === null && <Skeleton className="mt-1 h-16" />}
      {data === undefined && error !== null && (
        <p role="alert" className="p-2 text-xs text-soft">
          {`The saved views could not be read. ${error.message} `}
          <Button size="sm" onClick={() => void refetch()}>
            Try again
          </Button>
        </p>
      )}
      {edited === null && data !== undefined && !views.some((view) => isShown(view, filter)) && (
        <SaveView filter={filter} />
      )}
    </div>
  );
}

/** A queue counts what waits for whoever looks. */
function awaiting({ filter }: View): { awaiting?: "me" } {
  const { state, archived, awaiting } = filter;
  return state === "pending" && archived === null && awaiting === null ? { awaiting: "me" } : {};
}

type ViewRowProps = { view: View; isCurrent: boolean; onOpen: () => void; onEdit: () => void };

function ViewRow({ view, isCurrent, onOpen, onEdit }: ViewRowProps) {
  const me = useMe();
  const { data } = useQuery(outputCountQuery({ ...toOutputFilter(view.filter), ...awaiting(view) }));
  const { saved } = view;
  if (view.id === othersView && !isCurrent && !data?.count) return null;
  const whose =
    saved === null || saved.owner.id === me.id ? (saved?.shared ? "Shared" : undefined) : saved.owner.name;
  const mayEdit = saved !== null && (saved.owner.id === me.id || me.projects[0]?.role === "owner");
  return (
    <li className="flex items-center gap-1 rounded-md hover:bg-hover">
      <Link
        href={reviewPath(view.filter)}
        aria-current={isCurrent ? "page" : undefined}
        onClick={onOpen}
        className="flex min-h-9 min-w-0 flex-1 items-center gap-2 rounded-md px-2 py-1 pointer-coarse:min-h-11"
      >
        <Check
          aria-hidden
          className={isCurrent ? "size-4 shrink-0 text-accent-text" : "size-4 shrink-0 opacity-0"}
        />
        <span className="min-w-0 flex-1">
          <span dir="auto" className="block truncate text-sm">
            {view.name}
          </span>
          <span className="block truncate text-2xs text-faint">
            {whose === undefined ? "" : `${whose} · `}
            {describeFilter(view.filter)}
          </span>
        </span>
        <span className="shrink-0 text-xs text-soft tabular">
          {data === undefined ? "" : (describeCount(data) ?? "many")}
          <span className="sr-only"> pictures</span>
        </span>
      </Link>
      {mayEdit && (
        <Button variant="ghost" size="icon-sm" aria-label={`Change the view ${view.name}`} onClick={onEdit}>
          <Pencil aria-hidden />
        </Button>
      )}
    </li>
  );
}
