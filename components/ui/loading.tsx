"use client";

import { useQueryClient, type Query } from "@tanstack/react-query";
import { Hourglass } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";

const patienceMs = 10_000;

type LoadingProps = {
  /** Completes "Loading …". */
  what: string;
  onRetry: () => void;
  /** A skeleton in the final layout. */
  children: ReactNode;
};

/** Holds the place of what is coming; after ten seconds it says that this takes long, and offers to ask again. */
export function Loading({ what, onRetry, children }: LoadingProps) {
  const client = useQueryClient();
  const [tries, setTries] = useState(0);
  const [slowTry, setSlowTry] = useState(-1);
  useEffect(() => {
    const timer = setTimeout(() => setSlowTry(tries), patienceMs);
    return () => clearTimeout(timer);
  }, [tries]);
  if (slowTry !== tries) {
    return (
      <>
        <p role="status" className="sr-only">
          {`Loading ${what}`}
        </p>
        {children}
      </>
    );
  }
  return (
    <div role="status">
      <EmptyState
        icon={Hourglass}
        title={`Still loading ${what}`}
        actions={
          <Button
            onClick={() => {
              setTries(tries + 1);
              // What was asked and not answered would only be waited for again.
              void client.cancelQueries({ predicate: isUnanswered }).then(onRetry);
            }}
          >
            Try again
          </Button>
        }
      >
        This takes longer than usual. It appears here as soon as it arrives.
      </EmptyState>
    </div>
  );
}

const isUnanswered = ({ state }: Query) => state.data === undefined;
