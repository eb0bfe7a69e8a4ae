"use client";

import { ChevronLeft } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import { Link } from "#components/ui/link";

type PageHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** The list that this page is one of. */
  back?: { href: string; label: string };
  /** It comes up where a key was pressed on something that is gone now, so it takes the focus over. */
  isArrival?: boolean;
};

/** The top of a page: the way back, its one h1, a sentence, what can be done here. */
export function PageHeader({ title, description, actions, back, isArrival = false }: PageHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isArrival && document.activeElement === document.body) heading.current?.focus();
  }, [isArrival]);
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 pb-5">
      {back !== undefined && (
        <p className="-mb-2 w-full">
          <Link
            href={back.href}
            className="-ml-1 inline-flex items-center gap-0.5 py-1 text-xs text-soft hover:text-text pointer-coarse:min-h-11"
          >
            <ChevronLeft aria-hidden className="size-3.5" />
            {back.label}
          </Link>
        </p>
      )}
      <div className="min-w-0 grow basis-80">
        <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold tracking-tight outline-none">
          {title}
        </h1>
        {description !== undefined && <p className="mt-0.5 max-w-prose text-soft">{description}</p>}
      </div>
      {/* Its middle is the title's, however tall its buttons are. */}
      {actions !== undefined && (
        <div className="-my-0.5 flex min-h-8 max-w-full flex-wrap items-center gap-2">{actions}</div>
      )}
    </header>
  );
}
