import type { Look } from "#lib/comfyui/simulator/painter/look";
import type { Mask, Picture } from "#lib/comfyui/simulator/pixels/picture";
import type { PyJson } from "#lib/comfyui/simulator/python-json";

/** A batch in latent space. Nothing is decoded before a decoder asks: the look is all it takes to paint. */
export type Latent = {
  kind: "latent";
  /** In pixels, not in latent cells. */
  width: number;
  height: number;
  batch: number;
  /** The number of the first picture in the batch it was cut from. */
  firstIndex: number;
  look: Look | null;
  /** Encoded pixels, one picture a batch item. */
  pixels: Picture[] | null;
  /** Only what the mask selects may change. */
  mask: Mask | null;
  /** How much of the encoded pixels the sampler painted over, 0..1. */
  denoise: number;
};

export type Conditioning = { kind: "conditioning"; text: string; guidance: number };

/** What flows along a link. */
export type NodeValue =
  | { kind: "image"; pictures: Picture[] }
  | { kind: "mask"; masks: Mask[] }
  | Latent
  | Conditioning
  | { kind: "model"; file: string }
  | { kind: "clip"; file: string }
  | { kind: "vae"; file: string }
  | { kind: "asset"; type: string; file: string }
  | { kind: "noise"; seed: bigint | null }
  | { kind: "sampler"; name: string }
  | { kind: "sigmas"; steps: number; denoise: number }
  | { kind: "guider"; model: string; positive: Conditioning; negative: Conditioning | null; cfg: number }
  | { kind: "audio"; seconds: number; sampleRate: number; channels: number }
  | { kind: "video"; pictures: Picture[]; fps: number; audio: AudioValue | null }
  | { kind: "blocker"; message: string | null }
  | { kind: "literal"; value: PyJson };

export type AudioValue = Extract<NodeValue, { kind: "audio" }>;
export type ValueOf<K extends NodeValue["kind"]> = Extract<NodeValue, { kind: K }>;

export function literal(value: PyJson): NodeValue {
  return { kind: "literal", value };
}
