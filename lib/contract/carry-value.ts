import type { ContractProperty, Scalar } from "./contract.ts";
import { limits } from "./profile.ts";
import { isWithin, toDecimalText } from "./wide-integer.ts";

export type Carried = { readonly value: Scalar } | { readonly message: string };

/**
 * Turns a value as it was sent into one the engine can judge, without changing what it means: an integer keeps
 * its digits, -0 is 0, nothing is ever converted between types. Values no engine should see (not finite, far too
 * long, not storable, not scalar) are answered here.
 */
export function carryValue(property: ContractProperty, value: unknown): Carried {
  if (property.isWide) return carryWide(property, value);
  switch (typeof value) {
    case "string":
      return carryText(property, value);
    case "boolean":
      return { value };
    case "number":
      if (!Number.isFinite(value)) return { message: `${property.title} must be a finite number.` };
      return { value: value === 0 ? 0 : value };
    case "bigint": {
      // Only integers beyond 2^53-1 are parsed as bigint; as a number they keep their place relative to any bound.
      const rounded = Number(value);
      if (!Number.isFinite(rounded)) return { message: `${property.title} is too large.` };
      return { value: rounded };
    }
    default:
      return { message: typeSentence(property, value) };
  }
}

/** "Steps must be a whole number, not text." */
export function typeSentence(property: ContractProperty, value: unknown): string {
  const wanted = property.isAsset ? "an uploaded file" : wantedType[property.type];
  if (value === null) {
    const remedy = property.required ? "" : " Leave it out to use the default.";
    return `${property.title} must be ${wanted}, not null.${remedy}`;
  }
  return `${property.title} must be ${wanted}, not ${nameOfType(value)}.`;
}

function carryText(property: ContractProperty, value: string): Carried {
  const longest = property.bounds.maxLength ?? limits.textLength;
  // A character takes at most two units, so this text is too long however it is counted.
  if (property.type === "string" && value.length > 2 * longest) {
    return { message: `${property.title} must have at most ${longest} characters.` };
  }
  if (!value.isWellFormed() || value.includes("\0")) {
    return {
      message: `${property.title} contains a character that cannot be stored. Remove it and type it again.`,
    };
  }
  return { value };
}

function carryWide(property: ContractProperty, value: unknown): Carried {
  const { title } = property;
  const { minimum, maximum } = property.bounds;
  if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return { message: `${title} is too large for a plain number. Send its digits as text: "${maximum}".` };
  }
  const text = toDecimalText(value);
  if (text === null) {
    const isDigits = typeof value === "string" && value.length > 20 && /^-?\d+$/.test(value.slice(0, 64));
    if (isDigits) return { message: `${title} must be at most ${maximum}.` };
    if (typeof value === "string" || typeof value === "number") {
      return { message: `${title} must be a whole number in digits.` };
    }
    return { message: typeSentence(property, value) };
  }
  if (minimum === undefined || maximum === undefined || isWithin(text, String(minimum), String(maximum))) {
    return { value: text };
  }
  const isBelow = BigInt(text) < BigInt(minimum);
  return {
    message: isBelow ? `${title} must be at least ${minimum}.` : `${title} must be at most ${maximum}.`,
  };
}

const wantedType = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
} as const;

function nameOfType(value: unknown): string {
  switch (typeof value) {
    case "string":
      return "text";
    case "number":
    case "bigint":
      return "a number";
    case "boolean":
      return "true or false";
    case "object":
      return Array.isArray(value) ? "a list" : "an object";
    default:
      return "nothing";
  }
}
