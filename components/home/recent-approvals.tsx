"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { OutputThumb } from "#components/runs/output-thumb";
import { Card, CardBody, CardHeader } from "#components/ui/card";
import { MoreLink } from "#components/ui/more-link";
import { outputListQuery } from "#lib/output/output-queries";

const shown = 8;

/** The newest pictures that made it. */
export function RecentApprovals() {
  const { data } = useInfiniteQuery(
    outputListQuery({ state: "approved", kind: "reviewable", order: "newest" }, shown),
  );
  const items = data?.pages[0]?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Card>
      <CardHeader
        title="Recently approved"
        actions={<MoreLink href="/review?state=approved">All approved</MoreLink>}
      />
      <CardBody className="grid grid-cols-4 gap-x-4 gap-y-3 md:grid-cols-8">
        {items.map((output, index) => (
          <OutputThumb key={output.id} output={output} number={index + 1} className="aspect-square" />
        ))}
      </CardBody>
    </Card>
  );
}
