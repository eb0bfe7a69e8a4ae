"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps, MouseEvent } from "react";
import { readConnection } from "#lib/event/browser/connection";
import { toast } from "#components/ui/toast";

type LinkProps = ComponentProps<"a"> & {
  /** A path of ours. */
  href: string;
};

/**
 * A link that goes on without loading the page anew. What it leads to is fetched ahead when a pointer comes near it, not
 * for every link in sight; and it weighs a tenth of the router's own, which every page would carry.
 */
export function Link({ href, onClick, onPointerEnter, children, ...rest }: LinkProps) {
  const router = useRouter();
  function follow(event: MouseEvent<HTMLAnchorElement>): void {
    onClick?.(event);
    if (event.defaultPrevented || isForBrowser(event)) return;
    event.preventDefault();
    // The browser would leave for a page of its own that says no more, and whoever is here could not come back either.
    if (!navigator.onLine && readConnection() !== "live")
      toast.info("There is no network. Try again when it is back.");
    else router.push(href);
  }
  return (
    <a
      href={href}
      onClick={follow}
      onPointerEnter={(event) => {
        onPointerEnter?.(event);
        router.prefetch(href);
      }}
      {...rest}
    >
      {children}
    </a>
  );
}

/** Opening elsewhere and saving are the browser's business. */
function isForBrowser(event: MouseEvent<HTMLAnchorElement>): boolean {
  const { target, download } = event.currentTarget;
  const isElsewhere = download !== "" || (target !== "" && target !== "_self");
  return (
    isElsewhere || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0
  );
}
