"use client";

import { useId } from "react";
import { useProject, useWhyNot } from "#components/shell/me-context";
import { Switch } from "#components/ui/switch";

type ShareSwitchProps = { isShared: boolean; onChange: (isShared: boolean) => void };

/** Whether the others in the project see a view too. Who may not share is not asked. */
export function ShareSwitch({ isShared, onChange }: ShareSwitchProps) {
  const id = useId();
  const project = useProject();
  const whyNot = useWhyNot("view.share");
  if (whyNot !== undefined) return <span className="text-xs text-faint">Only you see it.</span>;
  return (
    <span className="flex items-center gap-2 text-xs text-soft">
      <Switch id={id} checked={isShared} onCheckedChange={onChange} />
      <label htmlFor={id}>{`Share with ${project?.name ?? "the project"}`}</label>
    </span>
  );
}
