import type { Contract, ContractProperty, Preset } from "#lib/contract/contract";
import { findProperty } from "#lib/contract/contract";
import { validateValue } from "#lib/contract/validate-params";

/** One click that sets width and height; `ratio` (width : height) is for the little drawing beside the title. */
export type SizePreset = Preset & { readonly ratio: number };

type Side = "portrait" | "square" | "landscape";
const titles: { readonly [side in Side]: string } = {
  portrait: "Portrait",
  square: "Square",
  landscape: "Landscape",
};

/** Sizes models are trained on, large ones first; the first pair the contract allows is offered. */
const portraits = [
  [832, 1216],
  [896, 1152],
  [768, 1152],
  [768, 1024],
  [512, 768],
  [384, 512],
  [192, 256],
] as const;
const squares = [1024, 768, 512, 256] as const;

/** The names of the two properties that make a size, or null when the contract has no such pair. */
export function sizePair(contract: Contract): { width: ContractProperty; height: ContractProperty } | null {
  const width = findProperty(contract, "width");
  const height = findProperty(contract, "height");
  if (width?.type !== "integer" || height?.type !== "integer") return null;
  return { width, height };
}

/** The author's presets, or else portrait, square and landscape as far as the contract allows them. */
export function sizePresets(contract: Contract): readonly SizePreset[] {
  const pair = sizePair(contract);
  if (pair === null) return [];
  const written = contract.properties.flatMap(({ presets }) => presets).filter(setsBoth);
  if (written.length > 0) return written.map((preset) => ({ ...preset, ratio: ratioOf(preset) }));
  const allows = (width: number, height: number) =>
    validateValue(pair.width, width).ok && validateValue(pair.height, height).ok;
  const portrait = portraits.find(([width, height]) => allows(width, height));
  const square = squares.find((edge) => allows(edge, edge));
  const landscape = portraits.find(([height, width]) => allows(width, height));
  return [
    ...(portrait === undefined ? [] : [derived("portrait", portrait[0], portrait[1])]),
    ...(square === undefined ? [] : [derived("square", square, square)]),
    ...(landscape === undefined ? [] : [derived("landscape", landscape[1], landscape[0])]),
  ];
}

/** True when the values on screen are those of the preset. */
export function isPresetChosen(preset: Preset, values: { readonly [name: string]: unknown }): boolean {
  return Object.entries(preset.values).every(([name, value]) => values[name] === value);
}

function derived(side: Side, width: number, height: number): SizePreset {
  return { title: titles[side], values: { width, height }, ratio: width / height };
}

function setsBoth({ values }: Preset): boolean {
  return typeof values["width"] === "number" && typeof values["height"] === "number";
}

function ratioOf({ values }: Preset): number {
  return Number(values["width"]) / Number(values["height"]);
}
