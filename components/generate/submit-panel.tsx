"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleAlert, SlidersHorizontal } from "lucide-react";
import { useId, useState } from "react";
import { CountStepper } from "#components/generate/count-stepper";
import { ModifierKey } from "#components/generate/modifier-key";
import { TellMe } from "#components/generate/tell-me";
import { TurnChoice } from "#components/generate/turn-choice";
import { ServersNotice } from "#components/servers/servers-notice";
import { DriftNotice } from "#components/workflows/drift-notice";
import { useFormValues, useForm } from "#components/form/form-context";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { describeBatch } from "#lib/form/describe-batch";
import type { Priority } from "#lib/run/run-priority";
import type { RunView } from "#lib/run/run-schema";
import { serversQuery } from "#lib/server/server-queries";
import { whereToRun } from "#lib/server/where-to-run";
import type { WorkflowDetail } from "#lib/workflow/workflow-schema";

type SubmitPanelProps = {
  workflow: WorkflowDetail;
  count: number;
  onCount: (count: number) => void;
  priority: Priority;
  onPriority: (priority: Priority) => void;
  isBusy: boolean;
  /** What sending the form does. */
  verb: "Generate" | "Re-seed";
  blocked: string | undefined;
  /** How much of the project's quota is left; undefined where there is none. */
  quotaLeft: string | undefined;
  runs: readonly RunView[];
  onSubmit: () => void;
};

/** How many, where, and go. On a phone it stays under the thumb. */
export function SubmitPanel({
  workflow,
  count,
  onCount,
  priority,
  onPriority,
  isBusy,
  verb,
  blocked,
  quotaLeft,
  runs,
  onSubmit,
}: SubmitPanelProps) {
  const optionsId = useId();
  const [areOptionsShown, setOptionsShown] = useState(false);
  const servers = useQuery(serversQuery());
  const { batch } = useForm().form;
  const where = servers.data && whereToRun(servers.data, workflow.pool);
  return (
    <section
      aria-label="Generate"
      className="rounded-lg border bg-surface p-3 max-lg:sticky max-lg:bottom-[calc(var(--bottom-bar)+var(--notice)+0.5rem)] max-lg:z-20 max-lg:order-last max-lg:shadow-pop"
    >
      <div className="flex flex-wrap items-center gap-2">
        <CountStepper
          value={count}
          max={workflow.maxCount}
          noun={batch === null ? "run" : "picture"}
          onChange={onCount}
        />
        {/* What is seldom changed would cover half of the form on a phone. */}
        <Button
          variant="ghost"
          size="icon"
          className={cn("lg:hidden", priority !== "normal" && "text-accent-text")}
          aria-label="Turn and news"
          aria-expanded={areOptionsShown}
          aria-controls={optionsId}
          onClick={() => setOptionsShown(!areOptionsShown)}
        >
          <SlidersHorizontal aria-hidden />
        </Button>
        <Button
          variant="primary"
          size="lg"
          className="grow"
          busy={isBusy}
          blocked={blocked}
          onClick={onSubmit}
        >
          {isBusy ? "Starting" : count === 1 ? verb : `${verb} ${count}`}
          <kbd
            aria-hidden
            className="rounded-sm border border-accent-ink/40 px-1.5 font-mono text-2xs max-lg:hidden"
          >
            <ModifierKey /> ↵
          </kbd>
        </Button>
      </div>
      <div id={optionsId} className={cn(!areOptionsShown && "max-lg:hidden")}>
        <TurnChoice value={priority} onChange={onPriority} />
        <TellMe />
      </div>
      {batch !== null && <p className="mt-2 text-xs text-soft">{describeBatch(count, batch.max)}</p>}
      {blocked === undefined ? (
        quotaLeft !== undefined && <p className="mt-2 text-xs text-soft">{`${quotaLeft}.`}</p>
      ) : (
        <p role="status" className="mt-2 text-xs text-soft">
          {blocked}
        </p>
      )}
      {(where === undefined || where.canStart || servers.data?.items.length === 0) && (
        <p role="status" className="mt-2 flex gap-1.5 text-xs text-soft">
          {where?.canStart === false && (
            <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0 text-accent-text" />
          )}
          {servers.isError
            ? "Where it will run cannot be told just now."
            : (where?.text ?? "Looking for servers…")}
        </p>
      )}
      <DriftNotice drift={workflow.drift} className="mt-2" />
      <ServersNotice pool={workflow.pool} className="mt-2" />
      <LockedSeedNote count={count} />
      <UnderWay runs={runs} />
    </section>
  );
}

/** Told to everybody when it changes; on a phone it also leads down to the runs, which are out of sight. */
function UnderWay({ runs }: { runs: readonly RunView[] }) {
  const running = runs.filter(({ status }) => status === "running").length;
  const queued = runs.filter(({ status }) => status === "queued").length;
  const parts = [running > 0 ? `${running} running` : "", queued > 0 ? `${queued} queued` : ""].filter(
    Boolean,
  );
  return (
    <p role="status" className="text-xs lg:sr-only">
      {parts.length > 0 && (
        <a href="#latest-runs" className="mt-2 inline-block underline underline-offset-3">
          {parts.join(", ")}. See your runs
        </a>
      )}
    </p>
  );
}

/** Several runs of one seed would make the same pictures again and are refused; worth a word before, not after. */
function LockedSeedNote({ count }: { count: number }) {
  const { desk, form } = useForm();
  const values = useFormValues();
  const { seedField, batch } = form;
  const most = batch?.max ?? 1;
  if (count <= most || seedField === null || values[seedField] === undefined) return null;
  return (
    <p role="status" className="mt-2 text-xs text-accent-text">
      The seed is locked, and one seed makes{" "}
      {most === 1 ? "one picture: only a single run can start." : `one batch: ${most} pictures at most.`}{" "}
      <button
        type="button"
        className="underline underline-offset-3 hover:no-underline"
        onClick={() => desk.choose(seedField, undefined)}
      >
        Use random seeds
      </button>
    </p>
  );
}
