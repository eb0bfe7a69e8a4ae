import type { ReactNode } from "react";
import { Link } from "#components/ui/link";

/** Beside a heading, to all of what stands below it. As high as a finger needs, and no higher than its line. */
export function MoreLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="-my-1 inline-flex min-h-6 items-center justify-end text-xs font-normal text-soft hover:text-text pointer-coarse:-my-3 pointer-coarse:min-h-11 pointer-coarse:min-w-11"
    >
      {children}
    </Link>
  );
}
