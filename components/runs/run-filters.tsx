"use client";

import { Segmented } from "#components/ui/segmented";
import { Select } from "#components/ui/select";
import { statusFilters } from "#lib/run/run-filter";
import type { RunFilter } from "#lib/run/run-queries";
import type { WorkflowView } from "#lib/workflow/workflow-schema";

type RunFiltersProps = {
  filter: RunFilter;
  workflows: readonly WorkflowView[];
  onChange: (filter: RunFilter) => void;
};

const whose = [
  { value: "all", label: "Everybody’s" },
  { value: "me", label: "Mine" },
] as const;

export function RunFilters({ filter, workflows, onChange }: RunFiltersProps) {
  const isKnown = filter.workflow === undefined || workflows.some(({ name }) => name === filter.workflow);
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Segmented
        aria-label="State of the runs"
        className="max-sm:flex-wrap"
        value={filter.status ?? "all"}
        options={statusFilters}
        onChange={(status) => onChange({ ...filter, status: status === "all" ? undefined : status })}
      />
      <Segmented
        aria-label="Whose runs"
        value={filter.by ?? "all"}
        options={whose}
        onChange={(by) => onChange({ ...filter, by: by === "me" ? by : undefined })}
      />
      <span className="w-56 max-sm:min-w-32 max-sm:flex-1">
        <Select
          aria-label="Workflow"
          value={filter.workflow ?? ""}
          onChange={(event) => onChange({ ...filter, workflow: event.target.value || undefined })}
        >
          <option value="">All workflows</option>
          {!isKnown && <option value={filter.workflow}>{filter.workflow}</option>}
          {workflows.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </Select>
      </span>
    </div>
  );
}
