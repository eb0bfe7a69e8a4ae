import { Loading } from "#components/ui/loading";
import { Skeleton } from "#components/ui/skeleton";

/** The grid's own layout, while its first page is on the way. */
export function GridSkeleton() {
  return (
    <Loading what="the pictures" onRetry={() => window.location.reload()}>
      <div aria-hidden className="flex flex-wrap justify-center gap-5 p-5">
        {Array.from({ length: 12 }, (_, index) => (
          <Skeleton key={index} className="size-49" />
        ))}
      </div>
    </Loading>
  );
}
