"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useProject, useWhyNot } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { Card, CardBody, CardHeader } from "#components/ui/card";
import { ErrorState } from "#components/ui/error-state";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { RelativeTime } from "#components/ui/relative-time";
import { Skeleton } from "#components/ui/skeleton";
import { toast } from "#components/ui/toast";
import { apiSend, withQuery } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import { leaveWhenSignedOut } from "#lib/http/browser/query-client";
import { quotaQuery } from "#lib/run/quota-queries";
import type { Quota } from "#lib/run/quota-schema";

/** How many runs the project may start in a day: what keeps one wrong count from filling the servers until tomorrow. */
export function QuotaCard() {
  const whyNot = useWhyNot("project.manage");
  const quota = useQuery(quotaQuery(useProject()?.id));
  return (
    <Card aria-labelledby="quota">
      <CardHeader
        id="quota"
        title="Quota"
        hint={whyNot ?? "How many runs this project may start in a day, re-seeds included."}
      />
      <CardBody className="grid gap-3 text-sm">
        {quota.isError ? (
          <ErrorState
            error={quota.error}
            what="the quota"
            onRetry={() => void quota.refetch()}
            className="py-4"
          />
        ) : quota.isSuccess ? (
          <>
            <Used quota={quota.data} />
            {whyNot === undefined && (
              <QuotaForm key={quota.data.dailyRuns} dailyRuns={quota.data.dailyRuns} />
            )}
          </>
        ) : (
          <>
            <output className="sr-only">Loading the quota</output>
            <Skeleton className="h-5" />
            {whyNot === undefined && <Skeleton className="h-19.25 max-sm:h-23.25" />}
          </>
        )}
      </CardBody>
    </Card>
  );
}

function Used({ quota: { dailyRuns, usedRuns, resetsAt } }: { quota: Quota }) {
  const used = `${usedRuns.toLocaleString()} ${usedRuns === 1 ? "run" : "runs"}`;
  if (dailyRuns === null) return <p>{`${used} today. There is no limit.`}</p>;
  return (
    <p>
      <span className="font-medium">{`${usedRuns.toLocaleString()} of ${dailyRuns.toLocaleString()}`}</span>
      {" runs used today. The quota starts anew at midnight UTC, "}
      <RelativeTime at={resetsAt} />.
    </p>
  );
}

function QuotaForm({ dailyRuns }: { dailyRuns: number | null }) {
  const client = useQueryClient();
  const project = useProject()?.id;
  const { queryKey } = quotaQuery(project);
  const [text, setText] = useState(dailyRuns?.toString() ?? "");
  const [error, setError] = useState<string>();
  const change = useMutation({
    mutationFn: (next: number | null) =>
      apiSend<Quota>("PUT", withQuery("/api/v1/quota", { project }), { dailyRuns: next }),
    onSuccess: (quota) => {
      client.setQueryData(queryKey, quota);
      toast.success(quota.dailyRuns === null ? "No limit from now on." : "The quota counts from now on.");
    },
    onError: (failure) => {
      leaveWhenSignedOut(failure);
      setError(`Nothing was changed. ${asProblem(failure).message}`);
    },
  });

  function save(event: FormEvent) {
    event.preventDefault();
    const typed = text.trim();
    if (!/^\d*$/.test(typed)) return setError("Write a whole number, or nothing for no limit.");
    setError(undefined);
    change.mutate(typed === "" ? null : Number(typed));
  }
  return (
    <form onSubmit={save}>
      <Field
        label="Runs a day"
        error={error}
        help="Empty for no limit. What is queued stays queued; runs canceled before they start are given back."
      >
        {(control) => (
          <div className="flex gap-2">
            <Input
              {...control}
              inputMode="numeric"
              autoComplete="off"
              placeholder="No limit"
              value={text}
              maxLength={10}
              className="max-w-40"
              onChange={(event) => setText(event.target.value)}
            />
            <Button
              type="submit"
              busy={change.isPending}
              blocked={text.trim() === (dailyRuns?.toString() ?? "") ? "Nothing has been changed" : undefined}
            >
              Save
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}
