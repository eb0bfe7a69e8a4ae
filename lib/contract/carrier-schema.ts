import type { CarrierSchema, Condition, ContractProperty, PropertySchema } from "./contract.ts";
import { limits } from "./profile.ts";
import { canonicalDecimal } from "./wide-integer.ts";

/** A property as it is carried: the author's limits and the unstated ones of the profile, wide integers as text. */
export function carrierProperty(property: ContractProperty): PropertySchema {
  const { type, title, help, examples, bounds, choices, pattern, format } = property;
  const annotations = {
    title,
    ...(help === "" ? {} : { description: help }),
    ...(property.default === undefined ? {} : { default: property.default }),
    ...(examples.length === 0 ? {} : { examples }),
  };
  if (property.isWide) return { type: "string", ...annotations, pattern: canonicalDecimal, maxLength: 20 };
  const common = {
    type,
    ...annotations,
    ...(choices === null ? {} : { enum: choices.map(({ value }) => value) }),
  };
  if (type === "boolean") return common;
  if (type === "string") {
    return {
      ...common,
      ...(property.isAsset ? { minLength: 1 } : {}),
      maxLength: limits.textLength,
      ...bounds,
      ...(pattern === undefined ? {} : { pattern }),
      ...(format === undefined ? {} : { format }),
    } as PropertySchema;
  }
  const safe = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };
  return { ...common, ...(type === "integer" ? safe : {}), ...bounds } as PropertySchema;
}

/** The closed schema of a whole form. */
export function carrierSchemaOf(
  properties: readonly ContractProperty[],
  conditions: readonly Condition[],
  about: { readonly title: string; readonly description: string },
): CarrierSchema {
  return {
    type: "object",
    title: about.title,
    ...(about.description === "" ? {} : { description: about.description }),
    properties: Object.fromEntries(properties.map((property) => [property.name, carrierProperty(property)])),
    required: properties.filter((property) => property.required).map(({ name }) => name),
    additionalProperties: false,
    ...(conditions.length === 0 ? {} : { allOf: conditions }),
  };
}
