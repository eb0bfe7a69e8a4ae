"use client";

import { useQuery } from "@tanstack/react-query";
import { Images } from "lucide-react";
import { Link } from "#components/ui/link";
import { useWhyNot } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { firstWorkflow } from "#lib/workflow/first-workflow";
import { workflowListQuery } from "#lib/workflow/workflow-queries";

/** Nothing was ever made: the first step that this role can take, or who can take it. */
export function NothingMade() {
  const whyNotRun = useWhyNot("run.create");
  const { data } = useQuery(workflowListQuery());
  const first = firstWorkflow(data?.items ?? []);
  if (whyNotRun !== undefined) {
    return (
      <EmptyState icon={Images} title="Nothing has been made yet">
        As soon as an operator has run a workflow, its pictures wait here for a verdict. {whyNotRun}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Images}
      title="Nothing has been made yet"
      actions={
        data !== undefined &&
        (first === undefined ? (
          <Button asChild variant="primary">
            <Link href="/workflows">Add your first workflow</Link>
          </Button>
        ) : (
          <>
            <Button asChild variant="primary">
              <Link href={`/generate/${first.name}`}>{`Start with “${first.title}”`}</Link>
            </Button>
            <Button asChild>
              <Link href="/generate">All workflows</Link>
            </Button>
          </>
        ))
      }
    >
      {first === undefined
        ? "A workflow is a graph exported from ComfyUI with a contract that says what may be set."
        : "Fill in a form, and its pictures wait here for a verdict."}
    </EmptyState>
  );
}
