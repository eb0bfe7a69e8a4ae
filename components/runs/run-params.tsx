"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, type ReactNode } from "react";
import { Card, CardHeader } from "#components/ui/card";
import { CopyButton } from "#components/ui/copy-button";
import type { ContractProperty } from "#lib/contract/contract";
import { findProperty } from "#lib/contract/contract";
import { assetQuery } from "#lib/form/asset-queries";
import { valueOfProperty } from "#lib/form/describe-property";
import { readContract } from "#lib/form/read-contract";
import { workflowQuery } from "#lib/workflow/workflow-queries";
import type { RunView } from "#lib/run/run-schema";

/** What the run was asked for, by the titles of its contract. The params of a run never change. */
export function RunParams({ run }: { run: RunView }) {
  const { data } = useQuery({ ...workflowQuery(run.workflow), retry: false });
  const contract = useMemo(() => (data === undefined ? null : readContract(data)), [data]);
  const names = Object.keys(run.params);
  const order = contract?.properties.map(({ name }) => name) ?? [];
  const sorted = names.toSorted((a, b) => rank(order, a) - rank(order, b));
  const others = sorted.filter((name) => name !== contract?.seedProperty);
  return (
    <Card>
      <CardHeader title="Params" />
      <dl className="divide-y">
        {run.seed !== null && (
          <Row title="Seed">
            <span className="font-mono text-xs break-all">{run.seed}</span>
            <CopyButton text={run.seed} what="the seed" className="-my-1.5" />
          </Row>
        )}
        {others.map((name) => {
          const property = contract === null ? undefined : findProperty(contract, name);
          return (
            <Row key={name} title={property?.title ?? name}>
              <Value property={property} value={run.params[name]} />
            </Row>
          );
        })}
      </dl>
      {data !== undefined && data.version !== run.version && (
        <p className="border-t px-4 py-2 text-2xs text-faint">
          Titles are those of today's version {data.version}; this run used {run.version}.
        </p>
      )}
    </Card>
  );
}

function rank(order: readonly string[], name: string): number {
  const position = order.indexOf(name);
  return position === -1 ? order.length : position;
}

function Row({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="px-4 py-2">
      <dt className="text-2xs text-faint">{title}</dt>
      <dd className="flex items-start justify-between gap-2 text-sm break-words">{children}</dd>
    </div>
  );
}

function Value({ property, value }: { property: ContractProperty | undefined; value: unknown }) {
  if (property?.isAsset === true && typeof value === "string")
    return <Asset id={value} title={property.title} />;
  const text = property === undefined ? String(value) : valueOfProperty(property, value);
  return (
    <span dir="auto" className="min-w-0 flex-1 whitespace-pre-wrap">
      {value === "" ? <i className="text-faint">empty</i> : text}
    </span>
  );
}

function Asset({ id, title }: { id: string; title: string }) {
  const { data } = useQuery(assetQuery(id));
  if (data === undefined) return <span className="font-mono text-2xs break-all text-soft">{id}</span>;
  return (
    <a href={data.url} className="flex items-center gap-2.5 hover:underline">
      <img src={data.url} alt={title} className="size-14 rounded-sm bg-mat object-contain" />
      <span className="min-w-0 truncate text-xs">{data.filename}</span>
    </a>
  );
}
