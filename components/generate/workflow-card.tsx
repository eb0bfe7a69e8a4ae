"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ArrowRight, ImageIcon, TriangleAlert } from "lucide-react";
import { Link } from "#components/ui/link";
import { cn } from "#components/ui/cn";
import { readContract } from "#lib/form/read-contract";
import { outputListQuery } from "#lib/output/output-queries";
import { workflowQuery } from "#lib/workflow/workflow-queries";
import type { WorkflowView } from "#lib/workflow/workflow-schema";

/** One workflow to choose: its newest picture, what it makes, what it asks for. */
export function WorkflowCard({ workflow, compact = false }: { workflow: WorkflowView; compact?: boolean }) {
  if (workflow.status === "broken") return <BrokenCard workflow={workflow} />;
  return (
    <li>
      <Link
        href={`/generate/${workflow.name}`}
        className="group flex h-full flex-col overflow-hidden rounded-lg border bg-surface transition-colors hover:border-line-strong"
      >
        <NewestPicture workflow={workflow.name} compact={compact} />
        <span className="flex grow flex-col gap-1 border-t p-3.5">
          <span className="flex items-center justify-between gap-2">
            <span className="text-base font-semibold">{workflow.title}</span>
            <ArrowRight
              aria-hidden
              className="size-4 text-faint transition-transform group-hover:translate-x-0.5"
            />
          </span>
          <span className={cn("text-sm text-soft", compact ? "line-clamp-2 max-sm:hidden" : "line-clamp-3")}>
            {workflow.description}
          </span>
          <span className={cn("mt-auto pt-2 text-xs text-faint", compact && "hidden")}>
            <Needs name={workflow.name} />
            {workflow.pool !== null && `. Runs on pool ${workflow.pool}`}
          </span>
        </span>
      </Link>
    </li>
  );
}

function NewestPicture({ workflow, compact }: { workflow: string; compact: boolean }) {
  const { data, isPending } = useInfiniteQuery(
    outputListQuery({ workflow, kind: "reviewable", order: "newest" }, 1),
  );
  const output = data?.pages[0]?.items[0];
  return (
    <span
      className={cn(
        "grid grid-rows-[minmax(0,1fr)] place-items-center overflow-hidden bg-mat",
        compact ? "h-28" : "h-40",
        // One below the other, empty grounds would be most of what a phone shows.
        !output?.sha256 && !compact && "max-sm:hidden",
      )}
    >
      {output?.sha256 ? (
        <img
          src={`/files/${output.sha256}/512`}
          alt=""
          loading="lazy"
          className="size-full min-h-0 object-cover"
        />
      ) : (
        <span className="grid justify-items-center gap-1.5 text-2xs text-soft">
          <ImageIcon aria-hidden strokeWidth={1.25} className="size-6" />
          {isPending ? "" : "No picture yet"}
        </span>
      )}
    </span>
  );
}

function Needs({ name }: { name: string }) {
  const { data } = useQuery({ ...workflowQuery(name), staleTime: 60_000 });
  const contract = data === undefined ? null : readContract(data);
  if (contract === null) return " ";
  const needed = contract.properties.filter(({ required }) => required).map(({ title }) => title);
  if (needed.length === 0) return "Needs nothing: all settings have defaults";
  return `Needs: ${needed.join(", ")}`;
}

function BrokenCard({ workflow }: { workflow: WorkflowView }) {
  const [first] = workflow.problems;
  return (
    <li className="flex flex-col rounded-lg border border-dashed border-line-strong/60 p-3.5">
      <p className="flex items-center gap-2 text-base font-semibold">
        <TriangleAlert aria-hidden className="size-4 text-rejected" />
        {workflow.title}
      </p>
      <p className="mt-1 text-sm text-soft">This workflow cannot run until its files are repaired.</p>
      {first && <p className="mt-2 line-clamp-4 text-xs text-faint">{first.message}</p>}
      <Link
        href={`/workflows/${workflow.name}`}
        className="mt-auto pt-3 text-sm underline underline-offset-3 hover:no-underline"
      >
        What is wrong and how to fix it
      </Link>
    </li>
  );
}
