"use client";

import { Segmented } from "#components/ui/segmented";
import type { Audience } from "#lib/comment/comment-schema";

type AudienceChoiceProps = {
  value: Audience;
  /** An answer in an internal thread stays internal, like what it answers. */
  isInternalOnly?: boolean;
  onChange: (audience: Audience) => void;
};

/** Who may ever read the comment; internal until somebody says otherwise. */
export function AudienceChoice({ value, isInternalOnly = false, onChange }: AudienceChoiceProps) {
  if (isInternalOnly) return <span className="text-2xs text-faint">Internal, as its thread</span>;
  return (
    <Segmented
      aria-label="For whom"
      value={value}
      onChange={onChange}
      options={[
        { value: "internal", label: "Internal", title: "Only for those who work here" },
        { value: "client", label: "Client", title: "The client may read it too" },
      ]}
    />
  );
}
