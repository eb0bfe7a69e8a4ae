"use client";

import { GripVertical } from "lucide-react";
import { useImperativeHandle, useRef, type PointerEvent, type Ref, type RefObject } from "react";

export type ScrollThumbHandle = {
  /** Moves it: how far down, from 0 to 1, what it says, and whether the list flies past. */
  place(share: number, text: string, isScrubbing: boolean): void;
};

const height = 32;

/**
 * Says where one is in a long list while it flies past, and can be dragged through all of it. Moved from outside
 * React, at every pixel. The same ways are open to a keyboard by Home, End and the arrows.
 */
export function ScrollThumb({
  scroller,
  ref,
}: {
  scroller: RefObject<HTMLElement | null>;
  ref: Ref<ScrollThumbHandle>;
}) {
  const thumb = useRef<HTMLDivElement>(null);
  const words = useRef<HTMLSpanElement>(null);
  const isDragged = useRef(false);

  useImperativeHandle(ref, () => ({
    place(share, text, isScrubbing) {
      const element = thumb.current;
      const track = element?.parentElement;
      if (!element || !track) return;
      element.style.transform = `translateY(${share * (track.clientHeight - height)}px)`;
      if (words.current) words.current.textContent = text;
      element.toggleAttribute("data-scrubbing", isScrubbing || isDragged.current);
    },
  }));

  function drag(event: PointerEvent<HTMLDivElement>) {
    const element = scroller.current;
    const track = event.currentTarget.parentElement;
    if (!isDragged.current || element === null || track === null) return;
    const { top } = track.getBoundingClientRect();
    const share = (event.clientY - top - height / 2) / (track.clientHeight - height);
    element.scrollTop = Math.min(Math.max(share, 0), 1) * (element.scrollHeight - element.clientHeight);
  }

  return (
    <div aria-hidden className="pointer-events-none absolute inset-y-1 right-0 z-10 w-0">
      <div
        ref={thumb}
        data-scroll-thumb
        onPointerDown={(event) => {
          isDragged.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
          event.preventDefault();
        }}
        onPointerMove={drag}
        onPointerUp={() => (isDragged.current = false)}
        onPointerCancel={() => (isDragged.current = false)}
        style={{ height }}
        className="group pointer-events-auto absolute right-0 flex cursor-ns-resize touch-none items-center justify-end pl-3 select-none"
      >
        <span
          ref={words}
          className="mr-3 rounded-md border bg-raised px-2 py-1 text-xs font-medium whitespace-nowrap opacity-0 shadow-pop tabular group-hover:opacity-100 group-data-scrubbing:opacity-100"
        />
        <span className="grid h-full w-4 place-items-center rounded-l-md border border-r-0 bg-raised text-faint pointer-coarse:w-7">
          <GripVertical className="size-3" />
        </span>
      </div>
    </div>
  );
}
