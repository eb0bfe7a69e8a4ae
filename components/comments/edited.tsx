"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { RelativeTime } from "#components/ui/relative-time";
import { wordingsQuery } from "#lib/comment/comment-queries";
import type { CommentView } from "#lib/comment/comment-schema";

/** Says that a comment was edited, and shows on demand what it said before: nothing is put otherwise unseen. */
export function Edited({ comment, at }: { comment: CommentView; at: string }) {
  const [isUnfolded, setUnfolded] = useState(false);
  const { data, error } = useQuery({ ...wordingsQuery(comment), enabled: isUnfolded });
  return (
    <div className="text-2xs text-faint">
      <button
        type="button"
        aria-expanded={isUnfolded}
        title={isUnfolded ? "Hide what it said before" : "Show what it said before"}
        className="touchable min-h-6 rounded-sm underline decoration-dotted underline-offset-2 hover:text-text"
        onClick={() => setUnfolded(!isUnfolded)}
      >
        {"edited "}
        <RelativeTime at={at} />
      </button>
      {isUnfolded && error !== null && <p className="text-rejected">{error.message}</p>}
      {isUnfolded && data !== undefined && (
        <ol aria-label="What it said before" className="grid gap-1 border-l pl-2">
          {data.slice(0, -1).map((wording) => (
            <li key={wording.at} className="wrap-anywhere whitespace-pre-wrap text-soft">
              {wording.body === "" ? "Only drawings" : wording.body}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
