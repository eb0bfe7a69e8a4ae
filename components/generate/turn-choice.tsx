"use client";

import { useId } from "react";
import { useWhyNot } from "#components/shell/me-context";
import { Select } from "#components/ui/select";
import { priorities, type Priority } from "#lib/run/run-priority";

const words: Record<Priority, string> = {
  high: "Before everybody else",
  normal: "Take turns with the others",
  low: "When nobody else waits",
};

/** When it is the turn of these runs. Whoever may not push in is not offered it. */
export function TurnChoice({ value, onChange }: { value: Priority; onChange: (priority: Priority) => void }) {
  const id = useId();
  const mayHurry = useWhyNot("run.hurry") === undefined;
  return (
    <div className="mt-2 flex items-center gap-2">
      <label htmlFor={id} className="shrink-0 text-xs text-soft">
        Turn
      </label>
      <Select
        id={id}
        value={value}
        onChange={(event) => onChange(priorities.find((known) => known === event.target.value) ?? "normal")}
      >
        {priorities
          .toReversed()
          .filter((priority) => priority !== "high" || mayHurry)
          .map((priority) => (
            <option key={priority} value={priority}>
              {words[priority]}
            </option>
          ))}
      </Select>
    </div>
  );
}
