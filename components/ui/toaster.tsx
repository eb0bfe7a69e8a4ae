"use client";

import { CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import { useEffect, useRef, useSyncExternalStore, type FocusEvent } from "react";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import {
  dismissToast,
  readToasts,
  subscribeToasts,
  type ToastNote,
  type ToastTone,
} from "#components/ui/toast";

const none: readonly ToastNote[] = [];
const icons = { good: CircleCheck, info: Info, bad: TriangleAlert } as const;
const tones: Record<ToastTone, string> = { good: "text-approved", info: "text-soft", bad: "text-rejected" };

/** Where toasts appear; once, behind the door. Both regions stand in the page from the start, or nobody hears. */
export function Toaster() {
  const notes = useSyncExternalStore(subscribeToasts, readToasts, () => none);
  return (
    // Over the uppermost bar, never over a picture nor over what is pressed below it, and right of what the desk counts:
    // beside each other where there is room, and on a phone, where there is none, the newest in front and the way back
    // from a large picture left free.
    <div className="pointer-events-none palette-open:top-auto palette-open:bottom-[calc(max(var(--bottom-bar),var(--keyboard))+0.75rem)] fixed inset-x-0 top-1 z-60 flex flex-wrap items-start justify-center gap-2 px-3 md:pl-64 max-md:top-[calc(0.25rem+env(safe-area-inset-top))] max-md:grid max-md:justify-items-center max-md:large-open:pl-12 max-md:palette-open:top-auto">
      <div role="alert" className="contents">
        {notes
          .filter((note) => note.tone === "bad")
          .map((note) => (
            <Note key={note.id} note={note} />
          ))}
      </div>
      <div role="status" className="contents">
        {notes
          .filter((note) => note.tone !== "bad")
          .map((note) => (
            <Note key={note.id} note={note} />
          ))}
      </div>
    </div>
  );
}

function Note({ note }: { note: ToastNote }) {
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
      style={{ zIndex: note.id }}
      className="pointer-events-auto flex max-w-2xl animate-fade items-center gap-2.5 rounded-lg border border-line-strong/60 bg-raised py-1 pr-1.5 pl-3 text-sm shadow-pop max-md:col-start-1 max-md:row-start-1 max-md:text-xs"
    >
      <Icon aria-hidden className={cn("size-4 shrink-0", tones[note.tone])} />
      <p className="min-w-0 py-1 break-words">
        {note.text}
        {note.before !== undefined && ` ${note.before} more failed before it.`}
      </p>
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
