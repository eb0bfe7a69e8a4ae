"use client";

import { useQuery } from "@tanstack/react-query";
import { Server } from "lucide-react";
import { scaleOf } from "#components/servers/compared-numbers";
import { PoolSection } from "#components/servers/pool-section";
import { useWhyNot } from "#components/shell/me-context";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { Loading } from "#components/ui/loading";
import { Page } from "#components/ui/page";
import { PageHeader } from "#components/ui/page-header";
import { Skeleton } from "#components/ui/skeleton";
import { serversQuery } from "#lib/server/server-queries";
import type { ServersView } from "#lib/server/server-schema";

/** The machines that draw, pool by pool. Events keep it true; the interval only lets the last hour move on. */
export function ServersPage() {
  const { data, error, refetch } = useQuery({ ...serversQuery(), refetchInterval: 15_000 });
  return (
    <Page>
      <PageHeader
        title="Servers"
        description="The ComfyUI servers that run the workflows, how they are, and what runs where."
      />
      {data === undefined && error === null && (
        <Loading what="the servers" onRetry={() => void refetch()}>
          <ServersSkeleton />
        </Loading>
      )}
      {data === undefined && error !== null && (
        <ErrorState error={error} what="the servers" onRetry={() => void refetch()} />
      )}
      {data !== undefined && (data.items.length === 0 ? <NoServers /> : <Pools servers={data} />)}
    </Page>
  );
}

function Pools({ servers }: { servers: ServersView }) {
  const whyNot = useWhyNot("server.manage");
  const scale = scaleOf(servers.items);
  return (
    <div className="grid gap-8">
      {whyNot !== undefined && (
        <p className="-mb-3 text-xs text-soft">You can look, but not drain or resume a server. {whyNot}</p>
      )}
      {servers.pools.map((pool) => (
        <PoolSection
          key={pool.name}
          pool={pool}
          servers={servers.items.filter((server) => server.pool === pool.name)}
          scale={scale}
        />
      ))}
    </div>
  );
}

function ServersSkeleton() {
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Skeleton className="h-80" />
      <Skeleton className="h-80" />
    </div>
  );
}

function NoServers() {
  return (
    <EmptyState icon={Server} title="No server is connected">
      <p>
        Runs can be started all the same; they wait until a server joins. Connect one where Proofsheet is
        started:
      </p>
      <pre className="mt-4 wrap-anywhere whitespace-pre-wrap rounded-md border bg-sunk p-3 text-left font-mono text-xs">
        COMFYUI_URL=http://127.0.0.1:8188 npm start
      </pre>
      <p className="mt-3 text-xs">
        Several servers are separated by commas, and a pool is named in front: flux=http://gpu-2:8188
      </p>
    </EmptyState>
  );
}
