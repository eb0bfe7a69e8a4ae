/**
 * One thing that keeps a workflow from being used. `pointer` (RFC 6901) leads into `file`; "" is the whole file.
 * `property` is the param concerned, where there is one.
 */
export type Problem = {
  readonly file: string;
  readonly property?: string;
  readonly pointer: string;
  readonly message: string;
};

/** One line for a log or a screen: file, place, sentence. */
export function formatProblem({ file, pointer, message }: Problem): string {
  return pointer === "" ? `${file}: ${message}` : `${file} at ${pointer}: ${message}`;
}
