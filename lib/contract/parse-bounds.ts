import type { Bounds, ScalarType } from "./contract.ts";
import { type KeywordSource, readCount, readNumber } from "./keyword-source.ts";
import { largestWide, smallestWide } from "./wide-integer.ts";

type Numeral = number | bigint;

/**
 * Reads the limits of a property. `isSeed` makes an integer wide whatever its bounds. Complains about limits that
 * contradict each other or cannot be kept exactly.
 */
export function parseBounds(
  source: KeywordSource,
  type: ScalarType,
  isSeed: boolean,
): { bounds: Bounds; isWide: boolean } {
  if (type === "string") return { bounds: parseLengths(source), isWide: false };
  if (type === "boolean") return { bounds: {}, isWide: false };
  const found = {
    minimum: readNumber(source, "minimum"),
    maximum: readNumber(source, "maximum"),
    exclusiveMinimum: readNumber(source, "exclusiveMinimum"),
    exclusiveMaximum: readNumber(source, "exclusiveMaximum"),
    multipleOf: readNumber(source, "multipleOf"),
  };
  const given = Object.entries(found).filter((entry): entry is [string, Numeral] => entry[1] !== undefined);
  for (const [name, value] of given) {
    if (type === "integer" && typeof value === "number" && !Number.isSafeInteger(value)) {
      source.complain(
        source.where(name),
        `${name} of a whole number must itself be a whole number, in digits.`,
      );
    }
  }
  const multiple = found.multipleOf;
  if (multiple !== undefined && multiple <= 0) {
    source.complain(source.where("multipleOf"), "multipleOf must be greater than 0.");
  }
  checkOrder(source, found);
  const isWide = type === "integer" && (isSeed || given.some(([, value]) => typeof value === "bigint"));
  if (isWide) return { bounds: wideBounds(source, found), isWide };
  const plain = Object.fromEntries(given.map(([name, value]) => [name, Number(value)]));
  return { bounds: plain, isWide };
}

function wideBounds(source: KeywordSource, found: { [name: string]: Numeral | undefined }): Bounds {
  for (const name of ["exclusiveMinimum", "exclusiveMaximum", "multipleOf"]) {
    if (found[name] !== undefined) {
      source.complain(source.where(name), `${name} is not supported for 64-bit integers and seeds.`);
    }
  }
  const limit = (name: "minimum" | "maximum"): string => {
    const value = found[name];
    if (value === undefined) {
      source.complain(source.where(name), `A 64-bit integer or seed needs ${name}.`);
      return "0";
    }
    if (value < smallestWide || value > largestWide) {
      source.complain(source.where(name), `${name} must fit 64 bits: ${smallestWide} to ${largestWide}.`);
    }
    return Number.isInteger(value) || typeof value === "bigint" ? BigInt(value).toString() : "0";
  };
  return { minimum: limit("minimum"), maximum: limit("maximum") };
}

function parseLengths(source: KeywordSource): Bounds {
  const minLength = readCount(source, "minLength");
  const maxLength = readCount(source, "maxLength");
  if (minLength !== undefined && maxLength !== undefined && minLength > maxLength) {
    source.complain(source.where("minLength"), "minLength is greater than maxLength.");
  }
  return {
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
  };
}

function checkOrder(source: KeywordSource, found: { [name: string]: Numeral | undefined }): void {
  for (const low of ["minimum", "exclusiveMinimum"]) {
    for (const high of ["maximum", "exclusiveMaximum"]) {
      const [least, most] = [found[low], found[high]];
      if (least === undefined || most === undefined) continue;
      const isStrict = low !== "minimum" || high !== "maximum";
      if (least > most || (isStrict && least >= most)) {
        source.complain(source.where(low), `${low} leaves no value below ${high}.`);
      }
    }
  }
}
