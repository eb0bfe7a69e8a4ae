import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        icon={SearchX}
        title="There is nothing at this address"
        isWholePage
        actions={
          <Button asChild variant="primary">
            {/* oxlint-disable-next-line nextjs/no-html-link-for-pages -- every page would carry the router's link for this one */}
            <a href="/">Go home</a>
          </Button>
        }
      >
        It may have been mistyped, or it belongs to a project you are not in.
      </EmptyState>
    </main>
  );
}
