import type { ReactNode } from "react";

/** What stands in the way of a whole form, said at once to everybody. Without an icon of the set: sign-in has no other. */
export function FormAlert({ children }: { children: ReactNode }) {
  return (
    <p
      role="alert"
      className="flex items-start gap-2 rounded-md border border-rejected/50 bg-rejected-tint px-3 py-2 text-sm text-text"
    >
      <span
        aria-hidden
        className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-rejected text-2xs leading-none font-semibold text-rejected"
      >
        !
      </span>
      <span>{children}</span>
    </p>
  );
}
