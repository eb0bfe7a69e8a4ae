"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { Link } from "#components/ui/link";
import { ReceiptLines } from "#components/review/sessions/receipt-lines";
import { useFilterNames } from "#components/review/find/use-filter-names";
import { VerdictGlyph } from "#components/review/decide/verdict-mark";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { CopyButton } from "#components/ui/copy-button";
import { ErrorState } from "#components/ui/error-state";
import { Page } from "#components/ui/page";
import { PageHeader } from "#components/ui/page-header";
import { Skeleton } from "#components/ui/skeleton";
import { stateWords } from "#lib/output/state-words";
import { duration } from "#lib/relative-time";
import { plainFilter } from "#lib/review/browser/find/review-filter";
import { describeScope, filterOf, scopePath } from "#lib/review/browser/sessions/scope-words";
import { receiptQuery } from "#lib/review/receipt-queries";
import type { Receipt } from "#lib/review/receipt-schema";
import { setApart } from "#lib/set-apart";

/** What a session came to. It stays as it is, whatever is decided later. */
export function ReceiptPage({ id }: { id: string }) {
  const { data: receipt, error, refetch } = useQuery(receiptQuery(id));
  const nameOf = useFilterNames(receipt === undefined ? plainFilter : filterOf(receipt.scope));
  if (receipt === undefined) {
    return (
      <Page>
        {error === null ? (
          <Skeleton className="h-40" />
        ) : (
          <ErrorState
            error={error}
            what="this receipt"
            onRetry={() => void refetch()}
            elsewhere={{ href: "/review/sessions", label: "Your sessions" }}
          />
        )}
      </Page>
    );
  }
  return (
    <Page>
      <PageHeader
        title="Receipt"
        isArrival
        description={`${setApart(receipt.reviewer.name)} reviewed: ${describeScope(receipt.scope, nameOf)}, ${
          receipt.order === "oldest" ? "oldest first" : "newest first"
        }.`}
        actions={
          <>
            <CopyButton text={linkTo(id)} what="the link" />
            <Button asChild>
              <a href={`/api/v1/review-sessions/${id}/receipt/export`} download>
                <Download aria-hidden />
                CSV
              </a>
            </Button>
            <Button asChild>
              <Link href="/review/sessions">Your sessions</Link>
            </Button>
            <Button variant="primary" asChild>
              <Link href={scopePath(receipt.scope)}>Review again</Link>
            </Button>
          </>
        }
      />
      <Tally receipt={receipt} />
      <ReceiptLines id={id} total={receipt.total} />
    </Page>
  );
}

/** The address that others open it by; whoever belongs to its projects may. */
function linkTo(id: string): string {
  return typeof window === "undefined" ? "" : new URL(`/review/receipts/${id}`, window.location.href).href;
}

const verdicts = ["approved", "rejected", "reseeded"] as const;

function Tally({ receipt }: { receipt: Receipt }) {
  const { counts, own, total, skipped, undone, startedAt, endedAt } = receipt;
  return (
    <Card className="mb-6">
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg bg-line sm:grid-cols-3 lg:grid-cols-6 *:bg-surface *:px-4 *:py-3">
        {verdicts.map((state) => (
          <Fact
            key={state}
            name={stateWords[state]}
            value={counts[state]}
            hint={own[state] === counts[state] ? undefined : `${own[state]} by the reviewer`}
          >
            <VerdictGlyph state={state} />
          </Fact>
        ))}
        <Fact
          name="Undecided"
          value={counts.pending}
          hint={skipped === 0 ? undefined : `${skipped} skipped`}
        />
        <Fact name="Undone" value={undone} hint={undone === 0 ? undefined : "taken back on the way"} />
        <Fact name="Pictures" value={total} hint={`in ${duration(startedAt, endedAt)}`} />
      </dl>
      <p className="border-t px-4 py-2.5 text-xs text-soft tabular" suppressHydrationWarning>
        {`${timeOf(startedAt)} to ${timeOf(endedAt)}. Nothing on this page changes any more.`}
      </p>
    </Card>
  );
}

type FactProps = { name: string; value: number; hint?: string | undefined; children?: React.ReactNode };

function Fact({ name, value, hint, children }: FactProps) {
  return (
    <div>
      <dt className="flex items-center gap-1 text-xs text-soft">
        {children}
        {name}
      </dt>
      <dd className="text-xl font-semibold tabular">{value.toLocaleString()}</dd>
      <dd className="h-4 text-2xs text-faint tabular">{hint}</dd>
    </div>
  );
}

function timeOf(iso: string): string {
  return new Date(iso).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}
