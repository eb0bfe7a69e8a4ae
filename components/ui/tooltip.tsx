"use client";

import {
  cloneElement,
  useEffect,
  useId,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
  type RefObject,
  type SyntheticEvent,
} from "react";
import { createPortal } from "react-dom";
import { cn } from "#components/ui/cn";
import { Kbd } from "#components/ui/kbd";

type Side = "top" | "right" | "bottom" | "left";

type TooltipProps = {
  /** Undefined while there is nothing to say. */
  label: ReactNode;
  /** Keys that do the same, drawn after the label. */
  keys?: readonly string[] | undefined;
  side?: Side;
  /** Pressing the control shows the label at once and lights it up: it says why nothing happens. */
  isFlashed?: boolean;
  /** One element that takes focus. */
  children: ReactElement<{ "aria-describedby"?: string | undefined }>;
};

const delayMs = 350;
const flashedForMs = 4000;
const gap = 6;
const margin = 8;

/**
 * Says more about a control on hover and focus; Escape and leaving take it away. Never the only place of something
 * one must know. Our own: a positioning library would weigh more than the rest of a page's controls.
 */
export function Tooltip({ label, keys = [], side = "top", isFlashed = false, children }: TooltipProps) {
  const id = useId();
  const [anchor, setAnchor] = useState<DOMRect | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wrapper = useRef<HTMLSpanElement>(null);
  const [flashes, setFlashes] = useState(0);
  const show = () => setAnchor(wrapper.current?.firstElementChild?.getBoundingClientRect() ?? null);
  const hide = () => {
    clearTimeout(timer.current);
    setAnchor(null);
    setFlashes(0);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const isSilent = label === undefined;
  const isShown = anchor !== null && !isSilent;
  // A control inside another tooltip's says the more important thing: why it is blocked.
  const keep = (event: SyntheticEvent) => isFlashed && !isSilent && event.stopPropagation();
  return (
    <span
      ref={wrapper}
      role="presentation"
      className="contents"
      onPointerOver={(event) => {
        keep(event);
        if (event.pointerType !== "mouse") return;
        clearTimeout(timer.current);
        timer.current = setTimeout(show, delayMs);
      }}
      onPointerOut={hide}
      onPointerDown={hide}
      onClick={() => {
        if (!isFlashed || isSilent) return;
        show();
        setFlashes(flashes + 1);
        timer.current = setTimeout(hide, flashedForMs);
      }}
      onFocus={(event) => {
        keep(event);
        if (event.target.matches(":focus-visible")) show();
      }}
      onBlur={hide}
      onKeyDown={(event) => event.key === "Escape" && hide()}
    >
      {cloneElement(children, {
        "aria-describedby": isShown ? id : children.props["aria-describedby"],
      })}
      {isShown &&
        createPortal(
          <Bubble key={flashes} id={id} anchor={anchor} side={side} isFlashed={flashes > 0}>
            {label}
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </Bubble>,
          document.body,
        )}
    </span>
  );
}

type BubbleProps = { id: string; anchor: DOMRect; side: Side; isFlashed: boolean; children: ReactNode };

function Bubble({ id, anchor, side, isFlashed, children }: BubbleProps) {
  const bubble = useRef<HTMLDivElement>(null);
  usePlace(bubble, anchor, side);
  return (
    <div
      ref={bubble}
      id={id}
      role="tooltip"
      className={cn(
        "pointer-events-none fixed top-0 left-0 z-60 flex max-w-72 items-center gap-2 rounded-md border bg-raised px-2 py-1 text-xs text-text shadow-pop",
        isFlashed ? "animate-flash outline-2 outline-accent-text outline-solid" : "animate-fade",
      )}
    >
      {isFlashed ? <span role="alert">{children}</span> : children}
    </div>
  );
}

/** Beside the anchor, held inside the window. */
function usePlace(bubble: RefObject<HTMLDivElement | null>, anchor: DOMRect, side: Side): void {
  useEffect(() => {
    const element = bubble.current;
    if (element === null) return;
    const { width, height } = element.getBoundingClientRect();
    const middleX = anchor.left + anchor.width / 2 - width / 2;
    const middleY = anchor.top + anchor.height / 2 - height / 2;
    const [x, y] = {
      top: [middleX, anchor.top - height - gap],
      bottom: [middleX, anchor.bottom + gap],
      left: [anchor.left - width - gap, middleY],
      right: [anchor.right + gap, middleY],
    }[side] as [number, number];
    const left = Math.min(Math.max(x, margin), window.innerWidth - width - margin);
    const top = Math.min(Math.max(y, margin), window.innerHeight - height - margin);
    element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }, [bubble, anchor, side]);
}
