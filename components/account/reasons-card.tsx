"use client";

import { useQuery } from "@tanstack/react-query";
import { PolicySwitch } from "#components/account/policy-switch";
import { ReasonCounts } from "#components/account/reason-counts";
import { ReasonRow } from "#components/account/reason-row";
import { useReasonsChange } from "#components/account/use-reasons-change";
import { useProject, useWhyNot } from "#components/shell/me-context";
import { Card, CardHeader } from "#components/ui/card";
import { ErrorState } from "#components/ui/error-state";
import { Kbd } from "#components/ui/kbd";
import { Skeleton } from "#components/ui/skeleton";
import type { ReasonView } from "#lib/review/decision-schema";
import { reasonsQuery } from "#lib/review/reason-queries";

const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** How pictures are judged in this project: why they are turned down, and who may approve. */
export function ReasonsCard() {
  const whyNot = useWhyNot("project.manage");
  const project = useProject()?.id;
  const reasons = useQuery(reasonsQuery(project));
  return (
    <Card aria-labelledby="reasons">
      <CardHeader
        id="reasons"
        title="Verdicts"
        hint={
          whyNot ?? "Why pictures are turned down, on the digits 1 to 9. Old verdicts keep their wording."
        }
      />
      {reasons.isError ? (
        <ErrorState
          error={reasons.error}
          what="the reasons"
          onRetry={() => void reasons.refetch()}
          className="py-8"
        />
      ) : reasons.isSuccess ? (
        <ReasonList reasons={reasons.data} blocked={whyNot} />
      ) : (
        <div className="grid gap-1 p-4">
          <output className="sr-only">Loading the reasons</output>
          {digits.map((digit) => (
            <Skeleton key={digit} className="h-8 pointer-coarse:h-11" />
          ))}
        </div>
      )}
      <PolicySwitch blocked={whyNot} />
      <ReasonCounts />
    </Card>
  );
}

function ReasonList({ reasons, blocked }: { reasons: readonly ReasonView[]; blocked: string | undefined }) {
  const change = useReasonsChange();
  if (blocked !== undefined) {
    return (
      <ol className="grid gap-1.5 p-4 text-sm">
        {reasons.map(({ id, digit, label }) => (
          <li key={id} className="flex items-center gap-2">
            <Kbd>{digit}</Kbd> {label}
          </li>
        ))}
      </ol>
    );
  }
  return (
    <ol className="grid gap-1 p-4">
      {digits.map((digit) => {
        const reason = reasons.find((candidate) => candidate.digit === digit);
        return (
          <ReasonRow
            // Another reason on a digit, or another wording from elsewhere, is another field.
            key={`${digit} ${reason?.id ?? ""} ${reason?.label ?? ""}`}
            digit={digit}
            reason={reason}
            change={change}
          />
        );
      })}
    </ol>
  );
}
