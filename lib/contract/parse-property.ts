import type { Binding, ContractProperty, ScalarType } from "./contract.ts";
import { pointerTo, readPointer } from "./json-pointer.ts";
import { type KeywordSource, keyword, readText } from "./keyword-source.ts";
import { parseBounds } from "./parse-bounds.ts";
import { parseChoices } from "./parse-choices.ts";
import { openUi, parsePresentation, parseStep, parseWidget } from "./parse-ui.ts";
import { patternCost } from "./pattern-cost.ts";
import { formats, keywordsOf, limits } from "./profile.ts";

const scalarTypes: readonly ScalarType[] = ["string", "number", "integer", "boolean"];

/**
 * Reads one property of a contract, complaining about all that the profile does not allow. Null when not even its
 * type is known. Default, examples and presets are added by `attachValues`, judged by the same engine that judges
 * what people send.
 */
export function parseProperty(
  source: KeywordSource,
  name: string,
  required: boolean,
): ContractProperty | null {
  const type = scalarTypes.find((known) => known === keyword(source, "type"));
  if (type === undefined) {
    source.complain(source.where("type"), `A property needs a type: ${scalarTypes.join(", ")}.`);
    return null;
  }
  const allowed = keywordsOf(type);
  for (const word of Object.keys(source.schema)) {
    if (!allowed.has(word))
      source.complain(source.where(word), `${word} says nothing about type ${type}; remove it.`);
  }
  const ui = openUi(source);
  const { bounds, isWide } = parseBounds(source, type, keyword(ui, "widget") === "seed");
  const choices = parseChoices(source, ui, type);
  if (isWide && choices !== null) {
    source.complain(source.where("enum"), "A 64-bit integer or seed cannot be a list of choices.");
  }
  const pattern = type === "string" ? parsePattern(source, bounds.maxLength ?? limits.textLength) : undefined;
  const format = type === "string" ? parseFormat(source) : undefined;
  const widget = parseWidget(ui, { type, format, bounds, choices });
  const { help, ...presentation } = parsePresentation(ui);
  const description = readText(source, "description");
  const step = parseStep(ui, type);
  return {
    name,
    type,
    title: readText(source, "title") ?? titleOf(name),
    help: help ?? description ?? "",
    ...presentation,
    widget,
    ...(step === undefined ? {} : { step }),
    required,
    examples: [],
    bounds,
    ...(pattern === undefined ? {} : { pattern }),
    ...(format === undefined ? {} : { format }),
    choices,
    presets: [],
    bindings: parseBindings(source),
    isAsset: format === "asset",
    isWide,
  };
}

function parsePattern(source: KeywordSource, textLength: number): string | undefined {
  const pattern = readText(source, "pattern");
  if (pattern === undefined) return undefined;
  const complain = (message: string) => source.complain(source.where("pattern"), message);
  if (pattern.length > limits.patternLength) {
    complain(`A pattern may have at most ${limits.patternLength} characters.`);
    return undefined;
  }
  try {
    new RegExp(pattern, "u");
  } catch {
    complain("The pattern is not a valid regular expression (ECMAScript, flag u).");
    return undefined;
  }
  const cost = patternCost(pattern, textLength);
  if (cost === null || cost > limits.patternCost) {
    complain(
      "The pattern could take too long on some texts. Anchor it with ^, avoid nested repetition, set maxLength.",
    );
    return undefined;
  }
  return pattern;
}

function parseFormat(source: KeywordSource): string | undefined {
  const format = readText(source, "format");
  if (format === undefined || formats.has(format)) return format;
  source.complain(
    source.where("format"),
    `The format ${format} is not supported; known are ${[...formats].join(", ")}.`,
  );
  return undefined;
}

/** Reads `x-bind`: one pointer or several, each `/<node id>/inputs/<input>`. */
function parseBindings(source: KeywordSource): Binding[] {
  const given = keyword(source, "x-bind");
  const at = source.where("x-bind");
  if (given === undefined || (Array.isArray(given) && given.length === 0)) {
    source.complain(
      at,
      "The property is bound to nothing. Say in x-bind where its value lands in the graph.",
    );
    return [];
  }
  const isList = Array.isArray(given);
  return (isList ? given : [given]).flatMap((pointer, index): Binding[] => {
    const tokens = typeof pointer === "string" ? readPointer(pointer) : null;
    const [nodeId, inputs, input] = tokens ?? [];
    if (nodeId === undefined || inputs !== "inputs" || input === undefined || tokens?.length !== 3) {
      const sentence = 'A binding is a JSON Pointer to an input of a node, such as "/3/inputs/seed".';
      source.complain(isList ? at + pointerTo(index) : at, sentence);
      return [];
    }
    return [{ pointer: pointerTo(nodeId, inputs, input), nodeId, input }];
  });
}

/** "grow_mask" and "growMask" become "Grow mask". */
function titleOf(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
