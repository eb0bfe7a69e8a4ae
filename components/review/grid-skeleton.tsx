import { Skeleton } from "#components/ui/skeleton";

/** The grid's own layout, while its first page is on the way. */
export function GridSkeleton() {
  return (
    <div aria-hidden className="flex flex-wrap justify-center gap-5 p-5">
      {Array.from({ length: 12 }, (_, index) => (
        <Skeleton key={index} className="size-49" />
      ))}
    </div>
  );
}
