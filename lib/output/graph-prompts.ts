import { type ExactJson, type ExactObject, isJsonObject } from "#lib/json";
import { literalOf } from "./graph-literal.ts";

/** What ComfyUI's text encoders call their text. */
const texts = ["text", "text_g", "text_l", "clip_l", "t5xxl"] as const;
/** Longer chains of conditioning than this are loops. */
const mostSteps = 16;

/**
 * The words a filled graph was given, found from where they are used: what a sampler (or guider) calls positive and
 * negative is followed upstream to the texts it was encoded from. Distinct ones only, in the graph's order.
 */
export function promptsOf(graph: ExactObject): { positive: string[]; negative: string[] } {
  const users = Object.values(graph)
    .map(inputsOf)
    .filter((inputs) => inputs !== undefined);
  const samplers = users.filter((inputs) => "latent_image" in inputs);
  const from = (nodes: readonly ExactObject[], name: string) =>
    unique(nodes.flatMap((inputs) => textsAt(graph, inputs[name])));
  const positive = from(samplers, "positive");
  // Where a guider stands before the sampler there is one conditioning and no negative.
  return {
    positive: positive.length > 0 ? positive : from(users, "conditioning"),
    negative: from(samplers, "negative"),
  };
}

function textsAt(graph: ExactObject, link: ExactJson | undefined): string[] {
  let at = link;
  for (let step = 0; step < mostSteps && Array.isArray(at) && typeof at[0] === "string"; step += 1) {
    const inputs = inputsOf(graph[at[0]]);
    if (inputs === undefined) return [];
    const found = texts.flatMap((name) => literalOf(graph, inputs[name]) ?? []);
    if (found.length > 0) return found;
    // A node that passes both on (a ControlNet) hands out positive first and negative second.
    at = inputs["conditioning"] ?? (at[1] === 1 ? inputs["negative"] : inputs["positive"]);
  }
  return [];
}

function inputsOf(node: ExactJson | undefined): ExactObject | undefined {
  const inputs = isJsonObject(node) ? node["inputs"] : undefined;
  return isJsonObject(inputs) ? inputs : undefined;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values.map((value) => value.trim()))].filter((value) => value !== "");
}
