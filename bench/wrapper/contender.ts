/** One way to have a picture made. */
export type Contender = {
  readonly name: string;
  /** Submits one picture in `colour` and resolves when its file is there, checked. Throws when it is not right. */
  submit(colour: number, signal?: AbortSignal): Promise<void>;
  close(): void;
};

/** What 150 KB of noise come to at least, as a PNG: less is not the picture that was asked for. */
export const leastBytes = 140_000;
