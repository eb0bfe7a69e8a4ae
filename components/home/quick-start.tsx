"use client";

import { useQuery } from "@tanstack/react-query";
import { Link } from "#components/ui/link";
import { WorkflowCard } from "#components/generate/workflow-card";
import { workflowListQuery } from "#lib/workflow/workflow-queries";

const shown = 4;

/** A few workflows to start from, one press away from their form. */
export function QuickStart() {
  const { data } = useQuery(workflowListQuery());
  const items = (data?.items ?? []).filter(({ status }) => status === "published").slice(0, shown);
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="quick-start">
      <div className="mb-3 flex items-baseline justify-between">
        <h2 id="quick-start" className="text-sm font-semibold">
          Start something
        </h2>
        <Link href="/generate" className="text-xs text-soft hover:text-text">
          All workflows
        </Link>
      </div>
      <ul className="grid grid-cols-2 gap-4 max-sm:gap-2.5 lg:grid-cols-4">
        {items.map((workflow) => (
          <WorkflowCard key={workflow.name} workflow={workflow} compact />
        ))}
      </ul>
    </section>
  );
}
