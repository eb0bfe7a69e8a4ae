import type { ExactJson, ExactObject } from "#lib/json";
import { isJsonObject } from "#lib/json";
import { literalOf } from "./graph-literal.ts";
import { promptsOf } from "./graph-prompts.ts";

export type Setting = { label: string; value: string };

/** What people ask of a picture, by the names ComfyUI's nodes give their inputs. */
const asked: readonly { label: string; inputs: readonly string[] }[] = [
  { label: "Model", inputs: ["ckpt_name", "unet_name", "model_name"] },
  { label: "LoRA", inputs: ["lora_name"] },
  { label: "VAE", inputs: ["vae_name"] },
  { label: "Sampler", inputs: ["sampler_name"] },
  { label: "Scheduler", inputs: ["scheduler"] },
  { label: "Steps", inputs: ["steps"] },
  { label: "Guidance", inputs: ["cfg", "guidance"] },
  { label: "Denoise", inputs: ["denoise"] },
];

/**
 * Prompts, model, sampler, steps, guidance and size as a filled graph has them: prompts by where they are used, the
 * rest by input name in whichever nodes carry it. Different values of one kind (base and refiner) stand side by side; what the graph does not say is left out.
 */
export function settingsOf(graph: ExactJson): Setting[] {
  if (!isJsonObject(graph)) return [];
  const nodes = Object.values(graph).flatMap((node) =>
    isJsonObject(node) && isJsonObject(node["inputs"]) ? [node["inputs"]] : [],
  );
  const settings = asked.map(({ label, inputs }) => ({
    label,
    values: nodes.flatMap((node) => inputs.map((input) => literalOf(graph, node[input]))),
  }));
  settings.push({ label: "Size", values: [largestOf(nodes.map((node) => sizeOf(graph, node)))] });
  const { positive, negative } = promptsOf(graph);
  const words = [
    { label: "Prompt", value: positive.join("\n") },
    { label: "Negative prompt", value: negative.join("\n") },
  ].filter(({ value }) => value !== "");
  const numbers = settings.flatMap(({ label, values }) => {
    const distinct = [...new Set(values.filter((value) => value !== null))];
    return distinct.length === 0 ? [] : [{ label, value: distinct.join(", ") }];
  });
  return [...words, ...numbers];
}

type Sides = { width: string; height: string };

/** Only what makes an empty picture names the size; scaling and cropping nodes have a width, too. */
function sizeOf(graph: ExactObject, inputs: ExactObject): Sides | null {
  if (!("batch_size" in inputs)) return null;
  const width = literalOf(graph, inputs["width"]);
  const height = literalOf(graph, inputs["height"]);
  return width === null || height === null ? null : { width, height };
}

/** The picture's; smaller ones are masks, noise or a pattern that goes into it. */
function largestOf(sizes: readonly (Sides | null)[]): string | null {
  const areaOf = ({ width, height }: Sides) => Number(width) * Number(height);
  const [largest] = sizes.filter((size) => size !== null).toSorted((a, b) => areaOf(b) - areaOf(a));
  return largest === undefined ? null : `${largest.width} × ${largest.height}`;
}
