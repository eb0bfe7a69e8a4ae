import type { Sight } from "#components/review/large/use-sight";
import type { Picture } from "#lib/review/browser/large/decode-queue";
import type { Size } from "#lib/review/browser/large/zoom";

/** From this many device pixels for one of the picture its own pixels are what one wants to see. */
const pixelatedFrom = 3;

/** The elements that a picture is put into. */
export type EaselParts = {
  /** Lies where the picture does. */
  frame: HTMLElement;
  holder: HTMLElement;
  /** What was drawn on the picture. */
  over: HTMLElement;
};

export type Easel = {
  /** The elements are there, or gone (null). */
  mount(parts: EaselParts | null): void;
  /**
   * Puts a picture up where its view puts it, or nothing. `isAhead`: what lies over the picture still belongs to the
   * last one, and is hidden until it has been drawn.
   */
  put(picture: Picture | null, size: Size, sight: Sight, isAhead?: boolean): void;
};

/**
 * Puts decoded pictures on screen outside React. The element that was decoded is the element that is shown: setting an
 * address on another one would let the browser decode it a second time and blink.
 */
export function createEasel(): Easel {
  let parts: EaselParts | null = null;
  let standing: { picture: Picture; element: Picture } | null = null;
  return {
    mount: (next) => void (parts = next),
    put(picture, size, sight, isAhead = false) {
      if (parts === null) return;
      const { frame, holder, over } = parts;
      const { left, top, width, height, transform } = lieOf(size, sight);
      Object.assign(frame.style, {
        left: px(left),
        top: px(top),
        width: px(width),
        height: px(height),
        transform,
      });
      frame.style.visibility = picture === null ? "hidden" : "";
      over.hidden = isAhead;
      if (picture === null) return;
      if (standing?.picture !== picture) standing = { picture, element: readied(picture) };
      const { element } = standing;
      element.style.imageRendering = sight.view.scale * sight.density >= pixelatedFrom ? "pixelated" : "auto";
      if (holder.firstChild !== element) holder.replaceChildren(element);
    },
  };
}

function readied(picture: Picture): Picture {
  // The very same file may stand beside itself; an element can be in one place only.
  const element = picture.isConnected ? (picture.cloneNode() as Picture) : picture;
  element.alt = "";
  element.className = "size-full max-w-none select-none";
  element.draggable = false;
  // In the very frame in which it is put there: it is decoded already.
  element.decoding = "sync";
  return element;
}

/**
 * Where a picture lies on its stage, in CSS pixels. On whole device pixels: a picture between two of them is drawn soft,
 * and two of them differ at their edges.
 */
export function lieOf(size: Size, { view, room, density }: Sight) {
  const snap = (length: number) => Math.round(length * density) / density;
  return {
    left: snap(room.width / 2),
    top: snap(room.height / 2),
    width: 2 * snap((size.width * view.scale) / 2),
    height: 2 * snap((size.height * view.scale) / 2),
    transform: `translate(-50%, -50%) translate(${snap(view.x)}px, ${snap(view.y)}px)`,
  };
}

function px(length: number): string {
  return `${length}px`;
}
