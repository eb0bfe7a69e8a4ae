/** How long the chain was at some time and what its last hash was. Kept elsewhere, it shows what was cut off since. */
export type Checkpoint = { readonly length: bigint; readonly hash: string };

/** As people keep it and give it back: "length:hash". */
export function formatCheckpoint({ length, hash }: Checkpoint): string {
  return `${length}:${hash}`;
}

/** Null for anything that `formatCheckpoint` cannot have written. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [, length, hash] = /^(\d{1,18}):([0-9a-f]{64})$/.exec(text.trim()) ?? [];
  return length === undefined || hash === undefined ? null : { length: BigInt(length), hash };
}
