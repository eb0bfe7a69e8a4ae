"use client";

import { CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import { useEffect, useRef, type FocusEvent } from "react";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { dismissToast, type ToastNote, type ToastTone } from "#components/ui/toast";

const icons = { good: CircleCheck, info: Info, bad: TriangleAlert } as const;
const tones: Record<ToastTone, string> = { good: "text-approved", info: "text-soft", bad: "text-rejected" };

/** One piece of news, until it has been read or is closed. */
export function Note({ note }: { note: ToastNote }) {
  const Icon = icons[note.tone];
  useEffect(() => {
    if (note.durationMs === undefined) return;
    const timer = setTimeout(() => dismissToast(note.id), note.durationMs);
    return () => clearTimeout(timer);
  }, [note]);
  // Where the focus came from gets it back: it would fall to the body with the button that had it.
  const cameFrom = useRef<EventTarget | null>(null);
  function remember({ currentTarget, relatedTarget }: FocusEvent) {
    if (!currentTarget.contains(relatedTarget as Node | null)) cameFrom.current = relatedTarget;
  }
  function dismiss() {
    dismissToast(note.id);
    if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus();
  }
  return (
    <div
      onFocus={remember}
      className="pointer-events-auto flex max-w-lg animate-fade items-center gap-2.5 rounded-lg border border-line-strong/60 bg-raised py-1.5 pr-1.5 pl-3 text-sm shadow-pop"
    >
      <Icon aria-hidden className={cn("size-4 shrink-0", tones[note.tone])} />
      <p className="min-w-0 py-1 break-words">{note.text}</p>
      {note.action && (
        <Button
          size="sm"
          onClick={() => {
            note.action?.run();
            dismissToast(note.id);
          }}
        >
          {note.action.label}
        </Button>
      )}
      <Button variant="ghost" size="icon-sm" aria-label="Dismiss" onClick={dismiss}>
        <X aria-hidden />
      </Button>
    </div>
  );
}
