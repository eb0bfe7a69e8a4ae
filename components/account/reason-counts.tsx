"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useProject } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { Kbd } from "#components/ui/kbd";
import { Table, Td, Th, Tr } from "#components/ui/table";
import { withQuery } from "#lib/http/browser/api";
import { reasonCountsQuery } from "#lib/review/reason-queries";

/** Which reason stands how often, by workflow: what to repair in a graph first. */
export function ReasonCounts() {
  const project = useProject()?.id;
  const { data: counts = [] } = useQuery(reasonCountsQuery(project));
  if (counts.length === 0) return null;
  const most = Math.max(...counts.map(({ rejected, reseeded }) => rejected + reseeded));
  return (
    <section aria-labelledby="reason-counts" className="border-t">
      <div className="flex items-center justify-between gap-3 px-4 py-2">
        <h3 id="reason-counts" className="text-sm font-medium">
          How often
        </h3>
        <Button asChild size="sm" variant="ghost">
          <a href={withQuery("/api/v1/reasons/export", { project })} download>
            <Download aria-hidden />
            Export CSV
          </a>
        </Button>
      </div>
      <Table aria-label="Verdicts in force by reason and workflow">
        <thead>
          <tr>
            <Th className="pl-4">Reason</Th>
            <Th className="max-md:hidden">Workflow</Th>
            <Th className="w-24 text-right max-md:w-0 max-md:px-2">Rejected</Th>
            <Th className="w-28 pr-4 text-right max-md:w-0 max-md:pl-2">Re-seeded</Th>
          </tr>
        </thead>
        <tbody>
          {counts.map(({ reason, workflow, workflowTitle, rejected, reseeded }) => (
            <Tr key={`${reason?.id ?? ""} ${workflow}`}>
              <Td className="max-w-0 pl-4 md:min-w-32">
                <span className="flex items-center gap-1.5">
                  {reason?.digit && <Kbd>{reason.digit}</Kbd>}
                  <span className="md:truncate">
                    {reason?.label ?? "None of the list"}
                    {reason !== null && reason.digit === null && (
                      <span className="text-faint"> (retired)</span>
                    )}
                  </span>
                </span>
                {/* A phone has no room for a column of its own. */}
                <span className="block text-xs text-faint md:hidden">{workflowTitle}</span>
                <span
                  aria-hidden
                  className="mt-1 block h-0.5 bg-rejected"
                  style={{ width: `${((rejected + reseeded) / most) * 100}%` }}
                />
              </Td>
              <Td className="max-w-0 min-w-24 truncate text-soft max-md:hidden">{workflowTitle}</Td>
              <Td className="text-right tabular max-md:px-2">{rejected}</Td>
              <Td className="pr-4 text-right tabular max-md:pl-2">{reseeded}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
