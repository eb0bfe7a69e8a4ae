"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";
import { readToasts, subscribeToasts, type ToastNote } from "#components/ui/toast";
import { useLoadLater } from "#components/ui/use-load-later";

const none: readonly ToastNote[] = [];
const loadNote = () => import("#components/ui/toast-note");
const Note = lazy(() => loadNote().then((part) => ({ default: part.Note })));

/** Where toasts appear; once, behind the door. Both regions stand in the page from the start, or nobody hears. */
export function Toaster() {
  const notes = useSyncExternalStore(subscribeToasts, readToasts, () => none);
  // Before there is news: that the network is gone has to be said without it.
  useLoadLater(loadNote);
  return (
    <div className="pointer-events-none palette-open:top-auto palette-open:bottom-[calc(max(var(--bottom-bar),var(--keyboard))+0.75rem)] fixed inset-x-0 top-[calc(2.75rem+env(safe-area-inset-top))] z-60 flex flex-col items-center gap-2 px-3 max-md:top-[calc(3.5rem+env(safe-area-inset-top))] max-md:palette-open:top-auto">
      <div role="alert" className="contents">
        <Notes notes={notes.filter(({ tone }) => tone === "bad")} />
      </div>
      <div role="status" className="contents">
        <Notes notes={notes.filter(({ tone }) => tone !== "bad")} />
      </div>
    </div>
  );
}

function Notes({ notes }: { notes: readonly ToastNote[] }) {
  return notes.map((note) => (
    <Suspense key={note.id}>
      <Note note={note} />
    </Suspense>
  ));
}
