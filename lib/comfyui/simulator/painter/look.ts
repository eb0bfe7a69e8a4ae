/** Everything a painted picture depends on. Same look, same pixels. */
export type Look = {
  text: string;
  negative: string;
  /** Exact: seeds go up to 2^64-1. */
  seed: bigint;
  steps: number;
  cfg: number;
  model: string;
  /** Passes over the same noise, a refiner or a second sampler: more finish, same composition. */
  passes: number;
};
