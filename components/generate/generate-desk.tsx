"use client";

import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { ContractForm } from "#components/form/contract-form";
import { ErrorSummary } from "#components/form/error-summary";
import { FormProvider, type FocusWish } from "#components/form/form-context";
import { LatestRuns } from "#components/generate/latest-runs";
import { StartNotice } from "#components/generate/start-notice";
import { SubmitPanel } from "#components/generate/submit-panel";
import { type Origin, useFormStart } from "#components/generate/use-form-start";
import { useGenerate } from "#components/generate/use-generate";
import { useQuotaLeft } from "#components/generate/use-quota-left";
import { useLatestRuns } from "#components/generate/use-latest-runs";
import { WorkflowHeader } from "#components/generate/workflow-header";
import { useWhyNot } from "#components/shell/me-context";
import { toast } from "#components/ui/toast";
import { Page } from "#components/ui/page";
import type { Contract } from "#lib/contract/contract";
import { type FormSchema, toFormSchema } from "#lib/contract/form-schema";
import type { FieldErrors } from "#lib/form/field-errors";
import { noErrors } from "#lib/form/field-errors";
import type { FormDesk } from "#lib/form/form-desk";
import type { Priority } from "#lib/run/run-priority";
import type { WorkflowDetail } from "#lib/workflow/workflow-schema";

type GenerateDeskProps = {
  workflow: WorkflowDetail;
  contract: Contract;
  /** Whose params the form starts from. */
  origin: Origin | null;
  isOriginLost: boolean;
  /** The field to begin at. */
  focus: string | null;
};

/** The form on the left, what it starts and what came of it on the right. Everything stays editable meanwhile. */
export function GenerateDesk({ workflow, contract, origin, isOriginLost, focus }: GenerateDeskProps) {
  const { desk, start, count, setCount, startFresh } = useFormStart(workflow, contract, origin);
  const form = useMemo(() => toFormSchema(contract), [contract]);
  const [isNoticed, setNoticed] = useState(false);
  const [wish, setWish] = useState<FocusWish | null>(focus === null ? null : { name: focus, at: 0 });
  const [refusals, setRefusals] = useState(0);
  const [priority, setPriority] = useState<Priority>("normal");
  const runs = useLatestRuns(workflow.name);
  const refused = () => setRefusals((times) => times + 1);
  const [parent, setParent] = useState(origin?.parent ?? null);
  const generate = useGenerate({
    desk,
    workflow: workflow.name,
    parent,
    onRefused: refused,
    onPassedOver: () => {
      setParent(null);
      toast.success("Re-seeded from your edits. What you send from now on are runs of their own.");
    },
  });
  const whyNotRun = useWhyNot("run.create");
  const whyNotReseed = useWhyNot("output.reseed");
  const quota = useQuotaLeft(count, form.batch?.max ?? 1);
  const whyNot = (parent === null ? whyNotRun : whyNotReseed) ?? quota.whyNot;
  const errors = useShownErrors(desk);

  function submit() {
    if (whyNot !== undefined || generate.isPending) return;
    const submission = desk.submit();
    if (submission.ok) generate.mutate({ params: submission.params, count, priority });
    else refused();
  }
  useGenerateKey(submit);

  const lastSeed = runs.items[0]?.seed ?? null;
  const setting = useMemo(
    () => ({
      desk,
      form,
      workflow: workflow.name,
      lastSeed,
      focus: wish,
      requestFocus: (name: string) => setWish((last) => ({ name, at: (last?.at ?? 0) + 1 })),
    }),
    [desk, form, workflow.name, lastSeed, wish],
  );

  return (
    <Page>
      <WorkflowHeader workflow={workflow} onReset={() => desk.reset(fieldsOf(form))} />
      <FormProvider setting={setting}>
        <div className="flex flex-col gap-8 lg:grid lg:grid-cols-[minmax(0,1fr)_21rem] lg:items-start">
          <div className="grid min-w-0 grid-cols-1 gap-5">
            {isOriginLost && (
              <p role="status" className="text-sm text-soft">
                What to start from could not be read, so the form opened with your own values.
              </p>
            )}
            {!isNoticed && (
              <StartNotice
                start={start}
                runId={origin?.runId ?? null}
                parent={parent}
                onStartFresh={startFresh}
                onDismiss={() => setNoticed(true)}
              />
            )}
            <ErrorSummary errors={refusals > 0 ? errors : noErrors} at={refusals} />
            <ContractForm key={start.origin} />
          </div>
          <aside
            aria-label="Start and follow runs"
            className="max-lg:contents lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:overflow-y-auto"
          >
            <SubmitPanel
              workflow={workflow}
              count={count}
              onCount={setCount}
              priority={priority}
              onPriority={setPriority}
              isBusy={generate.isPending}
              verb={parent === null ? "Generate" : "Re-seed"}
              blocked={whyNot}
              quotaLeft={quota.left}
              runs={runs.items}
              onSubmit={submit}
            />
            <LatestRuns runs={runs} />
          </aside>
        </div>
      </FormProvider>
    </Page>
  );
}

/** Names of what stands in the form; how many pictures a run makes does not. */
function fieldsOf({ groups }: FormSchema): string[] {
  return groups.flatMap(({ basic, advanced }) => [...basic, ...advanced].map(({ name }) => name));
}

/** The summary's content; equal content is the same object, or React would draw for ever. */
function useShownErrors(desk: FormDesk): FieldErrors {
  const text = useSyncExternalStore(
    (listener) => desk.subscribe("*", listener),
    () => shownText(desk),
    () => shownText(desk),
  );
  return useMemo(() => {
    const [fields, general] = JSON.parse(text) as [[string, string[]][], string[]];
    return { byField: new Map(fields), general };
  }, [text]);
}

function shownText(desk: FormDesk): string {
  const { byField, general } = desk.shownErrors();
  return JSON.stringify([[...byField], general]);
}

/** Ctrl or Cmd with Enter, wherever one is typing on this page; not while a dialog is open. */
function useGenerateKey(submit: () => void): void {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      if (event.repeat || event.isComposing || event.defaultPrevented) return;
      if (document.querySelector("[role='dialog']") !== null) return;
      event.preventDefault();
      submit();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
}
