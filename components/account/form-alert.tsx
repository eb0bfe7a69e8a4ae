import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

/** What stands in the way of a whole form, said at once to everybody. */
export function FormAlert({ children }: { children: ReactNode }) {
  return (
    <p
      role="alert"
      className="flex items-start gap-2 rounded-md border border-rejected/50 bg-rejected-tint px-3 py-2 text-sm text-text"
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-rejected" />
      <span>{children}</span>
    </p>
  );
}
