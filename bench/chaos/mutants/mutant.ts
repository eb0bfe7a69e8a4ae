/** One edit of a source file: `find` stands in it exactly once. */
export type Edit = { file: string; find: string; replace: string };

/** A bug that somebody could have written, and the tests that must notice it. */
export type Mutant = {
  /** As the bar lists it. */
  name: string;
  edits: readonly Edit[];
  /** The smallest set that has to fail: test files, and the tests in them whose names have these words. */
  caughtBy: { files: readonly string[]; tests: string };
};

/** The text after the edit. Throws when the text to replace is not there exactly once: then the list has rotted. */
export function applyEdit(text: string, { file, find, replace }: Edit): string {
  const parts = text.split(find);
  if (parts.length !== 2) {
    throw new Error(`${file} has the text of a mutant ${parts.length - 1} times instead of once:\n${find}`);
  }
  return parts.join(replace);
}
