"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFilterNames } from "#components/review/find/use-filter-names";
import { Button } from "#components/ui/button";
import { Card, CardBody, CardHeader } from "#components/ui/card";
import { ErrorState } from "#components/ui/error-state";
import { Link } from "#components/ui/link";
import { Page } from "#components/ui/page";
import { PageHeader } from "#components/ui/page-header";
import { RelativeTime } from "#components/ui/relative-time";
import { Select } from "#components/ui/select";
import { Skeleton } from "#components/ui/skeleton";
import { describeScope, filterOf, scopePath } from "#lib/review/browser/sessions/scope-words";
import { sessionsQuery } from "#lib/review/session-queries";
import type { SessionView } from "#lib/review/session-schema";

const mostOpen = 50;
const mostClosed = 30;

/** One's own sessions: those left open with where each stopped, and the receipts of those that were closed. */
export function SessionsPage() {
  return (
    <Page>
      <PageHeader
        title="Review sessions"
        description="A session is a list that is frozen when you start it. Leave it when you like: it goes on where you stopped."
        actions={<StartSession />}
      />
      <div className="grid grid-cols-1 gap-6">
        <Sessions title="Open" asked={{ open: true, limit: mostOpen }} empty="You have left nothing open." />
        <Sessions
          title="Closed, with a receipt"
          asked={{ open: false, limit: mostClosed }}
          empty="Nothing is closed yet. At the end of a list you close it with a receipt."
        />
      </div>
    </Page>
  );
}

/** The order is chosen before a session starts, and stays. */
function StartSession() {
  const [order, setOrder] = useState<"oldest" | "newest">("oldest");
  return (
    <>
      <span className="w-36">
        <Select
          aria-label="Order of a new session"
          value={order}
          onChange={(event) => setOrder(event.target.value === "newest" ? "newest" : "oldest")}
        >
          <option value="oldest">Oldest first</option>
          <option value="newest">Newest first</option>
        </Select>
      </span>
      <Button variant="primary" asChild>
        <Link href={order === "newest" ? "/review?order=newest" : "/review"}>Review what is undecided</Link>
      </Button>
    </>
  );
}

type SessionsProps = { title: string; asked: { open: boolean; limit: number }; empty: string };

function Sessions({ title, asked, empty }: SessionsProps) {
  const { data, error, refetch } = useQuery(sessionsQuery(asked));
  return (
    <Card>
      <CardHeader title={title} />
      {data === undefined && error === null && (
        <CardBody className="grid gap-2">
          <Skeleton className="h-10" />
          <Skeleton className="h-10" />
        </CardBody>
      )}
      {data === undefined && error !== null && (
        <ErrorState error={error} what="your sessions" onRetry={() => void refetch()} />
      )}
      {data?.items.length === 0 && <CardBody className="text-sm text-soft">{empty}</CardBody>}
      {data && data.items.length > 0 && (
        <ul aria-label={title} className="divide-y">
          {data.items.map((session) => (
            <SessionLine key={session.id} session={session} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function SessionLine({ session }: { session: SessionView }) {
  const { id, scope, order, position, total, usedAt, closedAt } = session;
  const nameOf = useFilterNames(filterOf(scope));
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">{describeScope(scope, nameOf)}</p>
        <p className="flex flex-wrap gap-x-3 text-xs text-soft tabular">
          {closedAt === null ? (
            <span>{`Stopped at ${(position + 1).toLocaleString()} of ${total.toLocaleString()}`}</span>
          ) : (
            <span>{`${total.toLocaleString()} pictures`}</span>
          )}
          <span>{order === "oldest" ? "oldest first" : "newest first"}</span>
          <RelativeTime at={closedAt ?? usedAt} />
        </p>
      </div>
      <Button size="sm" asChild>
        {closedAt === null ? (
          <Link href={scopePath(scope, { session: id })}>Resume</Link>
        ) : (
          <Link href={`/review/receipts/${id}`}>Receipt</Link>
        )}
      </Button>
    </li>
  );
}
