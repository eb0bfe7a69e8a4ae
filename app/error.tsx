"use client";

import { TriangleAlert } from "lucide-react";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";

export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <div role="alert" className="grid min-h-[70dvh] place-items-center">
      <EmptyState
        icon={TriangleAlert}
        title="This page stopped working"
        isWholePage
        actions={
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
        }
      >
        <p>Runs and verdicts are kept on the server, so nothing of those is lost.</p>
        {error.digest !== undefined && (
          <p className="mt-2 font-mono text-2xs text-faint">
            Quote this when asking for help: {error.digest}
          </p>
        )}
      </EmptyState>
    </div>
  );
}
