"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { Link } from "#components/ui/link";
import { OutputThumb } from "#components/runs/output-thumb";
import { useClosing } from "#components/review/desk/use-closing";
import { useWhyNot } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { Card, CardBody, CardHeader } from "#components/ui/card";
import { Skeleton } from "#components/ui/skeleton";
import { describeCount } from "#lib/output/describe-count";
import { outputListQuery, waitingCountQuery, waitingForMe } from "#lib/output/output-queries";

const shownPictures = 8;

/** Pictures without a verdict. */
export function WaitingForYou() {
  const isMine = useWhyNot("output.decide") === undefined;
  const count = useQuery(waitingCountQuery());
  const pictures = useInfiniteQuery(outputListQuery(waitingForMe, shownPictures));
  const isClosed = useClosing() !== null;
  const items = pictures.data?.pages[0]?.items ?? [];
  const total = count.data && describeCount(count.data);
  return (
    <Card>
      <CardHeader
        title={isMine ? "Waiting for you" : "Waiting for a verdict"}
        actions={
          items.length > 0 && (
            <Button variant={isMine ? "primary" : "secondary"} size="sm" asChild>
              <Link href="/review">
                {isMine ? "Review" : "Look at"} {total ?? ""}
              </Link>
            </Button>
          )
        }
      />
      <CardBody>
        {pictures.isPending && (
          <div className="grid grid-cols-4 gap-3">
            {Array.from({ length: shownPictures }, (_, index) => (
              <Skeleton key={index} className="aspect-square" />
            ))}
          </div>
        )}
        {pictures.isError && items.length === 0 && (
          <p className="text-sm text-soft">The pictures could not be read just now.</p>
        )}
        {pictures.data !== undefined && items.length === 0 && (
          <p className="flex items-center gap-2 text-sm text-soft">
            <CircleCheck aria-hidden className="size-4 text-approved" />
            {isClosed
              ? "The review is closed: no picture waits for a verdict."
              : isMine
                ? "No picture waits for a verdict of yours."
                : "Every picture has its verdict."}
          </p>
        )}
        {items.length > 0 && (
          <div className="grid grid-cols-4 gap-3">
            {items.map((output, index) => (
              <OutputThumb key={output.id} output={output} number={index + 1} className="aspect-square" />
            ))}
          </div>
        )}
      </CardBody>
    </Card>
  );
}
