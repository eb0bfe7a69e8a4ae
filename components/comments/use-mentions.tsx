"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState, type KeyboardEvent, type RefObject } from "react";
import { flushSync } from "react-dom";
import type { OpenMentions } from "#components/comments/mention-list";
import { useDeskParts } from "#components/review/desk/desk-context";
import { useProject } from "#components/shell/me-context";
import { membersQuery } from "#lib/account/account-queries";
import type { MemberView } from "#lib/account/account-schema";
import type { CommentDrafts } from "#lib/comment/browser/comment-drafts";
import {
  completeMention,
  matchPeople,
  mentionedIn,
  queryBefore,
  type MentionQuery,
} from "#lib/comment/browser/mention-text";

type Person = MemberView & { id: string };

/** Few enough to choose from at a glance. */
const mostShown = 6;

/**
 * Names after an @: offers the members who may be meant, says at once when nobody of that name may see the picture,
 * and keeps the draft's list of who is called in step with its text.
 */
export function useMentions(field: RefObject<HTMLTextAreaElement | null>, place: string, listId: string) {
  const { drafts } = useDeskParts();
  const project = useProject();
  const [query, setQuery] = useState<MentionQuery | null>(null);
  const [active, setActive] = useState(0);
  // Once somebody has typed an @ for the first time.
  const [isWanted, setWanted] = useState(false);
  const { data } = useQuery({ ...membersQuery(project?.id), enabled: isWanted });
  const everybody = (data ?? []).map((member): Person => ({ ...member, id: member.userId }));
  const people = query === null ? [] : matchPeople(everybody, query.typed).slice(0, mostShown);
  const refusal = query !== null && data !== undefined && people.length === 0 ? refusalOf(query.typed) : null;

  // What was typed before the names were there is looked through once they are.
  useEffect(() => {
    if (data !== undefined) keepMentions(drafts, place, data);
  }, [drafts, place, data]);

  /** Call after each change of text or caret. */
  function look() {
    const { current } = field;
    if (current === null) return;
    if (current.value.includes("@")) setWanted(true);
    const found = queryBefore(current.value, current.selectionStart);
    setQuery(found);
    setActive(0);
    if (data !== undefined) keepMentions(drafts, place, data);
  }

  function choose(person: MemberView) {
    const { current } = field;
    if (current === null || query === null) return;
    const { text, caret } = completeMention(current.value, query, person.name);
    // The text is in the field before the next key comes, or the caret would jump between two letters.
    flushSync(() => drafts.change(place, { text }));
    current.setSelectionRange(caret, caret);
    keepMentions(drafts, place, everybody);
    setQuery(null);
  }

  /** True when the key was for the list. */
  function press(event: KeyboardEvent): boolean {
    if (query === null || (people.length === 0 && event.key !== "Escape")) return false;
    const chosen = people[active];
    if (event.key === "ArrowDown") setActive((active + 1) % people.length);
    else if (event.key === "ArrowUp") setActive((active + people.length - 1) % people.length);
    else if (event.key === "Escape" && (people.length > 0 || refusal !== null)) setQuery(null);
    else if (chosen && (event.key === "Tab" || (event.key === "Enter" && !event.ctrlKey && !event.metaKey)))
      choose(chosen);
    else return false;
    event.preventDefault();
    return true;
  }

  const isOpen = query !== null && (people.length > 0 || refusal !== null);
  const open: OpenMentions | null = isOpen
    ? { people, refusal, active, activeId: people.length > 0 ? `${listId}-${active}` : undefined, choose }
    : null;
  return { look, press, open };
}

/**
 * Keeps the draft's list of who is called in step with its text. Writes only what changes: a draft that is another one
 * would be taken for words typed since it was sent.
 */
function keepMentions(drafts: CommentDrafts, place: string, members: readonly MemberView[]): void {
  const { text, mentions } = drafts.read(place);
  const called = mentionedIn(
    text,
    members.map(({ userId: id, name }) => ({ id, name })),
  );
  if (called.join() !== mentions.join()) drafts.change(place, { mentions: called });
}

/** A word or two that is nobody's name may be anything; only what looks like the attempt to call somebody is refused. */
function refusalOf(typed: string): string | null {
  if (typed.length < 2 || typed.includes(" ")) return null;
  return `Nobody called “${typed}” is in this project, so they could not see this picture. An owner can invite them.`;
}
