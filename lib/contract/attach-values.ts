import { type ExactJson, isJsonObject } from "#lib/json";
import type { ContractProperty, Preset, Scalar } from "./contract.ts";
import { pointerTo } from "./json-pointer.ts";
import { type KeywordSource, type KnownParams, keyword, readList } from "./keyword-source.ts";
import { openUi } from "./parse-ui.ts";
import { validateValue } from "./validate-params.ts";

/**
 * The property with the values its author wrote down: default, examples, presets. Each is judged by the engine
 * that judges what people send, so a form never starts with a value it would refuse.
 */
export function attachValues(
  source: KeywordSource,
  property: ContractProperty,
  all: KnownParams,
): ContractProperty {
  const judge = (target: ContractProperty, value: ExactJson, pointer: string): Scalar | undefined => {
    const check = validateValue(target, value);
    if (check.ok) return check.value;
    for (const message of check.messages)
      source.complain(pointer, `Its own rules refuse this value: ${message}`);
    return undefined;
  };
  const given = keyword(source, "default");
  if (given !== undefined && (property.isAsset || property.widget === "seed")) {
    const reason = property.isAsset
      ? "An uploaded file has no default; files belong to one installation."
      : "A seed has no default; one that is left out is drawn afresh for every run.";
    source.complain(source.where("default"), reason);
    return property;
  }
  const value = given === undefined ? undefined : judge(property, given, source.where("default"));
  const examples = (readList(source, "examples") ?? []).flatMap((example, index) => {
    const checked = judge(property, example, source.where("examples") + pointerTo(index));
    return checked === undefined ? [] : [checked];
  });
  const presets = readPresets(openUi({ ...source, complain: () => {} }), source, all, judge);
  return { ...property, ...(value === undefined ? {} : { default: value }), examples, presets };
}

type Judge = (target: ContractProperty, value: ExactJson, pointer: string) => Scalar | undefined;

function readPresets(
  ui: KeywordSource,
  { complain }: KeywordSource,
  all: KnownParams,
  judge: Judge,
): Preset[] {
  return (readList({ ...ui, complain }, "presets") ?? []).flatMap((preset, index): Preset[] => {
    const at = ui.where("presets") + pointerTo(index);
    if (!isJsonObject(preset) || Object.keys(preset).toSorted().join() !== "title,values") {
      complain(
        at,
        'A preset holds exactly title and values: { "title": "Square", "values": { "width": 1024 } }.',
      );
      return [];
    }
    const { title, values } = preset;
    if (typeof title !== "string" || !isJsonObject(values)) {
      complain(at, "The title of a preset is text, its values an object of params.");
      return [];
    }
    const checked = Object.entries(values).flatMap(([name, value]) => {
      const target = all.get(name);
      if (!all.has(name)) complain(at + pointerTo("values", name), `There is no param ${name} to set.`);
      const scalar = target === undefined ? undefined : judge(target, value, at + pointerTo("values", name));
      return scalar === undefined ? [] : [[name, scalar] as const];
    });
    return [{ title, values: Object.fromEntries(checked) }];
  });
}
