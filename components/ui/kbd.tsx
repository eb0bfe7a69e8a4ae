import type { ReactNode } from "react";
import { cn } from "#components/ui/cn";

export function Kbd({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <kbd
      className={cn(
        "inline-grid h-4.5 min-w-4.5 shrink-0 place-items-center rounded-sm border border-line-strong/70 bg-sunk px-1 font-mono text-2xs leading-none whitespace-nowrap text-soft",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
