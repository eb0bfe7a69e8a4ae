import { cn } from "#components/ui/cn";

/** Holds the place of something that is coming. Give it the final size. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden data-skeleton className={cn("rounded-md bg-hover", className)} />;
}
