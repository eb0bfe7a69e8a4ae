import type { ReactNode } from "react";
import { Mark } from "#components/shell/mark";

/** How the one thing to do on such a page looks, be it a link or a button. */
export const plainAction =
  "touchable inline-flex h-8 items-center rounded-md bg-accent px-3 text-sm font-medium text-accent-ink hover:bg-accent/85";

type PlainPageProps = { title: string; children: ReactNode; action: ReactNode };

/** The page that stands where another could not. Every page carries it along, so it is nothing but markup. */
export function PlainPage({ title, children, action }: PlainPageProps) {
  return (
    <div className="grid min-h-[70dvh] place-items-center px-6 py-14 text-center">
      <div className="max-w-md">
        <Mark className="mx-auto mb-4 size-9" />
        <h1 className="text-lg font-semibold">{title}</h1>
        <div className="mt-1.5 text-soft">{children}</div>
        <div className="mt-5">{action}</div>
      </div>
    </div>
  );
}
