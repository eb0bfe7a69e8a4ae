import type { Contract } from "#lib/contract/contract";
import { toFormSchema } from "#lib/contract/form-schema";

/** What a form takes over of an output: all of its params, or its seed alone beside the contract's defaults. */
export type Keep = "everything" | "seed";

type Recipe = { params: { readonly [name: string]: unknown }; seed: string | null };

/** The params that a form starts from when an output is varied in it. */
export function startFromOutput(
  contract: Contract,
  { params, seed }: Recipe,
  keep: Keep,
): { readonly [name: string]: unknown } {
  if (keep === "everything") return params;
  const { initial, seedField } = toFormSchema(contract);
  return seedField === null || seed === null ? initial : { ...initial, [seedField]: seed };
}
