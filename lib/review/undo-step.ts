import { type Actor, authorise } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { AppError, errorStatuses, notFound } from "#lib/errors";
import { type DecisionJson, type OutputRow, presentOutput, verdictsOf } from "#lib/output/output-row";
import { findOutputs } from "#lib/output/read-outputs";
import { cancelChildren, readLost } from "./apply-decision.ts";
import { appendDecisions, lockOutputs } from "./decision-store.ts";
import { overtaken, withdrawalOf } from "./judge-decision.ts";
import { readLastStep, readStep, type StepRow } from "./read-steps.ts";
import type { StepUndone } from "./step-schema.ts";

type Answer = StepUndone["items"][number];

/**
 * Withdraws what still stands of one's own step, all of it in one go. Where somebody has decided since, or the review
 * is closed, that stands, and is answered as a conflict. 404 for a step of somebody else's.
 */
export async function undoStep(tx: Tx, actor: Actor, id: string, now: Date): Promise<StepUndone> {
  const decisions = await readStep(tx, actor, id);
  const [first] = decisions;
  if (first === undefined) throw notFound("step of yours");
  const ids = decisions.map(({ outputId }) => outputId);
  await lockOutputs(tx, actor, ids);
  const outputs = new Map((await findOutputs(tx, actor, ids)).map((output) => [output.id, output]));

  const answers = new Map<string, Answer>();
  const standing: Standing[] = [];
  for (const decision of decisions) {
    try {
      standing.push(requireStanding(actor, decision, outputs.get(decision.outputId)));
    } catch (error) {
      answers.set(decision.outputId, refused(decision.outputId, error, outputs.get(decision.outputId)));
    }
  }
  const changes = standing.map(({ output, verdict }) => ({
    output,
    rows: [withdrawalOf(verdict, output.revision)],
  }));
  const moved = await appendDecisions(tx, actor, changes, now);
  const lost = await readLost(tx, actor, changes, moved);
  const children = { canceled: 0, started: 0 };
  for (const { output, rows } of changes) {
    const { id } = output;
    const current = lost.get(id);
    if (current !== undefined) {
      answers.set(id, refused(id, overtaken(current), current));
      continue;
    }
    answers.set(id, { id, status: 200, output: presentOutput(moved.get(id) ?? output), error: null });
    const { canceled, started } = await cancelChildren(tx, actor, output, rows, now);
    children.canceled += canceled;
    children.started += started;
  }
  return {
    items: ids.flatMap((output) => answers.get(output) ?? []),
    children,
    last: await readLastStep(tx, actor, first.sessionId, now),
  };
}

/** An output and the verdict on it that stands. */
type Standing = { output: OutputRow; verdict: DecisionJson };

function requireStanding(actor: Actor, decision: StepRow, output: OutputRow | undefined): Standing {
  if (output === undefined) throw notFound("output");
  authorise(actor, decision.verdict === "reseeded" ? "output.reseed" : "output.decide", output.projectId);
  const verdict = verdictsOf(output).find(({ id }) => id === decision.decisionId);
  if (output.locked !== null || verdict === undefined) throw overtaken(output);
  return { output, verdict };
}

function refused(id: string, error: unknown, output: OutputRow | undefined): Answer {
  if (!(error instanceof AppError)) throw error;
  const { code, message } = error;
  const current = output === undefined ? null : presentOutput(output);
  return { id, status: errorStatuses[code], output: current, error: { code, message } };
}
