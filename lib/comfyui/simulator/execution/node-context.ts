import type { FileRef, FileStore, SaveSlot } from "#lib/comfyui/simulator/file-store";
import type { Profile } from "#lib/comfyui/simulator/profile";

export type PreviewImage = { format: "jpeg" | "png"; bytes: Buffer };

/** What a node may use of the server while it runs. */
export type NodeContext = {
  nodeId: string;
  profile: Profile;
  files: FileStore;
  /** Writes a file of this run into the place that `files.reserve` gave. */
  save: (slot: SaveSlot, filename: string, bytes: Uint8Array) => Promise<FileRef>;
  /** Sampler previews are wanted and somebody would receive them. */
  wantsPreviews: boolean;
  /** Takes `ms` of the latency model's time (scaled by the simulator's speed). Cannot be interrupted. */
  work: (ms: number) => Promise<void>;
  /** Takes real time, whatever the speed: for the probe nodes. */
  sleep: (ms: number) => Promise<void>;
  /** Slow the first time a model file is asked for, quick while it stays loaded. */
  load: (file: string, ms: number) => Promise<void>;
  /** One step of the progress bar; throws `InterruptError` when the run was interrupted. */
  tick: (value: number, max: number, preview?: PreviewImage) => void;
  sendText: (text: string) => void;
  /** The texts that save nodes embed, by key: the graph as `prompt`, and what the client sent along. */
  metadata: () => Record<string, string>;
};
