"use client";

import { Dialog } from "radix-ui";
import { useRef, useState } from "react";
import { usePaletteEntries } from "#components/palette/use-palette-entries";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { OptionList } from "#components/ui/option-list";
import { useRootMark } from "#components/ui/use-root-mark";

/** Everything by its name: actions of this page, views, workflows, runs, pictures and pages. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState("");
  const groups = usePaletteEntries(query);
  const run = useRef<(() => void) | null>(null);
  const before = useRef(document.activeElement);
  useRootMark("palette", true);
  function choose(id: string) {
    const entry = groups.flatMap(({ options }) => options).find((candidate) => candidate.id === id);
    // After the layer is gone: what it does may want the focus, or a key's guards.
    run.current = entry?.run ?? null;
    onClose();
  }
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 animate-fade bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // A field or a button that somebody was in takes the focus back; on the desk, the picture.
            if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
            else focusCursor();
            run.current?.();
          }}
          className="fixed inset-x-3 top-3 z-50 mx-auto flex max-h-[min(34rem,calc(100dvh-1.5rem))] max-w-xl animate-fade flex-col rounded-lg border bg-raised p-2 shadow-pop md:top-[12dvh] md:max-h-[min(34rem,76dvh)]"
        >
          <Dialog.Title className="sr-only">Go to anything</Dialog.Title>
          <OptionList
            label="Go to anything"
            placeholder="An action, a view, a workflow, a page, words or a seed…"
            query={query}
            onQuery={setQuery}
            groups={groups}
            onChoose={choose}
            nothing="Nothing has this in it."
          />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
