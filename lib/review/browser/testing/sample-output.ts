import type { DecisionView, OutputDetail, OutputView } from "#lib/output/output-schema";

/** An output as the API lists it; `id` also sets its age, so that "o2" is younger than "o1". */
export function sampleOutput(id: string, changes: Partial<OutputView> = {}): OutputView {
  const minute = id.replace(/\D/g, "").padStart(2, "0");
  return {
    id,
    index: 0,
    nodeId: "9",
    filename: `${id}.png`,
    kind: "image",
    mime: "image/png",
    sha256: "0".repeat(64),
    bytes: 1000,
    width: 1024,
    height: 1024,
    thumbhash: null,
    perceptualHash: null,
    quarantine: null,
    state: "pending",
    revision: 0,
    runId: `run-${id}`,
    batchId: `batch-${id}`,
    project: "default",
    workflow: "sdxl",
    workflowTitle: "SDXL",
    version: "0123456789ab",
    params: {},
    seed: "18446744073709551615",
    decision: null,
    panel: null,
    parentOutputId: null,
    rootOutputId: null,
    generation: 0,
    stackSize: 1,
    comments: 0,
    lastComment: 0,
    unread: 0,
    drawings: 0,
    reseed: null,
    policy: { reason: "optional", separatesDuties: false, reviewers: 1, isBlind: false },
    rating: null,
    labels: [],
    archivedAt: null,
    locked: null,
    submittedBy: { kind: "person", id: "p1", name: "Olga" },
    createdAt: `2026-11-22T10:${minute}:00.000Z`,
    ...changes,
  };
}

/** An output with all that is known about it. */
export function sampleDetail(id: string, changes: Partial<OutputDetail> = {}): OutputDetail {
  return {
    ...sampleOutput(id),
    decisions: [],
    closings: [],
    ratings: [],
    labels: [],
    lineage: { parent: null, root: null, children: [] },
    graph: null,
    server: null,
    fields: [],
    settings: [],
    ...changes,
  };
}

export function sampleDecision(changes: Partial<DecisionView> = {}): DecisionView {
  return {
    id: "d1",
    verdict: "approved",
    revision: 1,
    withdraws: null,
    session: null,
    reason: null,
    note: null,
    by: { kind: "person", id: "me", name: "Me" },
    at: "2026-11-22T11:00:00.000Z",
    ...changes,
  };
}

/** `output` as it stands after a decision. */
export function decided(output: OutputView, changes: Partial<DecisionView> = {}): OutputView {
  const revision = output.revision + 1;
  const decision = sampleDecision({ revision, ...changes });
  if (decision.verdict === "withdrawn") return { ...output, state: "pending", revision, decision: null };
  return { ...output, state: decision.verdict, revision, decision };
}
