import { type ExactJson, isJsonObject } from "#lib/json";
import type { Choice, Scalar, ScalarType } from "./contract.ts";
import { pointerTo } from "./json-pointer.ts";
import { type KeywordSource, keyword, readList, readObject } from "./keyword-source.ts";
import { limits } from "./profile.ts";

/** Reads `enum`, `const` or `oneOf` of const and title into one list of labelled choices; null when there is none. */
export function parseChoices(source: KeywordSource, ui: KeywordSource, type: ScalarType): Choice[] | null {
  const given = ["enum", "const", "oneOf"].filter((name) => keyword(source, name) !== undefined);
  const first = given[0];
  if (first === undefined) {
    if (keyword(ui, "labels") !== undefined)
      ui.complain(ui.where("labels"), "labels needs an enum to label.");
    return null;
  }
  for (const other of given.slice(1)) {
    source.complain(source.where(other), `${other} repeats what ${first} says; keep one of them.`);
  }
  if (first === "oneOf") return titledChoices(source, type);
  const isList = first === "enum";
  const values = isList ? (readList(source, "enum") ?? []) : [keyword(source, "const")];
  const labels = readObject(ui, "labels") ?? {};
  const choices = values.flatMap((value, index): Choice[] => {
    const pointer = source.where(first) + (isList ? pointerTo(index) : "");
    if (!isOfType(value, type)) {
      source.complain(pointer, `Every choice must be ${article[type]}.`);
      return [];
    }
    const label = Object.hasOwn(labels, String(value)) ? labels[String(value)] : String(value);
    return [{ value, label: typeof label === "string" ? label : String(value) }];
  });
  const known = new Set(choices.map(({ value }) => String(value)));
  for (const name of Object.keys(labels)) {
    const pointer = ui.where("labels") + pointerTo(name);
    if (!known.has(name)) {
      ui.complain(pointer, `There is no choice ${name} to label.`);
    } else if (typeof labels[name] !== "string") {
      ui.complain(pointer, "A label must be text.");
    }
  }
  return checkList(source, first, choices, values.length);
}

function titledChoices(source: KeywordSource, type: ScalarType): Choice[] {
  const branches = readList(source, "oneOf") ?? [];
  const choices = branches.flatMap((branch, index): Choice[] => {
    const pointer = source.where("oneOf") + pointerTo(index);
    const isPlain =
      isJsonObject(branch) && Object.keys(branch).every((key) => key === "const" || key === "title");
    if (!isPlain || !isOfType(branch["const"], type) || typeof branch["title"] !== "string") {
      source.complain(pointer, `A branch of oneOf holds exactly const (${article[type]}) and title.`);
      return [];
    }
    return [{ value: branch["const"], label: branch["title"] }];
  });
  return checkList(source, "oneOf", choices, branches.length);
}

function checkList(source: KeywordSource, name: string, choices: Choice[], count: number): Choice[] {
  if (count === 0) source.complain(source.where(name), `${name} must offer at least one choice.`);
  if (count > limits.choices)
    source.complain(source.where(name), `At most ${limits.choices} choices are supported.`);
  if (new Set(choices.map(({ value }) => value)).size < choices.length) {
    source.complain(source.where(name), "The same choice is listed twice.");
  }
  return choices;
}

const article: { readonly [type in ScalarType]: string } = {
  string: "text",
  number: "a number",
  integer: "a whole number within +-2^53-1",
  boolean: "true or false",
};

function isOfType(value: ExactJson | undefined, type: ScalarType): value is Scalar {
  if (type === "integer") return Number.isSafeInteger(value);
  if (type === "number") return typeof value === "number" && Number.isFinite(value);
  return typeof value === type;
}
