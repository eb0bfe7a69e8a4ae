"use client";

import { useState, type FocusEvent } from "react";
import { useRootMark } from "#components/ui/use-root-mark";

/** Marks the page while the focus is in a form that is written in; spread what it returns over the form. */
export function useWritingMark() {
  const [isWriting, setWriting] = useState(false);
  useRootMark("writing", isWriting);
  return {
    onFocus: () => setWriting(true),
    // From the field to its buttons one is still writing: nothing may move under the finger.
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
      if (!currentTarget.contains(relatedTarget as Node | null)) setWriting(false);
    },
  };
}
