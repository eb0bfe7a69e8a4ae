"use client";

import type { ControlProps } from "#components/form/control-props";
import { useForm } from "#components/form/form-context";
import { Switch } from "#components/ui/switch";

/** On or off, said in words too: colour alone would not tell, and neither tells "not set". */
export function SwitchControl({ property, field, ids, aria }: ControlProps) {
  const { desk } = useForm();
  const isOn = field.value === true;
  const words = field.value === undefined ? "Workflow's own" : isOn ? "On" : "Off";
  return (
    <div className="flex h-8 items-center gap-2.5">
      <Switch
        id={ids.control}
        checked={isOn}
        onCheckedChange={(checked) => desk.choose(property.name, checked)}
        onBlur={() => desk.leave(property.name)}
        {...aria}
      />
      <span aria-hidden className="text-soft">
        {words}
      </span>
    </div>
  );
}
