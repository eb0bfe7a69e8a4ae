"use client";

import { useEffect, useState } from "react";
import type { Contract } from "#lib/contract/contract";
import { toFormSchema } from "#lib/contract/form-schema";
import { clearDraft, writeDraft } from "#lib/form/draft-storage";
import { FormDesk } from "#lib/form/form-desk";
import { type Start, startingValues } from "#lib/form/starting-values";
import type { OutputView } from "#lib/output/output-schema";
import type { WorkflowDetail } from "#lib/workflow/workflow-schema";

const keepAfterMs = 400;

/** Where the values of a form come from: a run, or an output that is passed over by sending the form. */
export type Origin = {
  readonly params: { readonly [name: string]: unknown };
  readonly runId: string;
  /** Sending the form re-seeds this output: its runs become its children. */
  readonly parent: OutputView | null;
};

type FormStart = {
  desk: FormDesk;
  start: Start;
  count: number;
  setCount: (count: number) => void;
  /** Forgets the draft and begins with the contract's defaults. */
  startFresh: () => void;
};

/** A desk with the right values on it, kept in the browser while somebody works on them. */
export function useFormStart(workflow: WorkflowDetail, contract: Contract, from: Origin | null): FormStart {
  const { name } = workflow;
  const version = workflow.version ?? "";
  const [opened, setOpened] = useState(() => {
    const start = startingValues({
      contract,
      workflow: name,
      version,
      from: from?.params ?? null,
      store: localStorage,
    });
    return { start, desk: new FormDesk(contract, start.values) };
  });
  const [count, setCount] = useState(Math.min(opened.start.count, workflow.maxCount));
  const { desk } = opened;

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => writeDraft(localStorage, name, { version, values: desk.values(), count });
    const keepSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(keep, keepAfterMs);
    };
    // A reload may come sooner than the pause in typing.
    window.addEventListener("pagehide", keep);
    const stop = desk.subscribe("*", keepSoon);
    return () => {
      clearTimeout(timer);
      stop();
      window.removeEventListener("pagehide", keep);
      keep();
    };
  }, [desk, name, version, count]);

  function startFresh(): void {
    clearDraft(localStorage, name);
    const values = toFormSchema(contract).initial;
    setOpened({
      start: { origin: "fresh", values, count: 1, dropped: [] },
      desk: new FormDesk(contract, values),
    });
    setCount(1);
  }

  return { ...opened, count, setCount, startFresh };
}
