"use client";

import { lazy, Suspense, useState, type ComponentProps, type ReactElement, type ReactNode } from "react";

export type PopupProps = {
  /** A button without a handler. */
  trigger: ReactElement<ComponentProps<"button">>;
  /** Names the layer for a screen reader. */
  label: string;
  align?: "start" | "center" | "end";
  /** What stands in it; `close` takes the layer away. */
  children: (close: () => void) => ReactNode;
  className?: string;
};

const load = () => import("#components/ui/popup-panel");
const PopupPanel = lazy(() => load().then((part) => ({ default: part.PopupPanel })));

/** A button that opens a layer beside itself. The layer's machinery is fetched when it is first wanted. */
export function Popup(props: PopupProps) {
  const [isUsed, setUsed] = useState(false);
  const closed = (
    // The events of the button inside bubble up to here.
    <span
      role="presentation"
      className="contents"
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setUsed(true)}
    >
      {props.trigger}
    </span>
  );
  return isUsed ? (
    <Suspense fallback={closed}>
      <PopupPanel {...props} />
    </Suspense>
  ) : (
    closed
  );
}
