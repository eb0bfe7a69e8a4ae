import type { ReactNode } from "react";
import { cn } from "#components/ui/cn";

type ScrollRegionProps = { label: string | undefined; className?: string; children: ReactNode };

/** Scrolls by itself, and takes focus so that a keyboard can move it. `className` bounds its size. */
export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  return (
    <div role="region" aria-label={label} tabIndex={0} className={cn("overflow-auto", className)}>
      {children}
    </div>
  );
}
