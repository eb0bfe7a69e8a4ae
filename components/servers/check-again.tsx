"use client";

import { useQuery } from "@tanstack/react-query";
import { Button } from "#components/ui/button";
import { serversQuery } from "#lib/server/server-queries";

/** Asks at once how the servers are, for who does not want to wait until it is told. */
export function CheckAgain({ className }: { className?: string }) {
  const { isFetching, refetch } = useQuery(serversQuery());
  return (
    <Button size="sm" className={className} busy={isFetching} onClick={() => void refetch()}>
      Check again
    </Button>
  );
}
