"use client";

import { useQuery } from "@tanstack/react-query";
import { Link } from "#components/ui/link";
import { AddWorkflow } from "#components/workflows/add-workflow";
import { DriftNotice } from "#components/workflows/drift-notice";
import { WorkflowBadge } from "#components/workflows/workflow-badge";
import { Button } from "#components/ui/button";
import { ErrorState } from "#components/ui/error-state";
import { Loading } from "#components/ui/loading";
import { Page } from "#components/ui/page";
import { PageHeader } from "#components/ui/page-header";
import { RelativeTime } from "#components/ui/relative-time";
import { Skeleton } from "#components/ui/skeleton";
import { Table, Td, Th, Tr } from "#components/ui/table";
import { workflowListQuery } from "#lib/workflow/workflow-queries";
import type { WorkflowView } from "#lib/workflow/workflow-schema";

/** What can be run here, and what cannot until it is repaired. */
export function WorkflowsPage() {
  const { data, error, isPending, refetch } = useQuery(workflowListQuery());
  return (
    <Page>
      <PageHeader
        title="Workflows"
        description="Graphs from ComfyUI, each with a contract that says what may be set."
      />
      {isPending && (
        <Loading what="the workflows" onRetry={() => void refetch()}>
          <div className="grid gap-2">
            {[1, 2, 3, 4].map((key) => (
              <Skeleton key={key} className="h-12" />
            ))}
          </div>
        </Loading>
      )}
      {error !== null && data === undefined && (
        <ErrorState error={error} what="the workflows" onRetry={() => void refetch()} />
      )}
      {data !== undefined && data.items.length > 0 && <WorkflowTable items={data.items} />}
      {data !== undefined && (
        <div className="mt-8">
          <AddWorkflow isFirst={data.items.length === 0} />
        </div>
      )}
    </Page>
  );
}

function WorkflowTable({ items }: { items: readonly WorkflowView[] }) {
  return (
    <div className="rounded-lg border bg-surface">
      <Table aria-label="Workflows">
        <thead>
          <tr>
            <Th>Workflow</Th>
            <Th className="max-md:hidden">State</Th>
            <Th className="max-md:hidden">Version</Th>
            <Th className="max-md:hidden">Pool</Th>
            <Th className="max-md:hidden">Changed</Th>
            <Th>
              <span className="sr-only">Open</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {items.map((workflow) => (
            <Tr key={workflow.name}>
              <Td className="md:min-w-52">
                <Link href={`/workflows/${workflow.name}`} className="font-medium hover:underline">
                  {workflow.title}
                </Link>
                <p className="font-mono text-2xs break-all text-faint">{workflow.name}</p>
                <div className="mt-1.5 md:hidden">
                  <State workflow={workflow} />
                </div>
              </Td>
              <Td className="max-md:hidden">
                <State workflow={workflow} />
              </Td>
              <Td className="whitespace-nowrap max-md:hidden">
                {workflow.version === null ? (
                  <span className="text-faint">none yet</span>
                ) : (
                  <>
                    <span className="tabular">{workflow.versionNumber}</span>{" "}
                    <span className="font-mono text-2xs text-faint">{workflow.version}</span>
                  </>
                )}
              </Td>
              <Td className="text-soft max-md:hidden">{workflow.pool ?? "any"}</Td>
              <Td className="whitespace-nowrap text-soft max-md:hidden">
                <RelativeTime at={workflow.updatedAt} />
              </Td>
              <Td className="text-right">
                {workflow.status === "published" && (
                  <Button size="sm" asChild>
                    <Link href={`/generate/${workflow.name}`}>Open form</Link>
                  </Button>
                )}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function State({ workflow: { status, problems, drift } }: { workflow: WorkflowView }) {
  return (
    <>
      <WorkflowBadge status={status} />
      {problems.length > 0 && (
        <p className="mt-0.5 text-2xs text-faint">
          {problems.length === 1 ? "1 problem" : `${problems.length} problems`}
        </p>
      )}
      <DriftNotice drift={drift} className="mt-1 max-w-72 text-soft" />
    </>
  );
}
