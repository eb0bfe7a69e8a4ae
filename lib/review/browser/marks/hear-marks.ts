import type { Frame } from "#lib/event/browser/frame";
import type { DeskStore } from "#lib/review/browser/desk/desk-store";
import { withLabel } from "./marks.ts";

/** Keeps stars and labels of listed outputs true while others give and take them. */
export function hearMarks(desk: DeskStore): (frame: Frame) => void {
  return (frame) => {
    if (frame.type !== "event") return;
    const { kind, subject, data } = frame.event;
    const row = desk.read().rows.get(subject);
    if (row === undefined) return;
    if (kind === "output.rated") {
      const rating = typeof data["rating"] === "number" ? data["rating"] : null;
      desk.dispatch({ type: "row-read", row: { ...row, rating } });
    }
    if (kind === "output.labelled" && data["label"] !== undefined) {
      const { name, isOn } = data["label"] as { name: string; isOn: boolean };
      const labels = withLabel(row.labels, { name, isOwn: false, isOn });
      desk.dispatch({ type: "row-read", row: { ...row, labels } });
    }
  };
}
