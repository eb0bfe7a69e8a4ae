"use client";

import { useReconnected } from "#components/review/desk/use-reconnected";
import { Button } from "#components/ui/button";

/** Stands where a picture cannot, and says why. */
export function PictureFailure({ words, onRetry }: { words: string; onRetry: (() => void) | undefined }) {
  useReconnected(onRetry);
  return (
    <div
      role="alert"
      data-picture-failure
      className="absolute inset-0 grid place-items-center bg-mat p-6 text-center text-text"
    >
      <div>
        <p>{words}</p>
        {onRetry && (
          <Button variant="link" onClick={onRetry}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}
