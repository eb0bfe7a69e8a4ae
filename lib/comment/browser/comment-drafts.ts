import type { Audience, CommentView } from "#lib/comment/comment-schema";
import type { Shape } from "#lib/comment/shape-schema";

/** What was typed and drawn but not posted. */
export type CommentDraft = {
  text: string;
  audience: Audience;
  /** Ids of the members whom the text calls. */
  mentions: readonly string[];
  shapes: readonly Shape[];
};

export const emptyDraft: CommentDraft = { text: "", audience: "internal", mentions: [], shapes: [] };

export type DraftStorage = Pick<Storage, "getItem" | "setItem">;

/**
 * One person's drafts in one tab. A draft belongs to its output, or to one thread of it (`answerPlace`): it never
 * shows up on the next one.
 */
export type CommentDrafts = {
  read(place: string): CommentDraft;
  change(place: string, part: Partial<CommentDraft>): void;
  clear(place: string): void;
  /** Whether anything waits on this output, in whichever thread. */
  isWaiting(outputId: string): boolean;
  subscribe(listener: () => void): () => void;
};

/** Where the draft of an answer is kept. */
export function answerPlace(outputId: string, threadId: string): string {
  return `${outputId}/${threadId}`;
}

/** Where a comment stands that is being put otherwise. */
export function editPlace({ id, outputId }: Pick<CommentView, "id" | "outputId">): string {
  return `${outputId}/edit/${id}`;
}

/** Kept per tab and person, so that a reload loses nothing and nobody finds another one's words. */
export function createCommentDrafts(storage: DraftStorage | undefined, personId: string): CommentDrafts {
  const name = `proofsheet.drafts.${personId}`;
  const drafts = new Map<string, CommentDraft>(readDrafts(storage, name));
  const listeners = new Set<() => void>();

  function keep(place: string, draft: CommentDraft): void {
    if (isEmpty(draft)) drafts.delete(place);
    else drafts.set(place, draft);
    try {
      storage?.setItem(name, JSON.stringify([...drafts]));
    } catch {
      // Full or forbidden: the draft then lives until the next reload.
    }
    for (const listener of listeners) listener();
  }

  return {
    read: (place) => drafts.get(place) ?? emptyDraft,
    change: (place, part) => keep(place, { ...(drafts.get(place) ?? emptyDraft), ...part }),
    clear: (place) => keep(place, emptyDraft),
    isWaiting(outputId) {
      if (drafts.size === 0) return false;
      return [...drafts.keys()].some((place) => place === outputId || place.startsWith(`${outputId}/`));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Nothing said and nothing drawn; an audience chosen for nothing is nothing. */
export function isEmpty({ text, shapes }: CommentDraft): boolean {
  return text.trim() === "" && shapes.length === 0;
}

function readDrafts(storage: DraftStorage | undefined, name: string): [string, CommentDraft][] {
  try {
    const value: unknown = JSON.parse(storage?.getItem(name) ?? "[]");
    if (!Array.isArray(value)) return [];
    return value.filter(
      (entry): entry is [string, CommentDraft] =>
        Array.isArray(entry) && typeof entry[0] === "string" && isDraft(entry[1]),
    );
  } catch {
    return [];
  }
}

function isDraft(value: unknown): value is CommentDraft {
  const draft = value as Partial<CommentDraft> | null;
  return (
    typeof draft?.text === "string" &&
    (draft.audience === "internal" || draft.audience === "client") &&
    Array.isArray(draft.mentions) &&
    Array.isArray(draft.shapes)
  );
}
