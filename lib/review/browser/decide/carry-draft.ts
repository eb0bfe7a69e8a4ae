import { type CommentDraft, isEmpty } from "#lib/comment/browser/comment-drafts";
import type { Ruling } from "./judge.ts";

/**
 * The ruling with what waits on its output. Plain words go as the note; with marks, a mention or a word for the client
 * they are a comment as well, posted in the same breath. In a blind review they stay a draft: everybody could read them.
 */
export function withDraft(ruling: Ruling, draft: CommentDraft, isBlind = false): Ruling {
  const text = (ruling.note ?? draft.text).trim();
  const said = { ...ruling, ...(text !== "" && { note: text }) };
  const { audience, mentions, shapes } = draft;
  const isPlain = shapes.length === 0 && mentions.length === 0 && audience === "internal";
  if (isBlind || isPlain || isEmpty({ ...draft, text })) return said;
  return { ...said, comment: { body: text, audience, mentions: [...mentions], shapes: [...shapes] } };
}

/** Whether a ruling took all of a draft along; what was added after it was given is kept for the next. */
export function isCarried({ note = "", comment }: Ruling, draft: CommentDraft): boolean {
  return (
    !isEmpty(draft) && draft.text.trim() === note && draft.shapes.length === (comment?.shapes?.length ?? 0)
  );
}
