"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRight, ChevronRight, TriangleAlert } from "lucide-react";
import { Link } from "#components/ui/link";
import { useMemo, useState } from "react";
import { Button } from "#components/ui/button";
import { ScrollRegion } from "#components/ui/scroll-region";
import { findProperty } from "#lib/contract/contract";
import { fieldOfPath } from "#lib/form/field-errors";
import { readContract } from "#lib/form/read-contract";
import type { RunError, RunView } from "#lib/run/run-schema";
import { workflowQuery } from "#lib/workflow/workflow-queries";

/** What went wrong, where, and what to do about it; the server's own words only for who asks. */
export function RunErrorPanel({ run, error }: { run: RunView; error: RunError }) {
  const [isOpen, setOpen] = useState(false);
  const field = useFieldTitle(run.workflow, error.field);
  const href = `/generate/${run.workflow}?from=${run.id}${error.field === undefined ? "" : `&focus=${encodeURIComponent(error.field)}`}`;
  return (
    <section
      aria-labelledby="what-happened"
      className="rounded-lg border border-rejected/60 bg-rejected-tint"
    >
      <div className="grid gap-2 px-4 py-3.5">
        <h2 id="what-happened" className="flex items-center gap-2 text-sm font-semibold">
          <TriangleAlert aria-hidden className="size-4 shrink-0 text-rejected" />
          {error.message}
        </h2>
        {error.node !== undefined && (
          <p className="text-sm text-soft">
            In the node <span className="text-text">{error.node.title}</span>{" "}
            <span className="text-xs">
              ({error.node.classType}, id {error.node.id})
            </span>
          </p>
        )}
        {error.remedy !== "" && (
          <p className="text-sm">
            <span className="font-medium">What to do:</span> {error.remedy}
          </p>
        )}
        <div>
          <Button asChild>
            <Link href={href}>
              {field === null ? "Open the form with these values" : `Open the form at “${field}”`}
              <ArrowRight aria-hidden />
            </Link>
          </Button>
        </div>
      </div>
      {error.detail !== undefined && error.detail !== "" && (
        <div className="border-t border-rejected/30">
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
            className="touchable flex h-9 w-full items-center gap-1 px-3 text-xs text-soft"
          >
            <ChevronRight aria-hidden className={isOpen ? "size-4 rotate-90" : "size-4"} />
            The server's own words
          </button>
          {isOpen && (
            <ScrollRegion label="The server's own words" className="max-h-72 px-4 pb-3">
              <pre className="font-mono text-2xs whitespace-pre-wrap">{error.detail}</pre>
            </ScrollRegion>
          )}
        </div>
      )}
    </section>
  );
}

/** The field that caused it, by the title its form shows; null when no field did. */
function useFieldTitle(workflow: string, path: string | undefined): string | null {
  const { data } = useQuery({ ...workflowQuery(workflow), enabled: path !== undefined, retry: false });
  const name = path === undefined ? null : fieldOfPath(path);
  const contract = useMemo(() => (data === undefined ? null : readContract(data)), [data]);
  if (name === null) return null;
  return (contract === null ? undefined : findProperty(contract, name)?.title) ?? name;
}
