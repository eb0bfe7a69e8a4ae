"use client";

import { useQuery } from "@tanstack/react-query";
import { Workflow } from "lucide-react";
import { Link } from "#components/ui/link";
import { WorkflowCard } from "#components/generate/workflow-card";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { Loading } from "#components/ui/loading";
import { Page } from "#components/ui/page";
import { PageHeader } from "#components/ui/page-header";
import { Skeleton } from "#components/ui/skeleton";
import { workflowListQuery } from "#lib/workflow/workflow-queries";

/** Which workflow? Those that work come first; broken ones stay in sight with the reason. */
export function WorkflowPicker() {
  const { data, error, isPending, refetch } = useQuery(workflowListQuery());
  const items = (data?.items ?? []).toSorted(
    (a, b) => Number(a.status === "broken") - Number(b.status === "broken"),
  );
  return (
    <Page>
      <PageHeader
        title="Generate"
        description="Choose a workflow, fill in its form, and follow the pictures as they come."
      />
      {isPending && (
        <Loading what="the workflows" onRetry={() => void refetch()}>
          <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
            {[1, 2, 3].map((key) => (
              <Skeleton key={key} className="h-72" />
            ))}
          </div>
        </Loading>
      )}
      {error !== null && data === undefined && (
        <ErrorState error={error} what="the workflows" onRetry={() => void refetch()} />
      )}
      {data !== undefined && items.length === 0 && (
        <EmptyState
          icon={Workflow}
          title="There is no workflow yet"
          actions={
            <Button variant="primary" asChild>
              <Link href="/workflows">See how to add one</Link>
            </Button>
          }
        >
          A workflow is a graph exported from ComfyUI with a contract that says what may be set.
        </EmptyState>
      )}
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {items.map((workflow) => (
          <WorkflowCard key={workflow.name} workflow={workflow} />
        ))}
      </ul>
    </Page>
  );
}
