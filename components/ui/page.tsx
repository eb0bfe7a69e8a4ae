import type { ReactNode } from "react";
import { cn } from "#components/ui/cn";

/** The measure and margins of an ordinary page. The review desk fills the screen and does without. */
export function Page({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={cn("mx-auto w-full max-w-6xl px-4 py-6 md:px-8", className)}>{children}</div>;
}
