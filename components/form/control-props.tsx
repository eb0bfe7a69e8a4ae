import type { Choice, ContractProperty } from "#lib/contract/contract";
import type { FieldState } from "#lib/form/form-desk";

/** What every control is given: the property it sets, its state, and how it is tied to label, help and errors. */
export type ControlProps = {
  readonly property: ContractProperty;
  readonly field: FieldState;
  /** The choices that stand now; a condition may leave fewer than the property declares. */
  readonly choices: readonly Choice[];
  readonly ids: ControlIds;
  readonly aria: ControlAria;
};

export type ControlIds = {
  readonly control: string;
  readonly label: string;
  readonly help: string;
  readonly errors: string;
};

export type ControlAria = {
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
  readonly "aria-required": true | undefined;
};

export function controlIds(control: string): ControlIds {
  return { control, label: `${control}-label`, help: `${control}-help`, errors: `${control}-errors` };
}

export function controlAria(
  ids: ControlIds,
  property: ContractProperty,
  field: FieldState,
  required: boolean,
): ControlAria {
  const described = [
    ...(field.errors.length > 0 ? [ids.errors] : []),
    ...(property.help === "" ? [] : [ids.help]),
  ];
  return {
    "aria-describedby": described.length > 0 ? described.join(" ") : undefined,
    "aria-invalid": field.errors.length > 0 ? true : undefined,
    "aria-required": required ? true : undefined,
  };
}
