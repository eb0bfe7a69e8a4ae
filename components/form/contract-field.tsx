"use client";

import type { FieldProps } from "@rjsf/utils";
import type { ComponentType } from "react";
import { ChoiceControl } from "#components/form/choice-control";
import { controlAria, controlIds, type ControlProps } from "#components/form/control-props";
import { useField, useForm } from "#components/form/form-context";
import { ImageControl } from "#components/form/image-control";
import { MaskControl } from "#components/form/mask-control";
import { NumberControl } from "#components/form/number-control";
import { SeedControl } from "#components/form/seed-control";
import { SliderControl } from "#components/form/slider-control";
import { SwitchControl } from "#components/form/switch-control";
import { TextareaControl, TextControl } from "#components/form/text-control";
import type { Choice, ContractProperty, Widget } from "#lib/contract/contract";
import { findProperty } from "#lib/contract/contract";

const controls: { readonly [widget in Widget]: ComponentType<ControlProps> } = {
  text: TextControl,
  textarea: TextareaControl,
  number: NumberControl,
  slider: SliderControl,
  segmented: ChoiceControl,
  select: ChoiceControl,
  combobox: ChoiceControl,
  switch: SwitchControl,
  seed: SeedControl,
  size: SizeControl,
  image: ImageControl,
  mask: MaskControl,
};

/**
 * The field RJSF draws for every scalar. Which control it is comes from the contract, its value from the form desk;
 * RJSF decides only that the field stands here, whether it is required, and which choices a condition leaves.
 */
export function ContractField({ name, schema, fieldPathId, required = false }: FieldProps) {
  const { desk } = useForm();
  const field = useField(name);
  const property = findProperty(desk.contract, name);
  if (property === undefined) return null;
  const Control = controls[property.widget];
  const ids = controlIds(fieldPathId.$id);
  return (
    <Control
      property={property}
      field={field}
      choices={choicesNow(property, schema.enum)}
      ids={ids}
      aria={controlAria(ids, property, field, required)}
    />
  );
}

function SizeControl(props: ControlProps) {
  return props.choices.length > 0 ? <ChoiceControl {...props} /> : <NumberControl {...props} />;
}

function choicesNow({ choices }: ContractProperty, allowed: unknown): readonly Choice[] {
  if (choices === null) return [];
  if (!Array.isArray(allowed) || allowed.length === choices.length) return choices;
  return choices.filter(({ value }) => allowed.includes(value));
}
