import type { ContractProperty, Scalar } from "#lib/contract/contract";

const typeNames = {
  string: "text",
  number: "number",
  integer: "whole number",
  boolean: "on or off",
} as const;

/** What kind of value a param takes, for people. */
export function typeOfProperty({ type, choices, isAsset, widget }: ContractProperty): string {
  if (isAsset) return widget === "mask" ? "mask" : "picture";
  if (widget === "seed") return "seed";
  return choices === null ? typeNames[type] : `one of ${choices.length}`;
}

/** Its limits in one line; "" when there are none. */
export function boundsOfProperty({ bounds, choices, unit, pattern, isAsset }: ContractProperty): string {
  if (isAsset) return "";
  if (choices !== null) {
    const shown = choices.slice(0, 6).map(({ label }) => label);
    return choices.length > shown.length
      ? `${shown.join(", ")} and ${choices.length - shown.length} more`
      : shown.join(", ");
  }
  const parts = [
    range(bounds.minimum, bounds.maximum, unit),
    bounds.exclusiveMinimum === undefined ? "" : `more than ${bounds.exclusiveMinimum}`,
    bounds.exclusiveMaximum === undefined ? "" : `less than ${bounds.exclusiveMaximum}`,
    bounds.multipleOf === undefined ? "" : `in steps of ${bounds.multipleOf}`,
    range(bounds.minLength, bounds.maxLength, "characters"),
    pattern === undefined ? "" : `like ${pattern}`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** A value of a param as people read it: its label where it has one, with the unit. */
export function valueOfProperty(property: ContractProperty, value: unknown): string {
  if (value === undefined || value === null) return "";
  const label = property.choices?.find((choice) => choice.value === value)?.label;
  if (label !== undefined) return property.unit === "" ? label : `${label} ${property.unit}`;
  if (typeof value === "boolean") return value ? "on" : "off";
  const text = value === "" ? "empty" : String(value as Scalar);
  return property.unit === "" || value === "" ? text : `${text} ${property.unit}`;
}

type Limit = number | string | undefined;

function range(lowest: Limit, highest: Limit, unit: string): string {
  const suffix = unit === "" ? "" : ` ${unit}`;
  if (lowest !== undefined && highest !== undefined) return `${lowest} to ${highest}${suffix}`;
  if (lowest !== undefined) return `at least ${lowest}${suffix}`;
  return highest === undefined ? "" : `at most ${highest}${suffix}`;
}
