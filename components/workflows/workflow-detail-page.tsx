"use client";

import { useQuery } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { Link } from "#components/ui/link";
import { useMemo, type ReactNode } from "react";
import { ContractTable } from "#components/workflows/contract-table";
import { JsonFold } from "#components/workflows/json-fold";
import { ProblemList } from "#components/workflows/problem-list";
import { WorkflowBadge } from "#components/workflows/workflow-badge";
import { Button } from "#components/ui/button";
import { Card, CardBody, CardHeader } from "#components/ui/card";
import { ErrorState } from "#components/ui/error-state";
import { Loading } from "#components/ui/loading";
import { Page } from "#components/ui/page";
import { PageHeader } from "#components/ui/page-header";
import { RelativeTime } from "#components/ui/relative-time";
import { Skeleton } from "#components/ui/skeleton";
import type { ReasonPolicy } from "#lib/contract/contract";
import { readContract } from "#lib/form/read-contract";
import { workflowQuery } from "#lib/workflow/workflow-queries";
import type { WorkflowDetail } from "#lib/workflow/workflow-schema";

/** One workflow: its contract to read, its files to look into, its versions; or what keeps it from running. */
export function WorkflowDetailPage({ name }: { name: string }) {
  const { data, error, refetch } = useQuery(workflowQuery(name));
  if (data === undefined) {
    return (
      <Page>
        {error === null ? (
          <Loading what="this workflow" onRetry={() => void refetch()}>
            <div className="grid gap-4">
              <Skeleton className="h-8 w-64" />
              <Skeleton className="h-80" />
            </div>
          </Loading>
        ) : (
          <ErrorState
            error={error}
            what="this workflow"
            onRetry={() => void refetch()}
            elsewhere={{ href: "/workflows", label: "All workflows" }}
          />
        )}
      </Page>
    );
  }
  return (
    <Page>
      <PageHeader
        back={{ href: "/workflows", label: "All workflows" }}
        title={data.title}
        description={data.description}
        actions={
          <>
            <WorkflowBadge status={data.status} />
            {data.status === "published" && (
              <Button variant="primary" asChild>
                <Link href={`/generate/${data.name}`}>
                  <Play aria-hidden />
                  Open form
                </Link>
              </Button>
            )}
          </>
        }
      />
      <div className="grid grid-cols-1 gap-6">
        <Facts workflow={data} />
        {data.status === "broken" && <ProblemList problems={data.problems} />}
        <ContractCard workflow={data} />
        {data.contract !== null && <JsonFold title="Contract as JSON" value={data.contract} />}
        {data.graph !== null && <JsonFold title="Graph as JSON" value={data.graph} />}
        <Versions workflow={data} />
      </div>
    </Page>
  );
}

const rejections: Record<ReasonPolicy, string> = {
  optional: "may have a reason",
  required: "takes a reason or a note",
  note: "takes a note",
};

function Facts({ workflow }: { workflow: WorkflowDetail }) {
  const contract = useMemo(() => readContract(workflow), [workflow]);
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
      <Fact term="Name">
        <span className="font-mono text-xs">{workflow.name}</span>
      </Fact>
      <Fact term="Version">
        {workflow.version === null ? (
          "none yet"
        ) : (
          <>
            {workflow.versionNumber} <span className="font-mono text-xs text-faint">{workflow.version}</span>
          </>
        )}
      </Fact>
      <Fact term="Pool">{workflow.pool ?? "any server"}</Fact>
      {contract !== null && <Fact term="A rejection">{rejections[contract.review.reason]}</Fact>}
      {contract !== null && contract.review.reviewers > 1 && (
        <Fact term="Reviewers">{`${contract.review.reviewers}${contract.review.isBlind ? ", blind" : ""}`}</Fact>
      )}
      <Fact term="Nodes">{workflow.nodes.length}</Fact>
      <Fact term="Changed">
        <RelativeTime at={workflow.updatedAt} />
      </Fact>
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-2xs text-faint">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function ContractCard({ workflow }: { workflow: WorkflowDetail }) {
  const contract = useMemo(() => readContract(workflow), [workflow]);
  if (contract === null) return null;
  const hint =
    workflow.status === "broken"
      ? "The last version that worked. New runs wait for the repair."
      : "What may be set, and where each value lands in the graph. Everything else in the graph stays as it is.";
  return (
    <Card>
      <CardHeader title="Contract" hint={hint} />
      <ContractTable contract={contract} nodes={workflow.nodes} />
    </Card>
  );
}

function Versions({ workflow }: { workflow: WorkflowDetail }) {
  if (workflow.versions.length === 0) return null;
  return (
    <Card>
      <CardHeader
        title="Versions"
        hint="Every change of graph or contract is a version of its own; runs keep the one they began with."
      />
      <CardBody className="grid gap-1.5">
        {workflow.versions.map(({ version, number, createdAt }) => (
          <p key={version} className="flex items-baseline gap-3 text-sm">
            <span className="w-8 text-right tabular">{number}</span>
            <span className="font-mono text-xs text-faint">{version}</span>
            <RelativeTime at={createdAt} className="text-soft" />
            {version === workflow.version && <span className="text-xs text-approved">in use</span>}
          </p>
        ))}
      </CardBody>
    </Card>
  );
}
