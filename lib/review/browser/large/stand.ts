import type { OutputView } from "#lib/output/output-schema";
import type { Picture } from "./decode-queue.ts";
import { setShownPicture } from "./shown-picture.ts";

export type Shown = { row: OutputView; picture: Picture };

/** What stands at one place of the screen, kept outside React: a step puts the next picture there before it is drawn. */
export type Stand = {
  read(): Shown | null;
  /** The output that is to stand here. What comes for another one comes too late. */
  expect(id: string): void;
  /** Puts a picture up, unless another one is expected by now. `name` says which copy it is. */
  put(shown: Shown, name?: string): void;
  /** As `put`, of what is now expected; on screen already, so nobody is told. */
  putAhead(shown: Shown, name: string): void;
  /** The copy that was last put up; the original of it does not count, so that it is not replaced by its copy again. */
  name(): string;
  subscribe(listener: () => void): () => void;
};

/** `place` is what `isPictureShown` knows it by. */
export function createStand(place: string): Stand {
  let shown: Shown | null = null;
  let expected: string | null = null;
  let standing = "";
  const listeners = new Set<() => void>();

  function set(next: Shown, name: string): void {
    shown = next;
    standing = name;
    setShownPicture(place, next.row.id);
  }

  return {
    read: () => shown,
    expect: (id) => void (expected = id),
    put(next, name = standing) {
      if (expected !== next.row.id) return;
      set(next, name);
      for (const listener of listeners) listener();
    },
    putAhead(next, name) {
      expected = next.row.id;
      set(next, name);
    },
    name: () => standing,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
