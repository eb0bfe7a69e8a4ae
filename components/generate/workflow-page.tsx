"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useSearchParams } from "next/navigation";
import { useEffect, useMemo, useState } from "react";
import { BrokenWorkflow } from "#components/workflows/broken-workflow";
import { UnreadableContract } from "#components/workflows/unreadable-contract";
import { GenerateSkeleton } from "#components/generate/generate-skeleton";
import { ErrorState } from "#components/ui/error-state";
import { Page } from "#components/ui/page";
import { outputQuery } from "#lib/output/output-queries";
import { type Keep, startFromOutput } from "#lib/form/start-from-output";
import { readContract } from "#lib/form/read-contract";
import { fieldOfPath } from "#lib/form/field-errors";
import { runQuery } from "#lib/run/run-queries";
import { workflowQuery } from "#lib/workflow/workflow-queries";

/** Forms weigh something, so they come only where one is shown. */
const loadDesk = () => import("#components/generate/generate-desk");
const GenerateDesk = dynamic(() => loadDesk().then((part) => part.GenerateDesk), {
  loading: () => <GenerateSkeleton />,
  ssr: false,
});

type Opening = {
  readonly from: string | null;
  readonly reseed: string | null;
  readonly keep: Keep;
  readonly focus: string | null;
  readonly nth: number;
};

/**
 * The form of one workflow; `?from=<run>` starts from that run's params, `?reseed=<output>` from an output's, which it
 * then passes over (`&keep=seed`: from its seed alone), `?focus=/params/width` at a field.
 */
export function WorkflowPage({ name }: { name: string }) {
  const opening = useOpening();
  const workflow = useQuery(workflowQuery(name));
  const origin = useQuery({ ...runQuery(opening.from ?? ""), enabled: opening.from !== null });
  const output = useQuery({ ...outputQuery(opening.reseed ?? ""), enabled: opening.reseed !== null });
  // Beside the workflow, not after it.
  useEffect(() => void loadDesk().catch(() => undefined), []);
  const contract = useMemo(
    () => (workflow.data === undefined ? null : readContract(workflow.data)),
    [workflow.data],
  );
  if (workflow.isError) {
    return (
      <Page>
        <ErrorState
          error={workflow.error}
          what="this workflow"
          onRetry={() => void workflow.refetch()}
          elsewhere={{ href: "/generate", label: "All workflows" }}
        />
      </Page>
    );
  }
  const isWaiting =
    (opening.from !== null && origin.isPending) || (opening.reseed !== null && output.isPending);
  if (workflow.data === undefined || isWaiting) return <GenerateSkeleton />;
  if (workflow.data.status !== "broken" && contract === null) {
    return (
      <Page>
        <UnreadableContract workflow={workflow.data} />
      </Page>
    );
  }
  if (workflow.data.status === "broken" || contract === null) {
    return (
      <Page>
        <BrokenWorkflow workflow={workflow.data} />
      </Page>
    );
  }
  return (
    <GenerateDesk
      key={`${workflow.data.version} ${opening.nth}`}
      workflow={workflow.data}
      contract={contract}
      origin={
        output.data
          ? {
              params: startFromOutput(contract, output.data, opening.keep),
              runId: output.data.runId,
              parent: output.data,
            }
          : origin.data
            ? { params: origin.data.params, runId: origin.data.id, parent: null }
            : null
      }
      isOriginLost={origin.isError || output.isError}
      focus={opening.focus === null ? null : fieldOfPath(opening.focus)}
    />
  );
}

/**
 * What the address asked for when the form was opened. It is taken out of the address then: a reload must bring back
 * what was typed since, not the run it began with.
 */
function useOpening(): Opening {
  const search = useSearchParams();
  const asked = search.toString();
  const [seen, setSeen] = useState("");
  const [opening, setOpening] = useState<Opening>({
    from: null,
    reseed: null,
    keep: "everything",
    focus: null,
    nth: 0,
  });
  const isNews = asked !== seen;
  const next: Opening = {
    from: search.get("from"),
    reseed: search.get("reseed"),
    keep: search.get("keep") === "seed" ? "seed" : "everything",
    focus: search.get("focus"),
    nth: opening.nth + 1,
  };
  if (isNews) {
    setSeen(asked);
    if (next.from !== null || next.reseed !== null || next.focus !== null) setOpening(next);
  }
  useEffect(() => {
    if (asked !== "") window.history.replaceState(null, "", window.location.pathname);
  }, [asked]);
  return isNews && asked !== "" ? next : opening;
}
