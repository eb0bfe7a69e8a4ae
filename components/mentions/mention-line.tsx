"use client";

import { useQueryClient } from "@tanstack/react-query";
import { FileWarning } from "lucide-react";
import { Link } from "#components/ui/link";
import { cn } from "#components/ui/cn";
import { RelativeTime } from "#components/ui/relative-time";
import { mentionKeys, sendMentionRead } from "#lib/comment/mention-queries";
import type { MentionView } from "#lib/comment/mention-schema";
import { commentPath } from "#lib/comment/browser/comment-address";
import { seedTail } from "#lib/review/browser/desk/words";

/** Who called, about which picture, and what was said; leads to the comment. */
export function MentionLine({ mention, onOpen }: { mention: MentionView; onOpen?: () => void }) {
  const { id, outputId, sha256, seed, workflowTitle, body, by, at, isRead } = mention;
  const client = useQueryClient();
  async function open() {
    onOpen?.();
    if (isRead) return;
    // Failing that it is still unread, which is the truth.
    await sendMentionRead(id).catch(() => undefined);
    await client.invalidateQueries({ queryKey: mentionKeys.all });
  }
  return (
    <li>
      <Link
        href={commentPath({ id, outputId })}
        onClick={() => void open()}
        className="flex gap-3 px-4 py-2.5 hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span className="grid size-12 shrink-0 place-items-center bg-mat">
          {sha256 === null ? (
            <FileWarning aria-hidden className="size-5 text-faint" />
          ) : (
            <img
              src={`/files/${sha256}/256`}
              alt=""
              loading="lazy"
              decoding="async"
              className="max-h-12 max-w-12 object-contain"
            />
          )}
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-1.5 text-xs">
            <span dir="auto" className={cn("truncate", isRead ? "text-soft" : "font-semibold text-text")}>
              {by.name}
            </span>
            <RelativeTime at={at} className="shrink-0 text-2xs text-faint" />
            {!isRead && <span className="ml-auto shrink-0 text-2xs font-semibold text-accent-text">new</span>}
          </span>
          <span dir="auto" className="line-clamp-2 text-sm wrap-anywhere">
            {body}
          </span>
          <span className="flex gap-1.5 text-2xs text-faint">
            <span dir="auto" className="truncate">
              {workflowTitle}
            </span>
            <span className="shrink-0 font-mono tabular">{seedTail(seed)}</span>
          </span>
        </span>
      </Link>
    </li>
  );
}
