import type { NodeContext } from "#lib/comfyui/simulator/execution/node-context";
import { paintPreviews } from "#lib/comfyui/simulator/painter/paint-preview";
import type { Conditioning, Latent } from "./node-value.ts";

export type Sampling = {
  latent: Latent;
  model: string;
  positive: Conditioning;
  negative: string;
  /** Null: no fresh noise, the sampler goes on from what it is given. */
  seed: bigint | null;
  cfg: number;
  steps: number;
  fromStep: number;
  toStep: number;
  /** 1 repaints everything, 0 changes nothing. */
  denoise: number;
};

/** One step of a 1024x1024 picture, in ms of the latency model. */
const stepMs = 100;

export async function sample(context: NodeContext, sampling: Sampling): Promise<Latent> {
  const result = sampled(sampling);
  const rounds = Math.max(1, Math.round((sampling.toStep - sampling.fromStep) * effort(sampling)));
  const stepCost = stepMs * result.batch * ((result.width * result.height) / 1024 ** 2);
  const previews = context.wantsPreviews ? await paintPreviews(result) : null;
  for (let step = 1; step <= rounds; step++) {
    await context.work(stepCost);
    const preview = previews && (await previews(step / rounds));
    if (preview) context.tick(step, rounds, preview);
    else context.tick(step, rounds);
  }
  return result;
}

/** KSampler runs only the last part of its steps when it denoises partly. */
function effort({ fromStep, denoise }: Sampling): number {
  return fromStep > 0 ? 1 : denoise;
}

function sampled(sampling: Sampling): Latent {
  const { latent, positive, negative, seed, model, cfg, steps, denoise } = sampling;
  const before = latent.look;
  // Going on from another sampler's noise keeps its composition: a refiner polishes, it does not invent.
  const look =
    before !== null && (seed === null || denoise < 0.75)
      ? { ...before, passes: before.passes + 1, model, steps: Math.max(steps, before.steps) }
      : { text: positive.text, negative, seed: seed ?? 0n, steps, cfg, model, passes: 1 };
  return { ...latent, look, denoise: latent.mask === null ? denoise : 1 };
}
