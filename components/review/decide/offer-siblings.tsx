import { toast } from "#components/ui/toast";
import { apiGet, newIdempotencyKey } from "#lib/http/browser/api";
import { asProblem } from "#lib/http/browser/api-problem";
import type { OutputView, StackEntry } from "#lib/output/output-schema";
import type { DeskParts } from "#lib/review/browser/desk/open-desk";
import { openSiblings } from "#lib/review/browser/decide/open-siblings";
import { verdictApi } from "#lib/review/browser/decide/verdict-api";
import { seedTail } from "#lib/review/browser/desk/words";

type Parts = Pick<DeskParts, "desk" | "sitting" | "sessionId">;

/** One of a stack was approved: offers to reject what is undecided beside it, and does nothing by itself. */
export async function offerSiblings(row: OutputView, parts: Parts): Promise<void> {
  if (row.stackSize < 2) return;
  const { items } = await apiGet<{ items: StackEntry[] }>(`/api/v1/outputs/${row.id}/stack`);
  const open = openSiblings(items, row.id);
  if (open.length === 0) return;
  const count = open.length === 1 ? "1 undecided sibling" : `${open.length} undecided siblings`;
  toast.info(`Approved ${seedTail(row.seed)}. Its stack has ${count}.`, {
    action: { label: `Reject ${open.length}`, run: () => void rejectSiblings(row, open, parts) },
  });
}

async function rejectSiblings(
  row: OutputView,
  open: readonly { output: string; expected: number }[],
  { desk, sitting, sessionId }: Parts,
): Promise<void> {
  const note = `Another of its stack was approved: ${seedTail(row.seed)}`;
  try {
    const items = open.map((one) => ({ ...one, verdict: "rejected" as const, note }));
    const session = sessionId();
    const body = { items, ...(session !== null && { session }) };
    const answer = await verdictApi.decideMany(body, newIdempotencyKey());
    const done = answer.items.filter(({ status }) => status < 400);
    for (const { output } of answer.items) if (output) desk.dispatch({ type: "row-read", row: output });
    if (done.length > 0) {
      const outputs = done.map(({ id }) => id);
      sitting.push({
        id: answer.step,
        outputs,
        verdict: "rejected",
        label: `${outputs.length} siblings`,
      });
      toast.success(`${outputs.length} rejected. Undo takes them back in one step.`);
    }
    const refused = answer.items.find(({ error }) => error !== null);
    if (refused) toast.error(`Not all were rejected. ${refused.error?.message ?? ""}`);
  } catch (error) {
    toast.error(`The siblings were not rejected. ${asProblem(error).message}`);
  }
}
