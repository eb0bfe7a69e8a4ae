"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "#components/ui/link";
import { thumbnailUrl } from "#components/review/grid/thumbnail";
import { VerdictGlyph } from "#components/review/decide/verdict-mark";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { ErrorState } from "#components/ui/error-state";
import { Skeleton } from "#components/ui/skeleton";
import { stateWords } from "#lib/output/state-words";
import { seedTail } from "#lib/review/browser/desk/words";
import { receiptOutputsQuery } from "#lib/review/receipt-queries";
import type { ReceiptOutput } from "#lib/review/receipt-schema";

const side = 56;

/** Every output of the list as it stood, in the order of the list. */
export function ReceiptLines({ id, total }: { id: string; total: number }) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    receiptOutputsQuery(id),
  );
  const lines = data?.pages.flatMap(({ items }) => items) ?? [];
  if (data === undefined && error !== null)
    return <ErrorState error={error} what="the verdicts" onRetry={() => void refetch()} />;
  return (
    <Card>
      {data === undefined ? (
        <Skeleton className="m-4 h-40" />
      ) : (
        <ol aria-label="Verdicts" className="divide-y">
          {lines.map((line) => (
            <Line key={line.position} line={line} digits={total.toLocaleString().length} />
          ))}
        </ol>
      )}
      <p className="flex items-center justify-center gap-3 border-t py-3 text-xs text-faint tabular">
        {`${lines.length.toLocaleString()} of ${total.toLocaleString()}`}
        {hasNextPage && (
          <Button size="sm" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        )}
      </p>
    </Card>
  );
}

function Line({ line, digits }: { line: ReceiptOutput; digits: number }) {
  const {
    position,
    output,
    sha256,
    seed,
    workflowTitle,
    state,
    reason,
    note,
    by,
    at,
    isSkipped,
    undone,
    ownVerdict,
  } = line;
  return (
    <li className="flex items-center gap-3 px-4 py-2">
      <span
        className="shrink-0 text-right text-xs text-faint tabular"
        // As wide as the last of the list.
        style={{ minWidth: `${digits}ch` }}
      >
        {(position + 1).toLocaleString()}
      </span>
      <Link
        href={`/review?state=all&output=${output}`}
        aria-label={`Open picture ${position + 1}`}
        className="block shrink-0 bg-mat"
        style={{ width: side, height: side }}
      >
        {sha256 !== null && (
          <img
            src={thumbnailUrl(sha256, side)}
            alt=""
            loading="lazy"
            decoding="async"
            className="size-full object-contain"
          />
        )}
      </Link>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 text-sm">
          <VerdictGlyph state={state} />
          <span className="font-medium">{state === "pending" ? "Undecided" : stateWords[state]}</span>
          {reason !== null && <bdi className="text-soft">{reason}</bdi>}
          {ownVerdict !== null && ownVerdict !== state && (
            <span className="text-soft">{`you: ${stateWords[ownVerdict].toLowerCase()}`}</span>
          )}
          {isSkipped && <span className="text-soft">skipped</span>}
          {undone > 0 && (
            <span className="text-faint">{undone === 1 ? "undone once" : `undone ${undone} times`}</span>
          )}
        </p>
        {note !== null && (
          <p dir="auto" className="truncate text-xs text-soft">
            {note}
          </p>
        )}
        <p className="truncate text-2xs text-faint">
          <bdi>{workflowTitle}</bdi> <span className="font-mono tabular">{seedTail(seed)}</span>
        </p>
      </div>
      {by !== null && at !== null && (
        <p className="shrink-0 text-right text-xs text-soft tabular max-sm:hidden" suppressHydrationWarning>
          <bdi>{by.name}</bdi>
          <span className="block text-2xs text-faint">
            {new Date(at).toLocaleTimeString(undefined, { timeStyle: "short" })}
          </span>
        </p>
      )}
    </li>
  );
}
