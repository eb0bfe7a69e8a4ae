"use client";

import { Bookmark } from "lucide-react";
import { Suspense } from "react";
import { Button } from "#components/ui/button";
import { lazyPart } from "#components/ui/lazy-part";
import { Popup } from "#components/ui/popup";
import { Skeleton } from "#components/ui/skeleton";
import type { ReviewFilter } from "#lib/review/browser/find/review-filter";

const ViewsPanel = lazyPart(() =>
  import("#components/review/find/views-panel").then((part) => part.ViewsPanel),
);

/** Lists worth coming back to, each with how many pictures it holds now. */
export function ViewsMenu({ filter }: { filter: ReviewFilter }) {
  return (
    <Popup
      label="Views"
      align="end"
      className="w-88"
      trigger={
        <Button variant="ghost" className="max-md:flex-1 md:order-last md:ml-auto">
          <Bookmark aria-hidden />
          Views
        </Button>
      }
    >
      {(close) => (
        <Suspense fallback={<Skeleton className="h-40" />}>
          <ViewsPanel filter={filter} onClose={close} />
        </Suspense>
      )}
    </Popup>
  );
}
