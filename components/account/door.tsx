import type { ReactNode } from "react";
import { ContactSheet } from "#components/account/contact-sheet";
import { Mark } from "#components/shell/mark";

/** The frame of the pages in front of the door: the form at hand, a contact sheet on the wall where there is room. */
export function Door({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(26rem,34rem)_1fr]">
      <main className="flex flex-col bg-surface px-6 py-8 sm:px-12 lg:border-r">
        <p className="flex items-center gap-2.5 text-base font-semibold">
          <Mark className="size-7" />
          Proofsheet
        </p>
        <div className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-10">{children}</div>
      </main>
      <div className="hidden items-center justify-center bg-sunk p-12 lg:flex">
        <ContactSheet className="w-full max-w-2xl" />
      </div>
    </div>
  );
}
