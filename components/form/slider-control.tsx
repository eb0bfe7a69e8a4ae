"use client";

import type { ControlProps } from "#components/form/control-props";
import { useForm } from "#components/form/form-context";
import { NumberControl } from "#components/form/number-control";
import { Slider } from "#components/ui/slider";
import { stepOf } from "#lib/form/number-step";

/** A slider for the feel and a number for the exact value; both show the same. */
export function SliderControl(props: ControlProps) {
  const { property, field, ids } = props;
  const { desk } = useForm();
  const lowest = Number(property.bounds.minimum ?? 0);
  const highest = Number(property.bounds.maximum ?? 100);
  const fallback = typeof property.default === "number" ? property.default : lowest;
  const value = typeof field.value === "number" ? field.value : fallback;
  return (
    <div className="flex items-center gap-3">
      <Slider
        aria-labelledby={ids.label}
        min={lowest}
        max={highest}
        step={stepOf(property)}
        value={[Math.min(highest, Math.max(lowest, value))]}
        onValueChange={([next]) => desk.choose(property.name, next)}
        onValueCommit={() => desk.leave(property.name)}
      />
      <NumberControl {...props} className="w-24 shrink-0" />
    </div>
  );
}
