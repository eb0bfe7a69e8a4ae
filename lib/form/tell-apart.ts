import type { Contract } from "#lib/contract/contract";
import { valueOfProperty } from "./describe-property.ts";

type Params = { readonly [name: string]: unknown };

const shown = 3;

/**
 * What tells runs of one workflow apart, in a line: the param called a prompt, else the longest text of several words,
 * else the first params that are not at their default, by the titles of the form. "" when there is nothing of the kind.
 */
export function tellApart(params: Params, contract: Contract | null): string {
  return spokenOf(params) || changesOf(params, contract);
}

function spokenOf(params: Params): string {
  const texts = Object.entries(params)
    .map(([name, value]) => ({ name, text: typeof value === "string" ? value.trim() : "" }))
    .filter(({ name, text }) => text !== "" && !/negative|avoid/i.test(name));
  const prompt = texts.find(({ name }) => /prompt/i.test(name));
  if (prompt !== undefined) return prompt.text;
  const spoken = texts.filter(({ text }) => /[\s,]/.test(text));
  return spoken.toSorted((a, b) => b.text.length - a.text.length)[0]?.text ?? "";
}

function changesOf(params: Params, contract: Contract | null): string {
  return (contract?.properties ?? [])
    .filter(({ name, isAsset }) => !isAsset && name !== contract?.seedProperty)
    .filter((property) => params[property.name] !== undefined && params[property.name] !== property.default)
    .slice(0, shown)
    .map((property) => `${property.title}: ${valueOfProperty(property, params[property.name])}`)
    .join(" · ");
}
