"use client";

import { useEffect, useRef } from "react";
import { Button } from "#components/ui/button";

type MoreRowsProps = { hasMore: boolean; isFetching: boolean; shown: number; onMore: () => void };

/** Fetches the next page when the end comes near; a button does the same. The end says how many there are. */
export function MoreRows({ hasMore, isFetching, shown, onMore }: MoreRowsProps) {
  const end = useRef<HTMLDivElement>(null);
  const fetchMore = useRef(onMore);
  useEffect(() => {
    fetchMore.current = onMore;
  });
  useEffect(() => {
    if (!hasMore || isFetching || end.current === null) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && fetchMore.current(), {
      rootMargin: "400px",
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [hasMore, isFetching]);
  return (
    <div ref={end} className="flex justify-center py-5 text-xs text-faint">
      {hasMore ? (
        <Button size="sm" busy={isFetching} onClick={onMore}>
          {isFetching ? "Loading more" : "Load more"}
        </Button>
      ) : (
        `${shown} ${shown === 1 ? "run" : "runs"} in all`
      )}
    </div>
  );
}
