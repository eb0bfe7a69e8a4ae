import { Loading } from "#components/ui/loading";
import { Page } from "#components/ui/page";
import { Skeleton } from "#components/ui/skeleton";

/** The form's final layout before there is a form. */
export function GenerateSkeleton() {
  return (
    <Page>
      <Loading what="the form" onRetry={() => window.location.reload()}>
        <Skeleton className="h-7 w-56" />
        <Skeleton className="mt-2 mb-6 h-5 w-96 max-w-full" />
        <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_21rem]">
          <div className="grid content-start gap-5">
            <Skeleton className="h-24" />
            <Skeleton className="h-24" />
            <div className="grid gap-5 sm:grid-cols-2">
              <Skeleton className="h-14" />
              <Skeleton className="h-14" />
              <Skeleton className="h-14" />
              <Skeleton className="h-14" />
            </div>
          </div>
          <Skeleton className="h-40" />
        </div>
      </Loading>
    </Page>
  );
}
