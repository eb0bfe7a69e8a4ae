"use client";

import { FileJson2, RotateCcw } from "lucide-react";
import { Link } from "#components/ui/link";
import { Button } from "#components/ui/button";
import { PageHeader } from "#components/ui/page-header";
import type { WorkflowDetail } from "#lib/workflow/workflow-schema";

export function WorkflowHeader({ workflow, onReset }: { workflow: WorkflowDetail; onReset: () => void }) {
  return (
    <PageHeader
      back={{ href: "/generate", label: "All workflows" }}
      title={workflow.title}
      description={workflow.description}
      actions={
        <>
          <Button variant="ghost" size="sm" onClick={onReset}>
            <RotateCcw aria-hidden />
            Reset all
          </Button>
          <Button variant="ghost" size="sm" asChild>
            <Link href={`/workflows/${workflow.name}`}>
              <FileJson2 aria-hidden />
              Contract
            </Link>
          </Button>
        </>
      }
    />
  );
}
