import type { Frame } from "#lib/event/browser/frame";
import type { DecisionView } from "#lib/output/output-schema";
import type { DeskStore } from "#lib/review/browser/desk/desk-store";
import { labelStep, type Sitting } from "./sitting.ts";

type HearParts = { desk: DeskStore; sitting: Sitting; personId: string };

/**
 * What the same person decides on another page is what undo takes back here as well, and what they take back there is
 * no step any more. Hears a frame before the desk does: whether it is news is seen by the row.
 */
export function hearOwnVerdicts({ desk, sitting, personId }: HearParts): (frame: Frame) => void {
  return (frame) => {
    if (frame.type !== "event" || frame.event.kind !== "output.changed") return;
    const { subject: id, data } = frame.event;
    const { rows, writes } = desk.read();
    const row = rows.get(id);
    // What this page does it knows already; of several verdicts an event names none.
    if (row === undefined || row.panel !== null || writes.has(id)) return;
    if (Number(data["revision"]) <= row.revision) return;
    const decision = (data["decision"] ?? null) as DecisionView | null;
    sitting.forget(id);
    if (decision === null || decision.by.id !== personId || decision.verdict === "withdrawn") return;
    const { verdict } = decision;
    sitting.push({ outputs: [id], verdict, label: labelStep([id], row.seed) });
  };
}
