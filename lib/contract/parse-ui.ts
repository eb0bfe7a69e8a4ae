import { isJsonObject } from "#lib/json";
import type { Bounds, Choice, ScalarType, Widget } from "./contract.ts";
import { widgets } from "./contract.ts";
import { pointerTo } from "./json-pointer.ts";
import { type KeywordSource, readFlag, readNumber, readText } from "./keyword-source.ts";
import { uiKeywords } from "./profile.ts";
import { refusal } from "./resolve-reference.ts";

/** What is known of a property when its widget is chosen. */
export type WidgetFacts = {
  readonly type: ScalarType;
  readonly format: string | undefined;
  readonly bounds: Bounds;
  readonly choices: readonly Choice[] | null;
};

/** The `x-ui` object of a property as a source of its own; empty when there is none. */
export function openUi(source: KeywordSource): KeywordSource {
  const at = source.where("x-ui");
  const given = Object.hasOwn(source.schema, "x-ui") ? source.schema["x-ui"] : {};
  if (!isJsonObject(given)) source.complain(at, "x-ui must be an object.");
  const schema = isJsonObject(given) ? given : {};
  for (const name of Object.keys(schema)) {
    if (!uiKeywords.has(name)) source.complain(at + pointerTo(name), refusal(name));
  }
  return { schema, where: (name) => at + pointerTo(name), complain: source.complain };
}

/** The widget the author asks for, if it can show such a property; otherwise the one that fits best. */
export function parseWidget(ui: KeywordSource, facts: WidgetFacts): Widget {
  const asked = readText(ui, "widget");
  if (asked === undefined) return fittingWidget(facts);
  const widget = widgets.find((known) => known === asked);
  if (widget === undefined) {
    ui.complain(ui.where("widget"), `There is no widget ${asked}; known are ${widgets.join(", ")}.`);
    return fittingWidget(facts);
  }
  const objection = widgetObjection(widget, facts);
  if (objection !== null) ui.complain(ui.where("widget"), objection);
  return widget;
}

function fittingWidget({ type, format, bounds, choices }: WidgetFacts): Widget {
  if (format === "asset") return "image";
  if (type === "boolean") return "switch";
  if (choices !== null)
    return choices.length <= 4 ? "segmented" : choices.length <= 12 ? "select" : "combobox";
  if (type !== "string") return "number";
  return (bounds.maxLength ?? 0) > 200 ? "textarea" : "text";
}

function widgetObjection(widget: Widget, { type, format, bounds, choices }: WidgetFacts): string | null {
  const isNumeric = type === "number" || type === "integer";
  const isAsset = format === "asset";
  switch (widget) {
    case "image":
    case "mask":
      return isAsset ? null : `The widget ${widget} needs a text property with format asset.`;
    case "text":
    case "textarea":
      return type === "string" && !isAsset ? null : `The widget ${widget} shows plain text properties only.`;
    case "number":
      return isNumeric ? null : "The widget number shows numbers only.";
    case "slider":
      if (!isNumeric) return "The widget slider shows numbers only.";
      return bounds.minimum !== undefined && bounds.maximum !== undefined
        ? null
        : "The widget slider needs minimum and maximum.";
    case "segmented":
    case "select":
    case "combobox":
      return choices === null ? `The widget ${widget} needs a list of choices (enum).` : null;
    case "switch":
      return type === "boolean" ? null : "The widget switch shows true or false only.";
    case "seed":
      return type === "integer" ? null : "The widget seed needs an integer.";
    case "size":
      return type === "integer" ? null : "The widget size needs an integer.";
  }
}

export function parseStep(ui: KeywordSource, type: ScalarType): number | undefined {
  const step = readNumber(ui, "step");
  if (step === undefined) return undefined;
  if (type !== "number" && type !== "integer") ui.complain(ui.where("step"), "Only a number has a step.");
  else if (step <= 0) ui.complain(ui.where("step"), "step must be greater than 0.");
  return Number(step);
}

/** Short texts and switches of `x-ui`. */
export function parsePresentation(ui: KeywordSource): {
  group: string;
  advanced: boolean;
  help: string | undefined;
  placeholder: string;
  unit: string;
} {
  return {
    group: readText(ui, "group") ?? "",
    advanced: readFlag(ui, "advanced") ?? false,
    help: readText(ui, "help"),
    placeholder: readText(ui, "placeholder") ?? "",
    unit: readText(ui, "unit") ?? "",
  };
}
