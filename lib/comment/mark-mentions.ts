import type { Actor } from "#lib/account/actor";
import type { Tx } from "#lib/db/transaction";
import { notFound } from "#lib/errors";
import { isId } from "#lib/ids";
import type { MentionsReadAnswer } from "./mention-schema.ts";
import { saveMentionRead, saveMentionsRead } from "./mention-store.ts";
import { countUnread } from "./read-mentions.ts";

/** Says that the actor has read one mention, and answers with what is left. 404 when the comment does not call them. */
export async function markMention(
  tx: Tx,
  actor: Actor,
  commentId: string,
  now: Date,
): Promise<MentionsReadAnswer> {
  const isCalled = isId(commentId) && (await saveMentionRead(tx, actor, commentId, now));
  if (!isCalled) throw notFound("mention");
  return { unread: await countUnread(tx, actor) };
}

/** Says that the actor has read their mentions up to one, and answers with what is left: what came since. */
export async function markMentions(
  tx: Tx,
  actor: Actor,
  upTo: string,
  now: Date,
): Promise<MentionsReadAnswer> {
  await saveMentionsRead(tx, actor, upTo, now);
  return { unread: await countUnread(tx, actor) };
}
