"use client";

import { useQuery } from "@tanstack/react-query";
import { CornerDownRight, RefreshCw } from "lucide-react";
import { Link } from "#components/ui/link";
import { Card, CardBody, CardHeader } from "#components/ui/card";
import { outputQuery } from "#lib/output/output-queries";
import type { LineageEntry, OutputDetail } from "#lib/output/output-schema";
import type { RunView } from "#lib/run/run-schema";

/** Where the run comes from, and what was drawn anew from its pictures. */
export function RunLineage({ run }: { run: RunView }) {
  const reseeded = run.outputs.find(({ state }) => state === "reseeded");
  const parent = useQuery({ ...outputQuery(run.parentOutputId ?? ""), enabled: run.parentOutputId !== null });
  const own = useQuery({ ...outputQuery(reseeded?.id ?? ""), enabled: reseeded !== undefined });
  const children = own.data?.lineage.children ?? [];
  if (run.parentOutputId === null && children.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Lineage" />
      <CardBody className="grid gap-3">
        {run.parentOutputId !== null && <Parent id={run.parentOutputId} output={parent.data} />}
        {children.map((child) => (
          <Child key={child.outputId ?? child.runId} child={child} />
        ))}
      </CardBody>
    </Card>
  );
}

function Parent({ id, output }: { id: string; output: OutputDetail | undefined }) {
  return (
    <Link href={`/review?output=${id}`} className="flex items-center gap-3 hover:underline">
      <Thumb sha256={output?.sha256 ?? null} />
      <span className="min-w-0 text-sm">
        Re-seeded from{" "}
        {output === undefined ? "another picture" : `picture ${output.index + 1} of ${output.workflowTitle}`}
        {output?.seed && <span className="block text-xs text-faint tabular">Seed {output.seed}</span>}
      </span>
    </Link>
  );
}

function Child({ child }: { child: LineageEntry }) {
  return (
    <Link href={`/runs/${child.runId}`} className="flex items-center gap-3 hover:underline">
      <CornerDownRight aria-hidden className="size-4 shrink-0 text-faint" />
      <Thumb sha256={child.sha256} />
      <span className="min-w-0 text-sm">
        Drawn anew{child.state === null ? `, ${child.status}` : ""}
        {child.seed !== null && <span className="block text-xs text-faint tabular">Seed {child.seed}</span>}
      </span>
    </Link>
  );
}

function Thumb({ sha256 }: { sha256: string | null }) {
  return (
    <span className="grid size-12 shrink-0 place-items-center overflow-hidden rounded-sm bg-mat">
      {sha256 === null ? (
        <RefreshCw aria-hidden className="size-4 text-faint" />
      ) : (
        <img src={`/files/${sha256}/256`} alt="" className="size-full object-cover" />
      )}
    </span>
  );
}
